/** Makes or changes a team: its hours in its zone, holidays, members. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { Combobox } from '../../../components/combobox.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Select } from '../../../components/select.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useWords } from '../../../words/words.tsx'
import { zoneOptions } from '../account/zones.ts'
import form from '../form.module.css'
import { Ticks } from './condition-form.tsx'
import css from './deciding.module.css'
import { dayWords } from './facts.ts'
import { holidayLines, holidaysOf } from './holidays.ts'

export type Team = OutputOf<'get', '/teams'>['items'][number]

export function TeamDialog({ team, others, onClose }: { readonly team: Team | null; readonly others: readonly Team[]; readonly onClose: () => void }) {
  const words = useWords()
  const { t, zone, said } = words
  const { data: members } = useQuery(apiQuery('/agents'))
  const [name, setName] = useState(team?.name ?? '')
  const [calendar, setCalendar] = useState<Team['calendar']>(team?.calendar ?? { zone, week: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], holidays: [] })
  const [holidays, setHolidays] = useState(holidayLines(team?.calendar.holidays ?? []))
  const [people, setPeople] = useState<Team['members']>(team?.members ?? [])
  const [overflow, setOverflow] = useState(team?.overflow ?? 'none')
  const [shares, setShares] = useState<string[]>(team?.shares ?? [])
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const changeWeek = (at: number, change: Partial<Team['calendar']['week'][number]>): void => setCalendar({ ...calendar, week: calendar.week.map((one, index) => (index === at ? { ...one, ...change } : one)) })
  const rest = others.filter(({ id }) => id !== team?.id).map(({ id, name: label }) => ({ value: id, label }))
  const keep = (): void => {
    const body = { name: name.trim(), calendar: { ...calendar, holidays: holidaysOf(holidays, calendar.holidays) }, members: people, overflow: overflow === 'none' ? null : overflow, shares }
    setBusy(true)
    const sent = team === null ? api('post', '/teams', { body }) : api('put', '/teams/{id}', { params: { id: team.id }, body })
    sent.then(async () => {
      await Promise.all([queryKey('/teams'), queryKey('/agents')].map((key) => queryClient.invalidateQueries({ queryKey: key })))
      toast(t('deciding.teamSaved', { name: body.name }))
      onClose()
    }, (thrown: unknown) => setFault(faultWords(thrown, words))).finally(() => setBusy(false))
  }
  return (
    <Dialog open onOpen={onClose} width="l" title={t(team === null ? 'deciding.addTeam' : 'deciding.changeTeam')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={busy} onClick={keep}>{t('common.save')}</Button></>}>
      <div className={form.form}>
        <TextField label={t('deciding.teamName')} value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        <Combobox label={t('deciding.zone')} value={calendar.zone} options={zoneOptions(said, calendar.zone)} onValue={(value) => setCalendar({ ...calendar, zone: value })} />
        <fieldset className={css.group}>
          <legend>{t('deciding.hours')}</legend>
          <span className={css.quiet}>{t('deciding.hoursHint')}</span>
          {calendar.week.map((one, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a stretch has no name but its place
            <div key={at} className={css.row}>
              <fieldset className={css.group}><legend>{t('deciding.days')}</legend><Ticks options={dayWords.map((word, day) => ({ value: day + 1, label: t(word) }))} value={one.days} onValue={(days) => changeWeek(at, { days })} /></fieldset>
              <TextField label={t('deciding.from')} value={one.from} inputMode="numeric" placeholder="09:00" onChange={(event) => changeWeek(at, { from: event.target.value })} />
              <TextField label={t('deciding.to')} value={one.to} inputMode="numeric" placeholder="17:00" onChange={(event) => changeWeek(at, { to: event.target.value })} />
              <IconButton icon="close" label={t('deciding.removeHours')} onClick={() => setCalendar({ ...calendar, week: calendar.week.filter((_, index) => index !== at) })} />
            </div>
          ))}
          <div><Button size="s" icon="plus" onClick={() => setCalendar({ ...calendar, week: [...calendar.week, { days: [6], from: '10:00', to: '14:00' }] })}>{t('deciding.addHours')}</Button></div>
        </fieldset>
        <TextArea label={t('deciding.holidays')} hint={t('deciding.holidaysHint')} rows={4} value={holidays} onChange={(event) => setHolidays(event.target.value)} />
        <fieldset className={css.group}>
          <legend>{t('deciding.members')}</legend>
          {(members?.items ?? []).map(({ member, name: label }) => {
            const own = people.find((one) => one.member === member)
            return (
              <div key={member} className={form.left}>
                <Checkbox label={label} checked={own !== undefined} onChange={(event) => setPeople(event.target.checked ? [...people, { member, lead: false }] : people.filter((one) => one.member !== member))} />
                {own !== undefined && <Checkbox label={t('deciding.lead')} checked={own.lead} onChange={(event) => setPeople(people.map((one) => (one.member === member ? { ...one, lead: event.target.checked } : one)))} />}
              </div>
            )
          })}
        </fieldset>
        {rest.length > 0 && <Select label={t('deciding.overflow')} value={overflow} options={[{ value: 'none', label: t('deciding.nobodyTakesOver') }, ...rest]} onValue={setOverflow} />}
        {rest.length > 0 && <fieldset className={css.group}><legend>{t('deciding.shares')}</legend><Ticks options={rest} value={shares} onValue={setShares} /></fieldset>}
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}
