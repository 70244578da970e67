/** Changes stages and their rules; tries them on everybody before they are saved. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { queryClient, queryKey } from '../../api/queries.ts'
import type { OutputOf } from '../../api/routes.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Card } from '../../components/page-header.tsx'
import { faultWords, Notice } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toast } from '../../components/toast.tsx'
import { Checkbox } from '../../components/toggles.tsx'
import { useWords } from '../../words/words.tsx'
import type { Condition } from '../people/because-words.ts'
import { stageName, stageShade, type LifeCycle, type StageOf } from '../people/use-life-cycle.ts'
import { ConditionFields } from './condition-fields.tsx'
import css from './life-cycle.module.css'

type Tried = OutputOf<'post', '/people/life-cycle/try'>
const newCondition: Condition = { measure: 'purchases', withinDays: null, compare: 'at-least', value: 1 }

/** An id that no stage has yet, after a name. */
function freeId(name: string, stages: readonly StageOf[]): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 30) || 'stage'
  for (let number = 1; ; number++) { const id = number === 1 ? plain : `${plain}-${number}`; if (!stages.some((stage) => stage.id === id)) return id }
}

export function StageEditor({ life, onDone }: { readonly life: LifeCycle; readonly onDone: () => void }) {
  const words = useWords()
  const { t } = words
  const [stages, setStages] = useState<readonly StageOf[]>(() => life.stages.map((stage) => ({ ...stage, name: stageName(stage, words) })))
  const [tried, setTried] = useState<Tried | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState<'try' | 'save' | null>(null)
  const change = (next: readonly StageOf[]): void => { setStages(next); setTried(null); setFault(null) }
  const set = (index: number, part: Partial<StageOf>): void => change(stages.map((stage, each) => (each === index ? { ...stage, ...part } : stage)))
  const setGroup = (index: number, group: number, conditions: readonly Condition[] | null): void => {
    const rule = stages[index]?.rule ?? []
    set(index, { rule: conditions === null || conditions.length === 0 ? rule.filter((_, each) => each !== group) : rule.map((one, each) => (each === group ? [...conditions] : one)) })
  }
  const move = (index: number, by: number): void => {
    const next = [...stages]
    const [taken] = next.splice(index, 1)
    if (taken) next.splice(index + by, 0, taken)
    change(next)
  }
  const ask = async (what: 'try' | 'save'): Promise<void> => {
    setBusy(what)
    setFault(null)
    try {
      const body = { stages: stages.map((stage) => ({ ...stage, rule: stage.rule.map((group) => [...group]) })) }
      if (what === 'try') setTried(await api('post', '/people/life-cycle/try', { body }))
      else {
        await api('put', '/people/life-cycle', { body: { ...body, after: life.edition } })
        await queryClient.invalidateQueries({ queryKey: queryKey('/people/life-cycle') })
        toast(t('profile.rulesSaved'))
        onDone()
      }
    } catch (thrown) {
      setFault(faultWords(thrown, words))
    } finally {
      setBusy(null)
    }
  }
  const nameIn = (id: string): string => stages.find((stage) => stage.id === id)?.name ?? life.stages.find((stage) => stage.id === id)?.name ?? id
  return (
    <Card title={t('profile.changeRules')} about={t('profile.changeRulesAbout')}>
      <div className={css.stages}>
        {stages.map((stage, index) => (
          <div key={stage.id} className={css.stage}>
            <div className={css.stageHead}>
              <span className={css.shade} style={{ background: stageShade(stages, stage.id) }} aria-hidden="true" />
              <TextField label={t('profile.stageNameField')} quietLabel value={stage.name} maxLength={40} onChange={(event) => set(index, { name: event.target.value })} />
              {index > 0 && <Checkbox label={t('profile.leaves')} checked={stage.leaves} onChange={(event) => set(index, { leaves: event.target.checked })} />}
              {index > 0 && <><IconButton icon="up" size="s" label={t('profile.earlier', { stage: stage.name })} disabled={index === 1} onClick={() => move(index, -1)} /><IconButton icon="down" size="s" label={t('profile.later', { stage: stage.name })} disabled={index === stages.length - 1} onClick={() => move(index, 1)} /><IconButton icon="remove" size="s" label={t('profile.removeStage', { stage: stage.name })} onClick={() => change(stages.filter((_, each) => each !== index))} /></>}
            </div>
            {index === 0 && <p className={css.quiet}>{t('profile.everybodyBegins')}</p>}
            {stage.rule.map((group, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- groups of a rule have no other name
              <div key={at}>
                {at > 0 && <p className={css.or}>{t('profile.or')}</p>}
                <div className={css.group}>
                  {group.map((condition, place) => (
                    // oxlint-disable-next-line react/no-array-index-key -- conditions have no other name
                    <ConditionFields key={place} condition={condition} onChange={(next) => setGroup(index, at, group.map((one, each) => (each === place ? next : one)))} onRemove={() => setGroup(index, at, group.filter((_, each) => each !== place))} />
                  ))}
                  <div className={css.acts}><Button size="s" look="plain" icon="plus" onClick={() => setGroup(index, at, [...group, newCondition])}>{t('profile.andCondition')}</Button></div>
                </div>
              </div>
            ))}
            {index > 0 && <div className={css.acts}><Button size="s" look="plain" icon="plus" onClick={() => set(index, { rule: [...stage.rule, [newCondition]] })}>{t(stage.rule.length === 0 ? 'profile.firstCondition' : 'profile.orCondition')}</Button></div>}
          </div>
        ))}
      </div>
      <div className={css.acts}>
        <Button icon="plus" disabled={stages.length >= 20} onClick={() => change([...stages, { id: freeId(t('profile.newStage'), stages), name: t('profile.newStage'), leaves: false, rule: [[newCondition]] }])}>{t('profile.addStage')}</Button>
      </div>
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
      {tried && (
        <Notice icon="people">
          <div className={css.tried}>
            <strong>{tried.looked < tried.total ? t('profile.triedSample', { n: tried.moving, looked: tried.looked, total: tried.total }) : t('profile.tried', { n: tried.moving, total: tried.total })}</strong>
            {tried.moves.map((one) => <p key={`${one.from} ${one.to}`}>{t('profile.triedMove', { n: one.count, from: nameIn(one.from), to: nameIn(one.to) })} <span className={css.quiet}>{one.some.map((person) => <Link key={person.id} to="/people/$id" params={{ id: person.id }}><bdi>{person.name}</bdi></Link>)}</span></p>)}
          </div>
        </Notice>
      )}
      <div className={css.acts}>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button busy={busy === 'try'} onClick={() => void ask('try')}>{t('profile.tryRules')}</Button>
        <Button look="primary" busy={busy === 'save'} disabled={tried === null} title={tried === null ? t('profile.tryFirst') : undefined} onClick={() => void ask('save')}>{t('common.save')}</Button>
      </div>
    </Card>
  )
}
