/** What the rules of engagement say to what stands in the field: may it go, why, and by which playbook. */
import type { Composer } from '../../../api/routes.ts'
import { cx } from '../../../components/class-names.ts'
import { Icon } from '../../../components/icon.tsx'
import { Said } from '../../../components/said.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './composer.module.css'

const decisionWord = { send: 'composer.maySend', approve: 'composer.mayAsk', refuse: 'composer.mayNot' } as const

export function RulesBanner({ verdict }: { readonly verdict: Composer['verdict'] }) {
  const { t } = useWords()
  const { decision, because, marks, playbooks } = verdict
  if (because.length === 0 && decision === 'send' && playbooks.length === 0 && marks.length === 0) return null
  return (
    <div className={cx(css.rules, decision === 'refuse' && css.refused)} role={decision === 'refuse' ? 'alert' : 'status'}>
      <Icon name="shield" />
      <div className={css.rulesWords}>
        <p className={css.rulesTitle}>{because.length > 0 ? because.map((one) => one.name).filter((name, index, all) => all.indexOf(name) === index).join(' · ') : t('composer.rules')}</p>
        <p><span>{t(decisionWord[decision])}</span> {because.map((one) => <span key={`${one.rule} ${one.sentence}`}><Said>{one.sentence}</Said> </span>)}</p>
        {marks.map((mark) => <p key={`${String(mark.start)} ${mark.sentence}`}><Said>{mark.sentence}</Said></p>)}
        {playbooks.length > 0 && <p>{t('composer.playbooks')} {playbooks.map((one) => one.name).join(', ')}</p>}
      </div>
    </div>
  )
}
