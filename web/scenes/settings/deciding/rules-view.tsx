/** Rules of one kind, in their order: written, tried on the past, switched on, and what they did. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button, IconButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { Switch } from '../../../components/toggles.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from './deciding.module.css'
import { RuleDialog } from './rule-dialog.tsx'
import type { Kind } from './then-form.tsx'

export type Rule = OutputOf<'get', '/conversation-rules/{kind}'>['items'][number]
export const refreshRules = (): Promise<unknown> => queryClient.invalidateQueries({ queryKey: queryKey('/conversation-rules/{kind}') })

const madeWords = { send: 'deciding.made_send', approve: 'deciding.made_approve', refuse: 'deciding.made_refuse', route: 'deciding.made_route', promise: 'deciding.made_promise', case: 'deciding.made_case' } as const

function LogDialog({ kind, rule, onClose }: { readonly kind: Kind; readonly rule: Rule; readonly onClose: () => void }) {
  const { t, language } = useWords()
  const { data: uses } = useQuery(apiQuery('/conversation-rules/{kind}/{id}/uses', { params: { kind, id: rule.id } }))
  const { data: versions } = useQuery(apiQuery('/conversation-rules/{kind}/{id}/versions', { params: { kind, id: rule.id } }))
  return (
    <Dialog open onOpen={onClose} title={rule.name} actions={<Button onClick={onClose}>{t('common.close')}</Button>}>
      <h3>{t('deciding.log')}</h3>
      {uses === undefined ? <Skeleton lines={3} /> : uses.items.length === 0 ? <p className={css.quiet}>{t('deciding.noUses')}</p> : (
        <ul className={css.list}>{uses.items.map((use) => <li key={use.id}><Badge>{t(madeWords[use.made])}</Badge> #{use.number ?? ''} {use.because[language]} <span className={css.quiet}>{use.by} · {t('deciding.version', { n: use.version })} · <Time at={use.at} /></span></li>)}</ul>
      )}
      <h3>{t('deciding.versions')}</h3>
      <ul className={css.list}>{(versions?.items ?? []).map((one) => <li key={one.version}>{t('deciding.version', { n: one.version })}: {one.name} — {one.words[language]} <span className={css.quiet}>{one.changedBy} · <Time at={one.changedAt} /></span></li>)}</ul>
    </Dialog>
  )
}

function RuleRow({ kind, rule, at, of, mayChange, onEdit, onLog }: { readonly kind: Kind; readonly rule: Rule; readonly at: number; readonly of: readonly Rule[]; readonly mayChange: boolean; readonly onEdit: () => void; readonly onLog: () => void }) {
  const words = useWords()
  const { t, language } = words
  const act = (done: Promise<unknown>, text?: string, undo?: () => void): void => void done.then(async () => {
    await refreshRules()
    if (text !== undefined) toast(text, undo === undefined ? {} : { undo })
  }, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) })
  const params = { kind, id: rule.id }
  const move = (by: -1 | 1): void => {
    const ids = of.map(({ id }) => id)
    ids.splice(at, 1)
    ids.splice(at + by, 0, rule.id)
    act(api('put', '/conversation-rules/{kind}/order', { params: { kind }, body: { ids } }))
  }
  return (
    <li className={css.rule}>
      <div>
        <div className={css.name}>{rule.name}</div>
        <div>{rule.words[language]}</div>
        <div className={css.quiet}>{t('deciding.version', { n: rule.version })} · {rule.changedBy} · {t('deciding.uses', { n: rule.uses })}</div>
      </div>
      <div className={css.acts}>
        <Switch label={t('deciding.active')} checked={rule.active} disabled={!mayChange} onChecked={(active) => act(api('patch', '/conversation-rules/{kind}/{id}', { params, body: { active } }), t(active ? 'deciding.switchedOn' : 'deciding.switchedOff', { name: rule.name }))} />
        <Button size="s" look="plain" onClick={onLog}>{t('deciding.log')}</Button>
        {mayChange && (
          <>
            <IconButton size="s" icon="up" label={t('deciding.up')} disabled={at === 0} onClick={() => move(-1)} />
            <IconButton size="s" icon="down" label={t('deciding.down')} disabled={at === of.length - 1} onClick={() => move(1)} />
            <Button size="s" look="plain" onClick={onEdit}>{t('common.edit')}</Button>
            <Button size="s" look="plain" onClick={() => act(api('delete', '/conversation-rules/{kind}/{id}', { params }), t('deciding.ruleRemoved', { name: rule.name }), () => act(api('post', '/conversation-rules/{kind}/{id}/restore', { params, body: {} })))}>{t('common.remove')}</Button>
          </>
        )}
      </div>
    </li>
  )
}

export function RulesSection({ kind, title, about }: { readonly kind: Kind; readonly title: string; readonly about: string }) {
  const { t } = useWords()
  const mayChange = useMember().may('engagement.manage')
  const { data, error, refetch } = useQuery(apiQuery('/conversation-rules/{kind}', { params: { kind } }))
  const [open, setOpen] = useState<Rule | 'new' | null>(null)
  const [log, setLog] = useState<Rule | null>(null)
  const rules = data?.items ?? []
  const add = mayChange ? <Button look="primary" icon="plus" onClick={() => setOpen('new')}>{t('deciding.addRule')}</Button> : undefined
  return (
    <Section title={title} about={about} actions={rules.length > 0 ? add : undefined}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && rules.length === 0 && <EmptyState icon="table" title={t('deciding.noRules')} action={add}>{t('deciding.noRulesText')}</EmptyState>}
      {rules.length > 0 && <ol className={css.rules} aria-label={title}>{rules.map((rule, at) => <RuleRow key={rule.id} kind={kind} rule={rule} at={at} of={rules} mayChange={mayChange} onEdit={() => setOpen(rule)} onLog={() => setLog(rule)} />)}</ol>}
      {open !== null && <RuleDialog kind={kind} rule={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {log !== null && <LogDialog kind={kind} rule={log} onClose={() => setLog(null)} />}
    </Section>
  )
}
