/** One thing that was said or done, on a person's timeline. */
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { OutputOf, Person } from '../../api/routes.ts'
import { Avatar } from '../../components/avatar.tsx'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { useMember } from '../../hooks/member.ts'
import { kindWord } from '../../mentions/kind-words.ts'
import { TopicChips, type TopicMark } from '../../mentions/mention-facts.tsx'
import { MentionText } from '../../mentions/mention-text.tsx'
import { safeHref } from '../../mentions/passage.ts'
import { useWords } from '../../words/words.tsx'
import { money } from './money.ts'
import { handleWords } from '../../mentions/handle-words.ts'
import css from './timeline-entry.module.css'

type Purchase = OutputOf<'get', '/people/{id}/profile'>['value']['purchases'][number]
type Entry = OutputOf<'get', '/people/{id}/timeline'>['items'][number]
const directionWord = { inbound: 'people.toUs', outbound: 'people.fromUs', around: 'people.aroundUs' } as const

export const TimelineEntry = memo(function TimelineEntry({ entry, person, marks, purchase }: { readonly purchase?: Purchase | undefined; readonly entry: Entry; readonly person: Person; readonly marks: ReadonlyMap<string, TopicMark> }) {
  const words = useWords()
  const identity = person.identities.find((one) => one.id === entry.identity)
  const isOurs = entry.direction === 'outbound'
  const name = identity?.handle ? handleWords(identity.handle) : identity?.name ?? person.name
  const href = entry.url === null ? null : safeHref(entry.url)
  const at = new Date(entry.at)
  // What passed between them and us stands in a conversation.
  const isMessage = useMember().may('conversations.read') && entry.kind === 'message' && entry.direction !== 'around'
  return (
    <article className={css.entry} data-ours={isOurs || undefined} data-indirect={entry.direction === 'around' || undefined}>
      <Avatar id={isOurs ? 'us' : identity?.id ?? person.id} name={isOurs ? words.t('people.us') : name} picture={isOurs ? null : identity?.avatar} />
      <div className={css.body}>
        <p className={css.head}>
          <bdi className={css.name}>{isOurs ? words.t('people.us') : name}</bdi>
          <ChannelMark channel={entry.channel} />
          <time dateTime={entry.at} title={words.exact(at)} className={css.quiet}>{words.clock(at)}</time>
          <span className={css.quiet}>· {words.t(kindWord(entry.kind)).toLocaleLowerCase()}, {words.t(directionWord[entry.direction])}</span>
          {isMessage && <Link className={css.original} to="/inbox" search={{ view: 'all', message: entry.id }} aria-label={words.t('inbox.openConversation')} title={words.t('inbox.openConversation')}><Icon name="inbox" size={14} /></Link>}
          {href !== null && <a className={css.original} href={href} target="_blank" rel="noopener noreferrer nofollow" aria-label={words.t('listen.original')} title={words.t('listen.original')}><Icon name="external" size={14} /></a>}
        </p>
        {entry.title && <p className={css.title} dir="auto">{entry.title}</p>}
        {purchase && purchase.amountMinor !== null && <p><strong>{money(purchase.amountMinor, purchase.currency, words.language)}</strong> <span className={css.quiet}>{purchase.items.map((item) => (item.count === 1 ? item.name : `${words.number(item.count)} × ${item.name}`)).join(', ')}</span></p>}
        {entry.text !== '' && <p className={css.text}><MentionText mention={{ text: entry.text, facets: [], hits: [], language: 'und' }} length={700} /></p>}
        <TopicChips topics={entry.topics.flatMap((id) => marks.get(id) ?? [])} />
      </div>
    </article>
  )
})
