/** Third step: waits for the first mention and shows it. */
import type { Mention } from '../../api/routes.ts'
import { LinkButton } from '../../components/button.tsx'
import { useNewestMention } from '../../hooks/newest-mention.ts'
import { useWords } from '../../words/words.tsx'
import css from './first-steps-card.module.css'
import { HeardMention } from './heard-card.tsx'

/** @param seen Posts that came to the door of all sources. */
export function MentionStep({ first, seen }: { readonly first: Mention | null; readonly seen: number }) {
  const { t } = useWords()
  const newest = useNewestMention()
  if (first === null) return <output className={css.wait}><span className={css.pulse} /><span>{t('today.stepMentionWait')} {seen > 0 && t('today.stepMentionSeen', { n: seen })}</span></output>
  return (
    <>
      <div className={css.found}><HeardMention mention={first} /></div>
      <div className={css.open}><LinkButton look="primary" to="/listen" search={newest?.search ?? {}}>{t('today.stepMentionOpen')}</LinkButton></div>
    </>
  )
}
