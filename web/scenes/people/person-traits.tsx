/** Traits with where each value came from: the one that holds, the others, and whether they disagree. */
import { useState, type FormEvent } from 'react'
import { Badge } from '../../components/badge.tsx'
import { Button, IconButton } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { TextField } from '../../components/text-field.tsx'
import { focused } from '../../hooks/focused.ts'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import type { PartProps } from './person-panel.tsx'
import css from './person-panel.module.css'
import { useDeed } from './use-deed.ts'

export function PersonTraits({ id, profile }: PartProps) {
  const words = useWords()
  const { t } = words
  const may = useMember().may('people.manage')
  const deed = useDeed(id)
  const [isAdding, setAdding] = useState(false)
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '' && value.trim() !== '') void deed({ is: 'trait', name: name.trim(), value: value.trim() }, t('profile.traitKept', { name: name.trim() })).then((done) => { if (done) { setAdding(false); setName(''); setValue('') } })
  }
  const from = (one: { source: string; by: string | null; at: string }): string => t('profile.saidBy', { source: one.by ?? (one.source === 'hand' ? t('profile.byHand') : /^(import|api):/.test(one.source) ? one.source : channelTitle(one.source)), day: words.day(new Date(one.at)) })
  const label = (trait: string): string => (trait === 'name' ? t('people.sortName') : trait === 'place' ? t('people.figurePlace') : trait)
  return (
    <section>
      <h2 className={css.heading}>{t('profile.traits')}{may && <Button size="s" look="plain" icon="plus" onClick={() => setAdding(!isAdding)}>{t('profile.trait')}</Button>}</h2>
      {isAdding && (
        <form className={css.form} onSubmit={send}>
          <div className={css.formRow}>
            <TextField label={t('profile.traitName')} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} ref={focused} />
            <TextField label={t('profile.traitValue')} value={value} maxLength={2_000} onChange={(event) => setValue(event.target.value)} />
            <Button look="primary" type="submit" disabled={name.trim() === '' || value.trim() === ''}>{t('common.save')}</Button>
          </div>
        </form>
      )}
      <dl className={css.stack}>
        {profile.traits.map((trait) => (
          <div key={trait.name} className={css.trait}>
            <dt>{label(trait.name)}</dt>
            <dd>
              <span dir="auto">{trait.holds.value}</span> {trait.disputed && <Badge tone="warn">{t('profile.disputed')}</Badge>} <span className={css.quiet}>{from(trait.holds)}</span>
              {trait.others.length > 0 && (
                <details className={css.others}>
                  <summary>{t('profile.otherValues', { n: trait.others.length })}</summary>
                  <ul>{trait.others.map((other) => <li key={`${other.entry} ${other.source} ${other.at}`}><span dir="auto">{other.value}</span> · {from(other)} {may && trait.disputed && other.value !== trait.holds.value && <Button size="s" look="plain" onClick={() => void deed({ is: 'trait', name: trait.name, value: other.value }, t('profile.traitKept', { name: trait.name }))}>{t('profile.thisHolds')}</Button>}</li>)}</ul>
                </details>
              )}
            </dd>
            <dd>{may && trait.holds.entry !== null && <IconButton size="s" icon="remove" label={t('profile.traitRemove', { name: trait.name })} onClick={() => void deed({ is: 'take-back', entry: trait.holds.entry ?? '' }, t('profile.traitRemoved', { name: trait.name }))} />}</dd>
          </div>
        ))}
      </dl>
      {profile.traits.length === 0 && <p className={css.why}>{t('profile.traitsNone')}</p>}
    </section>
  )
}
