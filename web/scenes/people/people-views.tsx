/** Saved views of the list and its columns: open one, save what is seen, share it, choose what is shown. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import type { OutputOf } from '../../api/routes.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Menu, separator, type MenuItem } from '../../components/menu.tsx'
import { Popover } from '../../components/popover.tsx'
import { faultWords } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { actLater, toast } from '../../components/toast.tsx'
import { Checkbox } from '../../components/toggles.tsx'
import { useWords } from '../../words/words.tsx'
import { columnNames, columnWord, defaultColumns, type ColumnName } from './people-columns.tsx'
import css from './people-list.module.css'
import { readPeopleSearch, type PeopleSearch } from './people-search.ts'

type Views = OutputOf<'get', '/people/views'>
export type View = Views['items'][number]
const changed = () => queryClient.invalidateQueries({ queryKey: queryKey('/people/views') })

/** The open view, and the columns that hold: the view's, else one's own, else the default. */
export function useViews(search: PeopleSearch) {
  const { data } = useQuery(apiQuery('/people/views'))
  const view = data?.items.find((one) => one.id === search.view)
  const chosen = view && view.columns.length > 0 ? view.columns : data && data.columns.length > 0 ? data.columns : defaultColumns
  return { views: data?.items ?? [], view, columns: chosen }
}

export function ViewMenu({ search, views, view, columns, onOpen }: { readonly search: PeopleSearch; readonly views: readonly View[]; readonly view: View | undefined; readonly columns: readonly ColumnName[]; readonly onOpen: (search: PeopleSearch) => void }) {
  const words = useWords()
  const { t } = words
  const [isSaving, setSaving] = useState(false)
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const failed = (fault: unknown): void => void toast(faultWords(fault, words), { tone: 'negative' })
  const { view: _, ...seen } = search
  const save = (): void => {
    api('post', '/people/views', { body: { name: name.trim(), shared: isShared, search: seen as Record<string, string>, columns: [...columns] } }).then(async (made) => {
      await changed()
      setSaving(false)
      onOpen({ ...search, view: made.id })
    }, failed)
  }
  const item = (one: View): MenuItem => ({ id: one.id, label: one.mine ? one.name : t('profile.viewOf', { view: one.name, member: one.memberName }), chosen: one.id === view?.id, onSelect: () => onOpen({ ...readPeopleSearch(one.search), view: one.id }) })
  const own: MenuItem[] = view?.mine ? [
    { id: ' update', label: t('profile.viewUpdate'), icon: 'check', onSelect: () => void api('patch', '/people/views/{id}', { params: { id: view.id }, body: { search: seen as Record<string, string>, columns: [...columns] } }).then(changed, failed) },
    { id: ' share', label: t(view.shared ? 'profile.viewUnshare' : 'profile.viewShare'), icon: 'people', onSelect: () => void api('patch', '/people/views/{id}', { params: { id: view.id }, body: { shared: !view.shared } }).then(changed, failed) },
    { id: ' remove', label: t('profile.viewRemove'), icon: 'remove', onSelect: () => { onOpen(seen); actLater(t('profile.viewRemoved', { view: view.name }), () => void api('delete', '/people/views/{id}', { params: { id: view.id } }).then(changed, failed), () => onOpen(search)) } },
  ] : []
  return (
    <>
      <Menu align="start" trigger={<Button after="down" icon="eye">{view?.name ?? t('profile.views')}</Button>} items={[
        { id: ' all', label: t('profile.everybody'), chosen: view === undefined, onSelect: () => onOpen({}) },
        ...views.map(item), separator,
        { id: ' save', label: t('profile.viewSave'), icon: 'plus', onSelect: () => { setName(''); setShared(false); setSaving(true) } }, ...own,
      ]} />
      <Dialog open={isSaving} onOpen={setSaving} width="s" title={t('profile.viewSave')} about={t('profile.viewSaveAbout')} actions={<><Button onClick={() => setSaving(false)}>{t('common.cancel')}</Button><Button look="primary" disabled={name.trim() === ''} onClick={save}>{t('common.save')}</Button></>}>
        <TextField label={t('profile.viewName')} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && name.trim() !== '') save() }} />
        <Checkbox label={t('profile.viewShare')} checked={isShared} onChange={(event) => setShared(event.target.checked)} />
      </Dialog>
    </>
  )
}

/** The columns: kept for the member, or with the view that is open and theirs. */
export function ColumnChooser({ view, columns }: { readonly view: View | undefined; readonly columns: readonly ColumnName[] }) {
  const words = useWords()
  const { t } = words
  const choose = (name: ColumnName, isOn: boolean): void => {
    const next = columnNames.filter((one) => (one === name ? isOn : columns.includes(one)))
    const done = view?.mine ? api('patch', '/people/views/{id}', { params: { id: view.id }, body: { columns: next } }) : api('put', '/people/columns', { body: { columns: next } })
    const key = queryKey('/people/views')
    queryClient.setQueryData(key, (before: Views | undefined) => before && { ...before, ...(view?.mine ? { items: before.items.map((one) => (one.id === view.id ? { ...one, columns: next } : one)) } : { columns: next }) })
    ;(done as Promise<unknown>).catch((fault: unknown) => { void changed(); toast(faultWords(fault, words), { tone: 'negative' }) })
  }
  return (
    <Popover label={t('profile.columns')} align="end" trigger={<Button icon="columns" aria-label={t('profile.columns')} title={t('profile.columns')} />}>
      <div className={css.form}>
        <div className={css.ticks}>{columnNames.map((name) => <Checkbox key={name} label={t(columnWord[name])} checked={columns.includes(name)} onChange={(event) => choose(name, event.target.checked)} />)}</div>
      </div>
    </Popover>
  )
}
