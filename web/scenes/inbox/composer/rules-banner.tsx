/** What the rules of engagement say to what stands in the field: may it go, why, and by which playbook. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import type { Composer } from '../../../api/routes.ts'
import { cx } from '../../../components/class-names.ts'
import { Icon } from '../../../components/icon.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './composer.module.css'

const decisionWord = { send: 'composer.maySend', approve: 'composer.mayAsk', refuse: 'composer.mayNot' } as const

interface Props {
  readonly conversation: string
  readonly verdict: Composer['verdict']
  /** What stands there, once it rests. */
  readonly text: string
  readonly visibility: 'public' | 'private'
}

export function RulesBanner({ conversation, verdict, text, visibility }: Props) {
  const { t, language } = useWords()
  const { decision, because, marks, playbooks } = verdict
  const isSilent = because.length === 0 && decision === 'send' && playbooks.length === 0 && marks.length === 0
  // The reasons in the member's own language; asked only where there are any.
  const { data } = useQuery({ queryKey: ['explain', conversation, text, visibility], queryFn: ({ signal }) => api('post', '/conversations/{id}/explain', { params: { id: conversation }, body: { text, visibility } }, { signal }), placeholderData: keepPreviousData, enabled: !isSilent, staleTime: 10_000 })
  if (isSilent) return null
  const names = [...new Set((data?.because ?? because).map((one) => one.name))]
  return (
    <div className={cx(css.rules, decision === 'refuse' && css.refused)} role={decision === 'refuse' ? 'alert' : 'status'}>
      <Icon name="shield" />
      <div className={css.rulesWords}>
        <p className={css.rulesTitle}>{names.length > 0 ? names.join(' · ') : t('composer.rules')}</p>
        <p><span>{t(decisionWord[decision])}</span> {data?.because.map((one) => <span key={`${one.rule} ${one.sentence.en}`}>{one.sentence[language]} </span>)}</p>
        {data?.approvals.map((one) => <p key={one.rule}>{t('composer.approvalsNeeded', { n: one.count, of: one.of[language] })}</p>)}
        {data?.forbidden.map((mark) => <p key={`${String(mark.start)} ${mark.sentence.en}`}>{mark.sentence[language]}</p>)}
        {playbooks.length > 0 && <p>{t('composer.playbooks')} {playbooks.map((one) => one.name).join(', ')}</p>}
      </div>
    </div>
  )
}
