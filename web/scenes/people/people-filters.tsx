/** Ways to narrow the list, in one small form. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Popover } from '../../components/popover.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useWords } from '../../words/words.tsx'
import { columnWord, depthWord } from './people-columns.tsx'
import css from './people-list.module.css'
import type { FilterName, PeopleSearch } from './people-search.ts'
import { useLifeCycle, useMembers } from './use-life-cycle.ts'

export type ChangePeople = (part: Partial<Record<FilterName | 'q' | 'sort' | 'view', string | undefined>>) => void

export function PeopleFilters({ search, channels, change }: { readonly search: PeopleSearch; readonly channels: readonly string[]; readonly change: ChangePeople }) {
  const words = useWords()
  const { t } = words
  const [open, setOpen] = useState(false)
  const { stages, nameOf } = useLifeCycle()
  const members = useMembers()
  const tags = useQuery({ ...apiQuery('/people/tags'), enabled: open }).data?.items ?? []
  const any = { value: '', label: t('profile.any') }
  const pick = (name: FilterName) => (value: string) => change({ [name]: value || undefined, view: undefined })
  const tagOptions = [...tags.map((one) => ({ value: one.tag, label: `${one.tag} (${words.number(one.count)})` })), ...(search.tags && !tags.some((one) => one.tag === search.tags) ? [{ value: search.tags, label: search.tags }] : [])]
  return (
    <Popover label={t('profile.filters')} open={open} onOpen={setOpen} trigger={<Button icon="filter" after="down">{t('profile.filters')}</Button>}>
      <div className={css.form}>
        <div className={css.two}>
          <Select label={t(columnWord.stage)} value={search.stages ?? ''} options={[any, ...stages.map((stage) => ({ value: stage.id, label: nameOf(stage.id) }))]} onValue={pick('stages')} />
          <Select label={t(columnWord.depth)} value={search.depth ?? ''} options={[any, ...(['connection', 'relationship', 'business'] as const).map((value) => ({ value, label: t(depthWord[value]) }))]} onValue={pick('depth')} />
          <Select label={t(columnWord.tags)} value={search.tags ?? ''} options={[any, ...tagOptions]} onValue={pick('tags')} />
          <Select label={t(columnWord.owner)} value={search.owner ?? ''} options={[any, { value: 'none', label: t('profile.nobody') }, ...members.list.map((member) => ({ value: member.id, label: member.name }))]} onValue={pick('owner')} />
          <Select label={t('charts.channel')} value={search.channels ?? ''} options={[any, ...[...new Set([...channels, ...(search.channels ? [search.channels] : [])])].map((value) => ({ value, label: words.list(value.split(',').map(channelTitle)) }))]} onValue={pick('channels')} />
          <Select label={t('profile.buyers')} value={search.bought ?? ''} options={[any, { value: 'true', label: t('profile.hasBought') }, { value: 'false', label: t('profile.neverBought') }]} onValue={pick('bought')} />
          <Select label={t('profile.oneOfUs')} value={search.ours ?? ''} options={[any, { value: 'true', label: t('profile.onlyOurs') }, { value: 'false', label: t('profile.withoutOurs') }]} onValue={pick('ours')} />
          <Select label={t(columnWord.alive)} value={search.aliveMax ?? ''} options={[any, { value: '0.5', label: t('profile.atRisk') }, { value: '0.25', label: t('profile.probablyGone') }]} onValue={pick('aliveMax')} />
          <Select label={t(columnWord.lastHeard)} value={search.heardDays ? `h${search.heardDays}` : search.silentDays ? `s${search.silentDays}` : ''} options={[any, { value: 'h7', label: t('profile.heardWithin', { n: 7 }) }, { value: 'h30', label: t('profile.heardWithin', { n: 30 }) }, { value: 's30', label: t('profile.silentFor', { n: 30 }) }, { value: 's180', label: t('profile.silentFor', { n: 180 }) }]} onValue={(value) => change({ view: undefined, heardDays: value.startsWith('h') ? value.slice(1) : undefined, silentDays: value.startsWith('s') ? value.slice(1) : undefined })} />
        </div>
        <div className={css.two}>
          <Amount key={`s${search.spentMin ?? ''}`} label={t('profile.spentFrom')} value={search.spentMin} onValue={pick('spentMin')} />
          <Amount key={`e${search.expectedMin ?? ''}`} label={t('profile.expectedFrom')} value={search.expectedMin} onValue={pick('expectedMin')} />
        </div>
      </div>
    </Popover>
  )
}

/** An amount in whole units; the address keeps minor ones. */
function Amount({ label, value, onValue }: { readonly label: string; readonly value: string | undefined; readonly onValue: (minor: string) => void }) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(Number(value) / 100))
  const send = (): void => { const amount = Number(typed.replace(',', '.')); onValue(typed.trim() === '' || !Number.isFinite(amount) || amount < 0 ? '' : String(Math.round(amount * 100))) }
  return <TextField label={label} inputMode="decimal" value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={send} onKeyDown={(event) => { if (event.key === 'Enter') send() }} />
}
