/** Settings, Word lists: words that queries share, which topics use them, and changing them. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { WordList } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { ListDialog } from './list-dialog.tsx'

function RemoveDialog({ list, onClose }: { readonly list: WordList; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const inUse = list.usedBy.length
  const remove = (): void => {
    setBusy(true)
    api('delete', '/lists/{id}', { params: { id: list.id } }).then(async () => {
      await queryClient.invalidateQueries({ queryKey: queryKey('/lists') })
      toast(t('query.listRemoved', { name: list.name }))
    }, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) }).finally(onClose)
  }
  return (
    <Dialog
      open
      onOpen={onClose}
      width="s"
      title={t('query.listRemoveAsk', { name: list.name })}
      about={inUse === 0 ? t('query.listRemoveText') : undefined}
      actions={<><Button onClick={onClose}>{t('common.cancel')}</Button>{inUse === 0 && <Button look="danger" busy={busy} onClick={remove}>{t('common.remove')}</Button>}</>}
    >
      {inUse > 0 && <Notice tone="warn">{t('query.listInUse', { n: inUse })} {words.list(list.usedBy.map(({ name }) => name))}</Notice>}
    </Dialog>
  )
}

export function ListsView() {
  const { t, list: inWords, number } = useWords()
  const me = useMember()
  const mayChange = me.may('topics.manage')
  const { data, error, refetch } = useQuery(apiQuery('/lists'))
  const [open, setOpen] = useState<WordList | 'new' | null>(null)
  const [removing, setRemoving] = useState<WordList | null>(null)
  const lists = data?.items ?? []
  const add = mayChange ? <Button look="primary" icon="plus" onClick={() => setOpen('new')}>{t('query.addList')}</Button> : undefined
  return (
    <Section title={t('shell.goLists')} about={t('query.listsText')} actions={lists.length > 0 ? add : undefined}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && lists.length === 0 && <EmptyState icon="table" title={t('query.noLists')} action={add}>{t('query.noListsText')}</EmptyState>}
      {lists.length > 0 && (
        <Table
          caption={t('shell.goLists')}
          rows={lists}
          keyOf={({ id }) => id}
          columns={[
            { id: 'name', title: t('query.listName'), renderCell: ({ name, entries }) => <span className={css.whoWords}><span>{name}</span><span className={css.mail}>{entries.slice(0, 6).join(', ')}{entries.length > 6 && ' …'}</span></span> },
            { id: 'count', title: t('query.listSize'), number: true, wideOnly: true, renderCell: ({ entries }) => number(entries.length) },
            { id: 'used', title: t('query.listUsed'), renderCell: ({ usedBy }) => (usedBy.length === 0 ? <span className={css.quiet}>{t('query.listUnused')}</span> : inWords(usedBy.map(({ name }) => name))) },
            { id: 'changed', title: t('query.listChanged'), wideOnly: true, renderCell: ({ changedAt, changedBy }) => <span>{changedBy} <span className={css.quiet}><Time at={changedAt} /></span></span> },
            ...(mayChange ? [{ id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: (one: WordList) => <span className={css.cellActs}><Button size="s" look="plain" onClick={() => setOpen(one)}>{t('common.edit')}</Button><Button size="s" look="plain" onClick={() => setRemoving(one)}>{t('common.remove')}</Button></span> }] : []),
          ]}
        />
      )}
      {open !== null && <ListDialog key={open === 'new' ? 'new' : open.id} list={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {removing !== null && <RemoveDialog list={removing} onClose={() => setRemoving(null)} />}
    </Section>
  )
}
