/** What is worth joining: the mentions of the last week, the worthiest first, each with its reasons and what was done with it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useRef, useState } from 'react'
import { apiQuery } from '../../api/queries.ts'
import type { OutputOf } from '../../api/routes.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Button, LinkButton } from '../../components/button.tsx'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Select } from '../../components/select.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Time } from '../../components/time.tsx'
import { VirtualList, type VirtualListHandle } from '../../components/virtual-list.tsx'
import { useMember } from '../../hooks/member.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import { authorTitle } from '../../mentions/mention-facts.tsx'
import { Reasons, Score } from '../../mentions/mention-joining.tsx'
import { MentionText } from '../../mentions/mention-text.tsx'
import { safeHref } from '../../mentions/passage.ts'
import { useVerdict, verdictKeys, verdicts, type Verdict } from '../../mentions/verdicts.ts'
import { useWords } from '../../words/words.tsx'
import { ListenViews } from '../listen/listen-views.tsx'
import { byRole } from '../today/topic-look.ts'
import css from './joining-scene.module.css'
import type { JoiningSearch } from './routes.ts'

type Item = OutputOf<'get', '/mentions/worth-joining'>['items'][number]

const JoiningSettings = lazy(async () => ({ default: (await import('./joining-settings.tsx')).JoiningSettings }))
const verdictWord = { answered: 'joining.answeredAct', handled: 'joining.handledAct', dismissed: 'joining.dismissedAct' } as const
const listed = 50
const keyOf = ({ mention }: Item): string => mention.id
const rowLength = 360

export function JoiningScene() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/listen/joining' })
  const set = useVerdict()
  const list = useRef<VirtualListHandle>(null)
  const [areSettingsOpen, setSettingsOpen] = useState(false)
  const topics = byRole(useQuery(apiQuery('/topics')).data?.items ?? [])
  const query = { limit: listed, ...(search.topic === undefined ? {} : { topics: search.topic }) }
  const { data, error, refetch } = useQuery({ ...apiQuery('/mentions/worth-joining', { query }), placeholderData: keepPreviousData, refetchInterval: 60_000 })
  const items = data?.items ?? []
  const at = items.findIndex(({ mention }) => mention.id === search.mention)
  const chosen = items[at]
  const change = (next: JoiningSearch): void => void navigate({ to: '/listen/joining', search: (before: JoiningSearch) => Object.fromEntries(Object.entries({ ...before, ...next }).filter(([, value]) => value !== '')) as JoiningSearch, replace: true })
  const mayDecide = me.may('mentions.manage')

  const step = (by: number): void => {
    const next = at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))
    const item = items[next]
    if (!item) return
    change({ mention: item.mention.id })
    list.current?.show(next)
  }
  const decide = (verdict: Verdict): void => {
    if (!chosen) return
    // The next one is in hand before this one leaves the list.
    change({ mention: (items[at + 1] ?? items[at - 1])?.mention.id ?? '' })
    void set(chosen.mention.id, verdict)
  }
  const title = t('joining.title')
  useShortcut('j', t('listen.keyNext'), title, () => step(1))
  useShortcut('k', t('listen.keyPrevious'), title, () => step(-1))
  useShortcut('u', t('listen.keyOriginal'), title, () => { const href = chosen?.mention.url ? safeHref(chosen.mention.url) : null; if (href) window.open(href, '_blank', 'noopener,noreferrer') }, chosen !== undefined)
  useShortcut(verdictKeys.answered, t('joining.answeredAct'), title, () => decide('answered'), mayDecide && chosen !== undefined)
  useShortcut(verdictKeys.handled, t('joining.handledAct'), title, () => decide('handled'), mayDecide && chosen !== undefined)
  useShortcut(verdictKeys.dismissed, t('joining.dismissedAct'), title, () => decide('dismissed'), mayDecide && chosen !== undefined)

  return (
    <div className={css.scene}>
      <PageHeader
        title={title} below={<ListenViews />}
        actions={
          <>
            <Select quietLabel label={t('trends.topic')} value={search.topic ?? ''} onValue={(topic) => change({ topic, mention: '' })} options={[{ value: '', label: t('trends.allTopics') }, ...topics.map((topic) => ({ value: topic.id, label: topic.name }))]} />
            <Button icon="settings" onClick={() => setSettingsOpen(true)}>{t('joining.settings')}</Button>
          </>
        }
      />
      <div className={css.body}>
        {!data && !error && <div className={css.waiting}><Skeleton lines={9} /></div>}
        {!data && error && <FaultState fault={error} onRetry={() => void refetch()} />}
        {data && items.length === 0 && <EmptyState icon="check" title={t('joining.noneTitle')} action={<LinkButton to="/listen" search={{}}>{t('joining.toListen')}</LinkButton>}>{t('joining.noneHint')}</EmptyState>}
        {data && items.length > 0 && (
          <VirtualList ref={list} items={items} keyOf={keyOf} estimate={132} label={title} footer={<p className={css.end}>{t('joining.looked', { n: data.looked })}{data.lookedFrom !== null && ` ${t('joining.lookedFrom', { at: words.dayAndClock(new Date(data.lookedFrom)) })}`}</p>}>
            {(item) => <Row item={item} isChosen={item.mention.id === search.mention} mayDecide={mayDecide} onChoose={() => change({ mention: item.mention.id })} onDecide={(verdict) => void set(item.mention.id, verdict)} />}
          </VirtualList>
        )}
      </div>
      {areSettingsOpen && <Suspense><JoiningSettings onClose={() => setSettingsOpen(false)} /></Suspense>}
    </div>
  )
}

function Row({ item: { mention, score, reasons }, isChosen, mayDecide, onChoose, onDecide }: { readonly item: Item; readonly isChosen: boolean; readonly mayDecide: boolean; readonly onChoose: () => void; readonly onDecide: (verdict: Verdict) => void }) {
  const { t } = useWords()
  const name = authorTitle(mention.author, mention.site)
  const original = mention.url === null ? null : safeHref(mention.url)
  return (
    <article className={css.row} data-open={isChosen || undefined}>
      <button type="button" className={css.cover} aria-current={isChosen || undefined} aria-label={t('listen.openMention', { name, text: mention.text.slice(0, 80) || (mention.title ?? '') })} onClick={onChoose} />
      <Score score={score} />
      <div className={css.said}>
        <p className={css.head}><Avatar id={mention.author.identity} name={mention.author.name ?? name} picture={mention.author.avatar} size="s" /><bdi className={css.name}>{name}</bdi><ChannelMark channel={mention.channel} /><Time at={mention.at} className={css.time} /></p>
        <blockquote className={css.text}><MentionText mention={mention} length={rowLength} /></blockquote>
        <Reasons reasons={reasons} />
        <div className={css.acts}>
          {mayDecide && verdicts.map((each) => <Button key={each} size="s" {...(isChosen && { keys: verdictKeys[each] })} onClick={() => onDecide(each)}>{t(verdictWord[each])}</Button>)}
          {original !== null && <a className={css.link} href={original} target="_blank" rel="noopener noreferrer nofollow">{t('listen.original')}</a>}
          <LinkButton size="s" look="plain" to="/listen" search={{ mention: mention.id }}>{t('joining.inListen')}</LinkButton>
        </div>
      </div>
    </article>
  )
}
