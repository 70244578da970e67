/** How worth joining a mention is, with the reasons, and what the team did with it. */
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../api/queries.ts'
import type { Relevance } from '../api/routes.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { Time } from '../components/time.tsx'
import { useMember } from '../hooks/member.ts'
import { useWords } from '../words/words.tsx'
import css from './mention-joining.module.css'
import { reasonWord, toldReasons } from './reason-words.ts'
import { useVerdict, verdictKeys, verdicts } from './verdicts.ts'

const verdictWord = { answered: 'joining.answeredAct', handled: 'joining.handledAct', dismissed: 'joining.dismissedAct' } as const
const saidWord = { answered: 'joining.saidAnswered', handled: 'joining.saidHandled', dismissed: 'joining.saidDismissed' } as const

/** The score as a number on a disc: the fuller, the more worth it. */
export function Score({ score }: { readonly score: number }) {
  const { t } = useWords()
  return <span className={css.score} data-high={score >= 60 || undefined} title={t('joining.scoreHint')} style={{ background: `conic-gradient(var(--accent) ${score * 3.6}deg, var(--line) 0)` }}><b>{score}</b></span>
}

export function Reasons({ reasons, most = 6 }: { readonly reasons: Relevance['reasons']; readonly most?: number }) {
  const { t } = useWords()
  return (
    <ul className={css.reasons}>
      {toldReasons(reasons, most).map(({ code, isFor }) => <li key={code} data-against={!isFor || undefined}><Icon name={isFor ? 'plus' : 'down'} size={12} />{t(reasonWord[code])}</li>)}
    </ul>
  )
}

/** @param withKeys whether the keys of the list work here too, so that they are shown */
export function MentionJoining({ mention, withKeys = false }: { readonly mention: string; readonly withKeys?: boolean }) {
  const { t } = useWords()
  const me = useMember()
  const set = useVerdict()
  const { data } = useQuery(apiQuery('/mentions/{id}/relevance', { params: { id: mention } }))
  if (!data) return null
  const { verdict } = data
  return (
    <section className={css.joining} aria-label={t('joining.worthTitle')}>
      <div className={css.head}>
        <Score score={data.score} />
        <h3 className={css.heading}>{t(data.isOurs ? 'joining.ours' : 'joining.worthTitle')}</h3>
      </div>
      {!data.isOurs && <Reasons reasons={data.reasons} />}
      {verdict && (
        <p className={css.said}>
          <Icon name="check" size={14} />
          <span>{t(saidWord[verdict.verdict], { name: verdict.name ?? t('joining.somebody') })} · <Time at={verdict.at} /></span>
          {me.may('mentions.manage') && <Button size="s" look="plain" icon="undo" onClick={() => void set(mention, null)}>{t('joining.takeBack')}</Button>}
        </p>
      )}
      {!verdict && !data.isOurs && me.may('mentions.manage') && (
        <div className={css.acts}>
          {verdicts.map((each) => <Button key={each} size="s" {...(withKeys && { keys: verdictKeys[each] })} onClick={() => void set(mention, each)}>{t(verdictWord[each])}</Button>)}
        </div>
      )}
    </section>
  )
}
