/** Writes or changes a rule, and tries it on past conversations before it is kept. */
import { useState } from 'react'
import type { Thens } from '../../../../src/modules/conversations/rules/kinds.ts'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import { ConditionForm } from './condition-form.tsx'
import { flatOf, whenOf, type When } from './condition-list.ts'
import css from './deciding.module.css'
import { isWhole } from './facts.ts'
import { freshThen, ThenForm, type Kind } from './then-form.tsx'

type Rule = OutputOf<'get', '/conversation-rules/{kind}'>['items'][number]
type Tried = OutputOf<'post', '/conversation-rules/{kind}/try'>

/** Without conditions that say nothing yet. */
function whole(when: When): When {
  const flat = flatOf(when)
  return flat === null ? when : whenOf({ ...flat, lines: flat.lines.filter(({ leaf }) => isWhole(leaf)) })
}

export function RuleDialog({ kind, rule, onClose }: { readonly kind: Kind; readonly rule: Rule | null; readonly onClose: () => void }) {
  const words = useWords()
  const { t, language } = words
  const [name, setName] = useState(rule?.name ?? '')
  const [when, setWhen] = useState<When>(rule?.when ?? { all: [] })
  const [then, setThen] = useState<Thens[Kind]>((rule?.then as unknown as Thens[Kind] | undefined) ?? freshThen[kind])
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState<Tried | null>(null)
  const body = { name: name.trim(), when: whole(when), then: { ...then } as Record<string, unknown> }
  const act = (work: Promise<void>): void => {
    setBusy(true)
    setFault(null)
    work.catch((thrown: unknown) => setFault(faultWords(thrown, words))).finally(() => setBusy(false))
  }
  const keep = async (): Promise<void> => {
    if (rule === null) await api('post', '/conversation-rules/{kind}', { params: { kind }, body })
    else await api('patch', '/conversation-rules/{kind}/{id}', { params: { kind, id: rule.id }, body: { ...body, version: rule.version } })
    await queryClient.invalidateQueries({ queryKey: queryKey('/conversation-rules/{kind}') })
    toast(t('deciding.ruleSaved', { name: body.name }))
    onClose()
  }
  const tryIt = async (): Promise<void> => setTried(await api('post', '/conversation-rules/{kind}/try', { params: { kind }, body: { ...body, name: body.name || '–', days: 30 } }))
  return (
    <Dialog
      open
      onOpen={onClose}
      width="l"
      title={t(rule === null ? 'deciding.addRule' : 'deciding.changeRule')}
      actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button busy={busy} onClick={() => act(tryIt())}>{t('deciding.tryOut')}</Button><Button look="primary" busy={busy} onClick={() => (body.name === '' ? setFault(`${t('deciding.ruleName')}: ${t('common.required')}`) : act(keep()))}>{t('common.save')}</Button></>}
    >
      <div className={form.form}>
        <TextField label={t('deciding.ruleName')} value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        <ConditionForm when={when} onWhen={setWhen} />
        <ThenForm kind={kind} then={then} onThen={setThen} />
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
        {tried !== null && (
          <section aria-live="polite">
            <p><strong>{tried.touched === 0 ? t('deciding.triedNone', { looked: tried.looked }) : t('deciding.tried', { touched: tried.touched, looked: tried.looked })}</strong></p>
            <p className={css.quiet}>{t('deciding.tryAbout')}</p>
            <ul className={css.list}>{tried.items.map((one) => <li key={one.conversation}>#{one.number} {one.subject} <span className={css.quiet}>{one.because[language]}</span>{one.effects.map((effect) => <div key={effect.en}>{effect[language]}</div>)}</li>)}</ul>
          </section>
        )}
      </div>
    </Dialog>
  )
}
