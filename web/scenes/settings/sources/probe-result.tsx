/** What was found at an address: a sentence, other things to read there, the newest posts. */
import type { OutputOf } from '../../../api/routes.ts'
import { Icon } from '../../../components/icon.tsx'
import { Said } from '../../../components/said.tsx'
import { Time } from '../../../components/time.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './sources.module.css'

export type Probe = OutputOf<'post', '/sources/probe'>
const shownSamples = 3

/** @param onChoice Reads this instead: one of the site's other feeds. */
export function ProbeResult({ probe, onChoice }: { readonly probe: Probe; readonly onChoice: (choice: Probe['choices'][number]) => void }) {
  const { t } = useWords()
  return (
    <section className={css.probe} aria-live="polite">
      <p className={css.found}><Icon name="check" /><span><strong>{probe.title}</strong> <Said>{probe.words}</Said></span></p>
      {probe.choices.length > 1 && (
        <fieldset className={css.choices}>
          <legend>{t('settings.otherChoices')}</legend>
          {probe.choices.map((choice) => (
            <label key={choice.title} className={css.choice}>
              <input type="radio" name="probe-choice" checked={choice.title === probe.title} onChange={() => onChoice(choice)} />
              <span>{choice.title}</span>
            </label>
          ))}
        </fieldset>
      )}
      {probe.sample.length > 0 && (
        <ul className={css.samples} aria-label={t('settings.sample')}>
          {probe.sample.slice(0, shownSamples).map((post) => (
            <li key={`${post.author.externalId} ${post.at} ${post.text.slice(0, 40)}`} className={css.sample}>
              <p className={css.sampleHead}><strong>{post.author.name ?? post.author.handle ?? post.author.externalId}</strong> <Time at={post.at} /></p>
              <p className={css.sampleText} dir="auto">{post.text}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
