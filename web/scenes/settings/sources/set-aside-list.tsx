/** What came in and could not be read: look at it, correct it, try again, or throw it away. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiPages, queryClient, queryKey } from '../../../api/queries.ts'
import type { SetAsideItem } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Said } from '../../../components/said.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { TextArea } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { actLater, toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { interactionIn } from './corrected.ts'
import css from './sources.module.css'

async function refresh(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: queryKey('/set-aside') }), queryClient.invalidateQueries({ queryKey: queryKey('/sources') })])
}

function Item({ item, onDiscard }: { readonly item: SetAsideItem; readonly onDiscard: () => void }) {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const [text, setText] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const retry = async (): Promise<void> => {
    const corrected = text === null ? { value: undefined } : interactionIn(text)
    if ('fault' in corrected) return setFault(t('settings.notJson', { why: corrected.fault }))
    setBusy(true)
    setFault(null)
    try {
      await api('post', '/set-aside/{id}/retry', { params: { id: item.id }, body: corrected.value === undefined ? {} : { interaction: corrected.value } })
      toast(t('settings.retried'))
      await refresh()
    } catch (thrown) {
      setFault(faultWords(thrown, words))
    } finally {
      setBusy(false)
    }
  }
  return (
    <li className={css.asideItem}>
      <p className={css.asideHead}><strong>{item.sourceName}</strong> <Time at={item.at} /></p>
      <p><Said>{item.because}</Said></p>
      {text === null
        ? <details className={css.raw}><summary>{t('settings.whatCame')}</summary><pre dir="auto">{item.raw}</pre></details>
        : <TextArea label={t('settings.corrected')} hint={t('settings.correctedHint')} value={text} rows={8} spellCheck={false} onChange={(event) => setText(event.target.value)} />}
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
      {me.may(item.account === null ? 'sources.manage' : 'accounts.manage') && (
        <div className={css.asideActs}>
          <Button size="s" icon="retry" busy={busy} onClick={() => void retry()}>{text === null ? t('common.retry') : t('settings.takeIn')}</Button>
          {text === null ? <Button size="s" look="plain" icon="edit" onClick={() => setText(item.raw)}>{t('settings.correct')}</Button> : <Button size="s" look="plain" onClick={() => setText(null)}>{t('common.cancel')}</Button>}
          <Button size="s" look="plain" icon="remove" onClick={onDiscard}>{t('settings.throwAway')}</Button>
        </div>
      )}
    </li>
  )
}

/** @param source Only what this source brought; `null` for all. @param account Only what reached this account. */
export function SetAsideList({ source, account = null }: { readonly source: string | null; readonly account?: string | null }) {
  const words = useWords()
  const { t } = words
  const list = useInfiniteQuery(apiPages('/set-aside', { query: { ...(source === null ? {} : { source }), ...(account === null ? {} : { account }), limit: 25 } }))
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const discard = (item: SetAsideItem): void => {
    setGone((all) => new Set([...all, item.id]))
    const back = (): void => setGone((all) => new Set([...all].filter((id) => id !== item.id)))
    actLater(t('settings.thrownAway'), (closing) => {
      void api('delete', '/set-aside/{id}', { params: { id: item.id } }, { keepalive: closing }).then(refresh, (fault: unknown) => { back(); toast(faultWords(fault, words), { tone: 'negative' }) })
    }, back)
  }
  if (list.data === undefined) return list.error === null ? <Skeleton lines={5} /> : <FaultState compact fault={list.error} onRetry={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items).filter((item) => !gone.has(item.id))
  if (items.length === 0 && !list.hasNextPage) return <EmptyState compact icon="check" title={t('settings.nothingAside')}>{t('settings.nothingAsideText')}</EmptyState>
  return (
    <>
      <ul className={css.asideList}>{items.map((item) => <Item key={item.id} item={item} onDiscard={() => discard(item)} />)}</ul>
      {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.showMore')}</Button>}
    </>
  )
}
