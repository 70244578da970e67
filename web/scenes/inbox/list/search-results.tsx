/** Messages and notes that hold what is sought, newest first, each in its conversation. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import { ApiFault } from '../../../api/fault.ts'
import { apiPages } from '../../../api/queries.ts'
import type { InboxLabel, OutputOf } from '../../../api/routes.ts'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { VirtualList } from '../../../components/virtual-list.tsx'
import { useWords } from '../../../words/words.tsx'
import { ConversationRow } from './conversation-row.tsx'
import css from './list-pane.module.css'

export type Found = OutputOf<'get', '/conversations/search'>['items'][number]

interface Props {
  readonly q: string
  readonly labels: ReadonlyMap<string, InboxLabel>
  readonly open: string | undefined
  readonly entry: string | undefined
  readonly onFound: (found: readonly Found[]) => void
  readonly onFault: (words: string | null) => void
  readonly onOpen: (conversation: string, entry: string) => void
}

export function SearchResults({ q, labels, open, entry, onFound, onFault, onOpen }: Props) {
  const words = useWords()
  const { t } = words
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({ ...apiPages('/conversations/search', { query: { q } }), retry: false })
  const found = useMemo(() => (data?.pages ?? []).flatMap((page) => page.items), [data])
  const isUnreadable = error instanceof ApiFault && error.code === 'conversations.search'
  useEffect(() => onFound(found), [found, onFound])
  useEffect(() => { onFault(isUnreadable ? faultWords(error, words) : null); return () => onFault(null) }, [isUnreadable, error, words, onFault])
  const more = useCallback(() => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage() }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (isPending) return <div className={css.waiting}><Skeleton lines={6} /></div>
  if (error && found.length === 0) return isUnreadable ? null : <FaultState fault={error} onRetry={() => void refetch()} />
  if (found.length === 0) return <EmptyState icon="search" title={t('inbox.foundNothing')}>{t('inbox.foundNothingHint')}</EmptyState>
  return (
    <VirtualList items={found} keyOf={(one) => one.message} estimate={86} label={t('inbox.found')} onNearEnd={more} footer={isFetchingNextPage ? <div className={css.waiting}><Skeleton lines={2} /></div> : <p className={css.end}>{!hasNextPage && t('inbox.foundAll', { n: found.length })}</p>}>
      {(one) => (
        <ConversationRow
          conversation={one.conversation} labels={labels} isOpen={one.conversation.id === open && (entry === undefined || entry === one.message)} isChosen={false} isChoosing={false} isGone={false}
          onOpen={() => onOpen(one.conversation.id, one.message)} onChoose={() => undefined}
          excerpt={<span className={css.excerpt} data-ours={one.direction === 'outbound' || undefined} dir="auto"><bdi>{one.by}</bdi>: {one.excerpt.map((part, index) => (part.hit ? <mark key={`${String(index)} ${part.text}`}>{part.text}</mark> : part.text))}</span>}
        />
      )}
    </VirtualList>
  )
}
