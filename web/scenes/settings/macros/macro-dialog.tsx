/** Puts a macro together, step by step. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import type { Macro } from '../../../api/routes.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Select } from '../../../components/select.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useWords } from '../../../words/words.tsx'
import { priorityWord } from '../../inbox/acts/ask.tsx'
import { useColleagues, useLabels } from '../../inbox/arranged.ts'
import css from '../form.module.css'
import { macrosChanged } from './changed.ts'
import { useStepWords, type MacroStep } from './step-words.ts'

type Kind = 'reply' | 'note' | 'assign' | 'team' | 'label' | 'priority' | 'snooze' | 'close'
const kindWord = { reply: 'desk.doReply', note: 'desk.doNote', assign: 'desk.doAssign', team: 'desk.doTeam', label: 'desk.doLabel', priority: 'desk.doPriority', snooze: 'desk.doSnooze', close: 'desk.doClose' } as const satisfies Record<Kind, string>

export function MacroDialog({ macro, onClose }: { readonly macro: Macro | null; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const stepWords = useStepWords()
  const [name, setName] = useState(macro?.name ?? '')
  const [isShared, setShared] = useState(macro?.shared ?? true)
  const [steps, setSteps] = useState<readonly MacroStep[]>(macro?.steps ?? [])
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const move = (index: number, by: number): void => {
    const next = [...steps]
    const [step] = next.splice(index, 1)
    if (step !== undefined) next.splice(index + by, 0, step)
    setSteps(next)
  }
  const save = (): void => {
    setBusy(true)
    const body = { name: name.trim(), shared: isShared, steps: [...steps] }
    const saved = macro === null ? api('post', '/macros', { body }) : api('put', '/macros/{id}', { params: { id: macro.id }, body })
    saved.then(async () => { await macrosChanged(); onClose() }, (thrown: unknown) => setFault(faultWords(thrown, words))).finally(() => setBusy(false))
  }
  return (
    <Dialog open onOpen={onClose} title={t(macro === null ? 'desk.addMacro' : 'desk.changeMacro')} about={t('desk.macroAbout')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={isBusy} disabled={name.trim() === '' || steps.length === 0} onClick={save}>{t('common.save')}</Button></>}>
      <div className={css.form}>
        <TextField label={t('desk.name')} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
        {steps.length > 0 && (
          <ol className={css.parts}>
            {steps.map((step, index) => (
              <li key={`${String(index)} ${JSON.stringify(step)}`} className={css.part}>
                <span className={css.quiet}>{index + 1}</span><span>{stepWords(step)}</span>
                <span className={css.cellActs}>
                  {index > 0 && <IconButton size="s" icon="up" label={t('desk.stepUp')} onClick={() => move(index, -1)} />}
                  <IconButton size="s" icon="remove" label={t('common.remove')} onClick={() => setSteps(steps.filter((_, at) => at !== index))} />
                </span>
              </li>
            ))}
          </ol>
        )}
        {steps.length < 20 && <AddStep onAdd={(step) => setSteps([...steps, step])} />}
        <Checkbox label={t('desk.macroShare')} checked={isShared} onChange={(event) => setShared(event.target.checked)} />
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}

function AddStep({ onAdd }: { readonly onAdd: (step: MacroStep) => void }) {
  const { t } = useWords()
  const { members, teams } = useColleagues()
  const labels = useLabels()
  const canned = useQuery(apiQuery('/canned-replies')).data?.items ?? []
  const [kind, setKind] = useState<Kind | ''>('')
  const [value, setValue] = useState('')
  const choices: Partial<Record<Kind, readonly { readonly value: string; readonly label: string }[]>> = {
    reply: canned.map((one) => ({ value: one.id, label: one.name })),
    assign: [...members.filter((one) => one.mayAnswer).map((one) => ({ value: one.id, label: one.name })), { value: ' none', label: t('inbox.nobody') }],
    team: teams.map((one) => ({ value: one.id, label: one.name })),
    label: labels.list.map((one) => ({ value: one.id, label: one.name })),
    priority: (['urgent', 'high', 'normal', 'low'] as const).map((one) => ({ value: one, label: t(priorityWord[one]) })),
  }
  const made = (): MacroStep | null => {
    if (kind === 'close') return { is: 'close' }
    if (kind === 'snooze') return { is: 'snooze', until: null }
    if (kind === '' || value.trim() === '') return null
    switch (kind) {
      case 'reply': return { is: 'reply', canned: value }
      case 'note': return { is: 'note', text: value.trim() }
      case 'assign': return { is: 'assign', to: value === ' none' ? null : value }
      case 'team': return { is: 'team', to: value }
      case 'label': return { is: 'label', add: [value], remove: [] }
      case 'priority': return { is: 'priority', to: value as 'low' | 'normal' | 'high' | 'urgent' }
    }
  }
  const step = made()
  const offered = kind === '' ? undefined : choices[kind]
  return (
    <div className={css.two}>
      <Select label={t('desk.addStep')} value={kind} placeholder={t('common.choose')} options={(Object.keys(kindWord) as Kind[]).map((one) => ({ value: one, label: t(kindWord[one]), disabled: choices[one]?.length === 0 }))} onValue={(next) => { setKind(next); setValue('') }} />
      {offered !== undefined && <Select label={t('desk.stepWhat')} value={value} placeholder={t('common.choose')} options={[...offered]} onValue={setValue} />}
      {kind === 'note' && <TextArea label={t('desk.stepWhat')} rows={2} value={value} maxLength={5_000} onChange={(event) => setValue(event.target.value)} />}
      <div className={css.left}><Button icon="plus" disabled={step === null} onClick={() => { if (step !== null) { onAdd(step); setKind(''); setValue('') } }}>{t('desk.addStep')}</Button></div>
    </div>
  )
}
