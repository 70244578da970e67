/** The person behind a mention at a glance: never more than what was said in public and kept. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import type { Mention } from '../../api/routes.ts'
import { Avatar } from '../../components/avatar.tsx'
import { ChannelMark, channelTitle } from '../../components/channel-mark.tsx'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import { authorTitle } from '../../mentions/mention-facts.tsx'
import css from './author-glance.module.css'

export function AuthorGlance({ mention }: { readonly mention: Pick<Mention, 'author' | 'site' | 'channel'> }) {
  const words = useWords()
  const mayRead = useMember().may('people.read')
  const { author } = mention
  const { data: person } = useQuery({ ...apiQuery('/people/{id}', { params: { id: author.person } }), enabled: mayRead })
  const title = authorTitle(author, mention.site)
  const facts = [
    ...(author.name && author.name !== title ? [author.name] : []),
    ...(person ? [words.t('listen.heardTimes', { n: person.interactions })] : []),
    ...(person && person.interactions > 1 ? [words.t('listen.heardSince', { day: words.day(new Date(person.firstSeenAt)) })] : []),
    ...(author.followers === null || author.followers === 0 ? [] : [words.t('listen.followers', { n: author.followers })]),
    ...(person && person.identities.length > 1 ? [words.t('listen.alsoOn', { channels: words.list([...new Set(person.identities.map((one) => channelTitle(one.channel)))]) })] : []),
    ...(person?.identities.some((one) => one.bot) ? [words.t('listen.isBot')] : []),
  ]
  const inside = (
    <>
      <Avatar id={author.identity} name={author.name ?? title} picture={author.avatar} size="l" />
      <span className={css.words}>
        <span className={css.name}><bdi>{title}</bdi> <ChannelMark channel={mention.channel} /></span>
        <span className={css.facts}>{facts.join(' · ')}</span>
      </span>
    </>
  )
  return mayRead ? <Link to="/people/$id" params={{ id: author.person }} className={css.glance} title={words.t('listen.openPerson')}>{inside}</Link> : <div className={css.glance}>{inside}</div>
}
