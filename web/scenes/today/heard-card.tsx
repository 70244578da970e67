/** The newest mentions of our own topics, as people said them. Holds still while it is read. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useLive } from '../../api/live.ts'
import { apiQuery } from '../../api/queries.ts'
import type { Mention } from '../../api/routes.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Button, LinkButton } from '../../components/button.tsx'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { Card } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Time } from '../../components/time.tsx'
import { useWords } from '../../words/words.tsx'
import { MentionText } from '../../mentions/mention-text.tsx'
import css from './heard-card.module.css'
import { heardQuery, heardShown } from './heard-query.ts'

const longest = 220

export function HeardMention({ mention }: { readonly mention: Mention }) {
  const { author } = mention
  const name = author.handle === null ? (author.name ?? author.externalId) : mention.channel === 'feed' ? author.handle : `@${author.handle}`
  return (
    <article className={css.mention}>
      <Avatar id={author.person} name={author.name ?? author.handle ?? author.externalId} picture={author.avatar} />
      <div className={css.body}>
        <p className={css.head}>
          <Link to="/people/$id" params={{ id: author.person }} className={css.author}>{name}</Link>
          <ChannelMark channel={mention.channel} />
          <Link to="/listen" search={{ mention: mention.id }} className={css.when}><Time at={mention.at} /></Link>
        </p>
        <blockquote className={css.words}>{mention.title !== null && mention.title !== '' && <strong>{mention.title} </strong>}<MentionText mention={mention} length={longest} /></blockquote>
      </div>
    </article>
  )
}

export function HeardCard() {
  const { t } = useWords()
  const [fresh, setFresh] = useState(0)
  // In a burst the stream leaves some out, and nobody knows how many of those are about us.
  const [mayBeMore, setMayBeMore] = useState(false)
  const topics = useQuery(apiQuery('/topics')).data?.items ?? []
  const own = topics.filter((topic) => topic.role === 'own').map((topic) => topic.id)
  const { data, error, refetch } = useQuery({ ...heardQuery, refetchOnWindowFocus: false })
  const refresh = (): void => {
    setFresh(0)
    setMayBeMore(false)
    void refetch()
  }
  useLive({}, {
    mentions: (all, more) => {
      const items = all.filter((item) => item.topics.some((topic) => own.includes(topic)))
      if (items.length === 0) return
      // With room left nothing moves out of sight, so the new ones may come in by themselves.
      if ((data?.items.length ?? 0) < heardShown) refresh()
      else {
        setFresh((count) => count + items.length)
        if (more > 0) setMayBeMore(true)
      }
    },
  })
  return (
    <Card
      title={t('today.heardTitle')}
      about={t('today.heardAbout')}
      flush
      actions={<>{fresh > 0 && <Button size="s" look="plain" icon="up" onClick={refresh}>{mayBeMore ? t('today.heardNewAtLeast', { n: fresh }) : t('today.heardNew', { n: fresh })}</Button>}{(data?.items.length ?? 0) > 0 && <LinkButton size="s" look="plain" to="/listen">{t('today.heardAll')}</LinkButton>}</>}
    >
      {data === undefined && error === null && <div className={css.pad}><Skeleton lines={5} /></div>}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={refresh} />}
      {data?.items.length === 0 && <EmptyState compact title={t('today.heardEmpty')}>{t('today.heardEmptyText')}</EmptyState>}
      {data?.items.map((mention) => <HeardMention key={mention.id} mention={mention} />)}
    </Card>
  )
}
