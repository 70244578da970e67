/** What the columns of exports are called, in English and Dutch and by the tools that make them. Pure data. */
import type { ArchiveTarget } from '../api.ts'

/**
 * Names without blanks and signs, in lower case, best first: of two columns
 * that could be the text, the one that stands earlier here is.
 */
const names: Readonly<Partial<Record<ArchiveTarget, readonly string[]>>> = {
  externalId: ['tweetidstr', 'tweetid', 'statusid', 'idstr', 'postid', 'postuuid', 'messageid', 'mentionid', 'resourceid', 'reviewid', 'commentid', 'articleid', 'documentid', 'nativeid', 'externalid', 'uri', 'guid', 'uuid', 'recordkey', 'referencenumber', 'berichtid', 'reactieid', 'recensieid', 'nameofreview', 'id', 'idint'],
  at: ['createdat', 'recordcreatedat', 'publishedat', 'createdatutc', 'reviewcreatedutc', 'reviewdatetimeutc', 'createdutc', 'commentcreatetimestamp', 'tweetcreated', 'tweetcreatedat', 'datecreated', 'createtime', 'creationdate', 'published', 'publishdate', 'publicationdate', 'publishedtime', 'pubdate', 'posted', 'postedat', 'posteddate', 'postdate', 'postedon', 'datepublished', 'datetime', 'datetijd', 'datumtijd', 'timestamp', 'tijdstip', 'date', 'datum', 'dateutc', 'reviewdate', 'dateofreview', 'commentdate', 'sentat', 'senttime', 'sentdate', 'receivedat', 'messagedate', 'at', 'when', 'aangemaaktop', 'geplaatstop', 'gepubliceerdop', 'plaatsingsdatum', 'publicatiedatum', 'timeus', 'updatetime', 'time', 'created', 'indexed', 'added'],
  time: ['tijd', 'timeofday', 'hour', 'uur'],
  text: ['fulltext', 'recordtext', 'tweettext', 'posttext', 'messagetext', 'commenttext', 'reviewtext', 'reviewcontent', 'reviewbody', 'textoriginal', 'textdisplay', 'content', 'contenttext', 'text', 'body', 'message', 'tweet', 'post', 'mentiontext', 'mentioncontent', 'snippet', 'hitsentence', 'openingtext', 'fulltextcontent', 'comment', 'caption', 'review', 'description', 'summary', 'selftext', 'tekst', 'bericht', 'berichttekst', 'inhoud', 'reactie', 'opmerking', 'recensie', 'beoordeling', 'omschrijving'],
  title: ['title', 'headline', 'posttitle', 'reviewtitle', 'subject', 'titel', 'kop', 'onderwerp', 'spoilertext'],
  url: ['url', 'permalink', 'posturl', 'postlink', 'tweeturl', 'tweetlink', 'link', 'mentionurl', 'reviewurl', 'commenturl', 'messageurl', 'sourceurl', 'originalurl', 'expandedurl', 'weburl', 'berichturl', 'permalinkurl'],
  'author.externalId': ['authorid', 'userid', 'useridstr', 'authordid', 'did', 'twitterauthorid', 'twitterid', 'accountid', 'fromid', 'senderid', 'authorchannelidvalue', 'authorchannelid', 'channelid', 'consumerid', 'authoruserid', 'actor', 'auteurid', 'gebruikerid'],
  'author.handle': ['authorhandle', 'handle', 'screenname', 'userscreenname', 'twitterscreenname', 'authorusername', 'username', 'userhandle', 'accountacct', 'acct', 'reviewusername', 'profilehandle', 'author', 'user', 'from', 'sender', 'account', 'authoraccount', 'gebruikersnaam', 'auteur', 'afzender', 'gebruiker'],
  'author.name': ['authordisplayname', 'displayname', 'authorname', 'authorfullname', 'fullname', 'extraauthorattributesname', 'consumername', 'reviewername', 'reviewerdisplayname', 'authortitle', 'accountdisplayname', 'name', 'influencer', 'byline', 'reviewer', 'creator', 'nickname', 'naam', 'auteursnaam', 'schermnaam', 'weergavenaam'],
  'author.url': ['authorurl', 'userprofileurl', 'profileurl', 'authorprofileurl', 'authorlink', 'authorchannelurl', 'accounturl', 'userurl', 'extraauthorattributesurl', 'profiellink'],
  'author.followers': ['followers', 'followercount', 'followerscount', 'twitterfollowers', 'authorfollowers', 'authorfollowerscount', 'authorpublicmetricsfollowerscount', 'userfollowerscount', 'accountfollowerscount', 'volgers', 'aantalvolgers'],
  'author.following': ['following', 'followingcount', 'twitterfollowing', 'userfriendscount', 'accountfollowingcount', 'friendscount'],
  'author.place': ['authorlocation', 'userlocation', 'tweetlocation', 'location', 'locatie', 'woonplaats', 'plaats', 'city', 'stad'],
  'author.bio': ['bio', 'twitterbio', 'userdescription', 'authordescription', 'authorbio', 'accountnote'],
  channel: ['network', 'socialnetwork', 'platform', 'pagetype', 'contentsource', 'sourcetype', 'posttype', 'mediatype', 'channel', 'channeltype', 'netwerk', 'kanaal', 'sourcename', 'source', 'bron'],
  kind: ['type', 'messagetype', 'threadentrytype', 'mentiontype', 'contenttype', 'kind', 'engagementtype', 'soort', 'berichttype'],
  language: ['language', 'lang', 'languagecode', 'recordlangs', 'reviewlanguage', 'langs', 'taal', 'taalcode'],
  country: ['countrycode', 'country', 'authorcountry', 'extraarticleattributesworlddatacountrycode', 'landcode', 'land'],
  site: ['domain', 'domainurl', 'hosturl', 'site', 'website', 'host', 'outlet', 'domein'],
  media: ['mediaurl', 'imageurl', 'image', 'mediaurls', 'thumbnail', 'afbeelding', 'photourl'],
  'metrics.likes': ['likes', 'likecount', 'favoritecount', 'favouritescount', 'favorites', 'publicmetricslikecount', 'reactions', 'reactionscount', 'reviewlikes', 'instagramlikes', 'facebooklikes', 'likesandreactions', 'score', 'ups', 'vindikleuks', 'aantallikes', 'upvotes'],
  'metrics.reposts': ['reposts', 'repostcount', 'retweets', 'retweetcount', 'twitterretweets', 'reblogscount', 'publicmetricsretweetcount', 'shares', 'sharecount', 'facebookshares', 'gedeeld', 'aantalgedeeld', 'boosts'],
  'metrics.replies': ['replies', 'replycount', 'repliescount', 'twitterreplycount', 'twitterreplies', 'publicmetricsreplycount', 'comments', 'commentcount', 'commentscount', 'facebookcomments', 'totalreplycount', 'numcomments', 'aantalreacties', 'reacties'],
  'metrics.quotes': ['quotes', 'quotecount', 'publicmetricsquotecount'],
  'metrics.views': ['views', 'viewcount', 'impressions', 'impressioncount', 'publicmetricsimpressioncount', 'reach', 'potentialreach', 'videoviews', 'weergaven', 'bereik', 'vertoningen'],
  inReplyTo: ['inreplytostatusidstr', 'inreplytostatusid', 'inreplytoid', 'inreplytotweetid', 'inreplyto', 'replyto', 'recordreplyparenturi', 'parentid', 'parentcommentid', 'parenttweetid', 'parent', 'antwoordop', 'reactieop', 'twitterreplyto'],
  repostOf: ['retweetedstatusidstr', 'retweetedstatusid', 'retweetof', 'twitterretweetof', 'repostof', 'reblogid', 'retweetedid'],
}

const ranked = new Map<string, { target: ArchiveTarget; rank: number }>()
for (const [target, list] of Object.entries(names)) for (const [rank, name] of list.entries()) if (!ranked.has(name)) ranked.set(name.toLowerCase(), { target: target as ArchiveTarget, rank })

function simple(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

export interface KnownName {
  readonly target: ArchiveTarget
  /** The smaller, the surer. */
  readonly rank: number
}

/** What a column of this name usually holds. Of a path (`user.screen_name`) the whole counts first, then its end. */
export function knownName(column: string): KnownName | null {
  const parts = column.split('.')
  for (let from = 0; from < parts.length; from++) {
    const found = ranked.get(simple(parts.slice(from).join('.')))
    if (found === undefined) continue
    // The end of a path alone says less, and within somebody else's post nothing.
    if (from > 0 && /quoted|retweeted_status|reblog|owner|media|entities|place|card|poll|mention|tag/i.test(parts.slice(0, from).join('.'))) return null
    return { target: found.target, rank: found.rank + from * 5 }
  }
  return null
}

export function isKnownName(column: string): boolean {
  return knownName(column) !== null
}
