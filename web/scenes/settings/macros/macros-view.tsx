/** Settings, Macros: several acts under one name. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import type { Macro } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { actLater, toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { macrosChanged } from './changed.ts'
import { MacroDialog } from './macro-dialog.tsx'
import { useStepWords } from './step-words.ts'


export function MacrosView() {
  const words = useWords()
  const { t, number } = words
  const me = useMember()
  const stepWords = useStepWords()
  const { data, error, refetch } = useQuery(apiQuery('/macros'))
  const [open, setOpen] = useState<Macro | 'new' | null>(null)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const mayAdd = me.may('conversations.answer')
  const mayChange = (one: Macro): boolean => mayAdd && (one.owner.id === me.id || me.may('conversations.manage'))
  const remove = (one: Macro): void => {
    setGone((all) => new Set([...all, one.id]))
    const back = (): void => setGone((all) => new Set([...all].filter((id) => id !== one.id)))
    actLater(t('desk.macroRemoved', { name: one.name }), (closing) => void api('delete', '/macros/{id}', { params: { id: one.id } }, { keepalive: closing }).then(macrosChanged, (fault: unknown) => { back(); toast(faultWords(fault, words), { tone: 'negative' }) }), back)
  }
  const items = (data?.items ?? []).filter((one) => !gone.has(one.id))
  const add = mayAdd ? <Button look="primary" icon="plus" onClick={() => setOpen('new')}>{t('desk.addMacro')}</Button> : undefined
  return (
    <Section title={t('desk.macros')} about={t('desk.macrosText')} actions={items.length > 0 ? add : undefined}>
      {data === undefined && error === null && <Skeleton lines={4} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && items.length === 0 && <EmptyState icon="bolt" title={t('desk.noMacros')} action={add}>{t('desk.noMacrosText')}</EmptyState>}
      {items.length > 0 && (
        <Table
          caption={t('desk.macros')} rows={items} keyOf={({ id }) => id}
          columns={[
            { id: 'name', title: t('desk.name'), renderCell: (one) => <span className={css.whoWords}><span>{one.name}</span><span className={css.mail}>{one.steps.map(stepWords).join(' · ')}</span></span> },
            { id: 'owner', title: t('desk.owner'), wideOnly: true, renderCell: (one) => <>{one.owner.name} {one.shared && <span className={css.quiet}>{t('desk.shared')}</span>}</> },
            { id: 'used', title: t('desk.used'), number: true, renderCell: (one) => number(one.used) },
            { id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: (one) => mayChange(one) && <span className={css.cellActs}><Button size="s" look="plain" onClick={() => setOpen(one)}>{t('common.edit')}</Button><Button size="s" look="plain" onClick={() => remove(one)}>{t('common.remove')}</Button></span> },
          ]}
        />
      )}
      {open !== null && <MacroDialog macro={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  )
}
