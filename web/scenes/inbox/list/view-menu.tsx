/** Every view with its number, the saved ones, and keeping what is shown as one. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { InboxCounts, SavedView } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Menu, separator, type MenuItem } from '../../../components/menu.tsx'
import { faultWords } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { actLater, toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useWords, type WordKey } from '../../../words/words.tsx'
import { readInboxSearch, savedSearch, viewNames, viewOf, type InboxSearch, type ViewName } from '../inbox-search.ts'
import css from './list-pane.module.css'

export const viewWord = {
  waiting: 'inbox.viewWaiting', mine: 'inbox.viewMine', unassigned: 'inbox.viewUnassigned', team: 'inbox.viewTeam', mentions: 'inbox.viewMentions', open: 'inbox.viewOpen', snoozed: 'inbox.viewSnoozed',
  closed: 'inbox.viewClosed', all: 'inbox.viewAll', drafts: 'inbox.viewDrafts', failed: 'inbox.viewFailed', spam: 'inbox.viewSpam',
} as const satisfies Record<ViewName, WordKey>

export type Bounded = InboxCounts['views'][ViewName]
export const countWords = (count: Bounded | undefined, number: (value: number) => string): string | undefined => (count === undefined || count.count === 0 ? undefined : `${number(count.count)}${count.more ? '+' : ''}`)

const changed = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKey('/conversation-views') })

export function ViewMenu({ search, counts, onSearch }: { readonly search: InboxSearch; readonly counts: InboxCounts | undefined; readonly onSearch: (search: InboxSearch) => void }) {
  const words = useWords()
  const { t, number } = words
  const navigate = useNavigate()
  const { data } = useQuery(apiQuery('/conversation-views'))
  const [isSaving, setSaving] = useState(false)
  const views = data?.items ?? []
  const open = views.find((view) => view.id === search.saved)
  const failed = (fault: unknown): void => void toast(faultWords(fault, words), { tone: 'negative' })
  const numbered = (label: string, count: Bounded | undefined) => <span className={css.viewItem}><span>{label}</span><span className={css.viewCount}>{countWords(count, number)}</span></span>
  const item = (view: SavedView): MenuItem => ({ id: view.id, label: numbered(view.mine ? view.name : t('inbox.viewOf', { view: view.name, member: view.memberName }), counts?.saved[view.id]), chosen: view.id === open?.id, onSelect: () => onSearch({ ...readInboxSearch(view.search), saved: view.id }) })
  const change = (body: { readonly search?: Record<string, string>; readonly shared?: boolean }): void => { if (open) void api('patch', '/conversation-views/{id}', { params: { id: open.id }, body }).then(changed, failed) }
  const own: MenuItem[] = open?.mine === true ? [
    { id: ' update', label: t('inbox.viewUpdate'), icon: 'check', onSelect: () => change({ search: savedSearch(search) }) },
    { id: ' share', label: t(open.shared ? 'inbox.viewUnshare' : 'inbox.viewShare'), icon: 'people', onSelect: () => change({ shared: !open.shared }) },
    { id: ' remove', label: t('inbox.viewRemove'), icon: 'remove', onSelect: () => { onSearch({}); actLater(t('inbox.viewRemoved', { view: open.name }), (closing) => void api('delete', '/conversation-views/{id}', { params: { id: open.id } }, { keepalive: closing }).then(changed, failed), () => onSearch(search)) } },
  ] : []
  return (
    <>
      <Menu
        trigger={<Button after="down" className={css.viewButton}>{open?.name ?? t(viewWord[viewOf(search)])}</Button>}
        items={[
          ...viewNames.map((view): MenuItem => ({ id: view, label: numbered(t(viewWord[view]), counts?.views[view]), chosen: open === undefined && viewOf(search) === view, onSelect: () => onSearch({ view }) })),
          ...(views.length > 0 ? [separator, ...views.map(item)] as const : []),
          separator,
          { id: ' save', label: t('inbox.viewSave'), icon: 'plus', onSelect: () => setSaving(true) }, ...own,
          { id: ' figures', label: t('inbox.figures'), icon: 'chart', onSelect: () => void navigate({ to: '/inbox/figures', search: {} }) },
        ]}
      />
      {isSaving && <SaveView search={search} onClose={() => setSaving(false)} onMade={(view) => onSearch({ ...search, saved: view.id })} />}
    </>
  )
}

function SaveView({ search, onClose, onMade }: { readonly search: InboxSearch; readonly onClose: () => void; readonly onMade: (view: SavedView) => void }) {
  const words = useWords()
  const { t } = words
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const save = (): void => {
    api('post', '/conversation-views', { body: { name: name.trim(), shared: isShared, search: savedSearch(search) } }).then(async (made) => {
      await changed()
      onMade(made)
      onClose()
    }, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' }))
  }
  return (
    <Dialog open onOpen={onClose} width="s" title={t('inbox.viewSave')} about={t('inbox.viewSaveAbout')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" disabled={name.trim() === ''} onClick={save}>{t('common.save')}</Button></>}>
      <TextField label={t('inbox.viewName')} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && name.trim() !== '') save() }} />
      <Checkbox label={t('inbox.viewShare')} checked={isShared} onChange={(event) => setShared(event.target.checked)} />
    </Dialog>
  )
}
