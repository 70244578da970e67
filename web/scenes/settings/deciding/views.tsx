/** Settings: promises, routing and rules of engagement, each its rules and what belongs to them. */
import { useWords } from '../../../words/words.tsx'
import { ApprovalsSection } from './approvals.tsx'
import { PromiseFigures } from './figures.tsx'
import { RulesSection } from './rules-view.tsx'
import { ReachingSection, ReassigningSection } from './settings-forms.tsx'

export function PromisesView() {
  const { t } = useWords()
  return <><RulesSection kind="promise" title={t('deciding.goPromises')} about={t('deciding.promisesText')} /><PromiseFigures /></>
}

export function RoutingView() {
  const { t } = useWords()
  return <><RulesSection kind="routing" title={t('deciding.goRouting')} about={t('deciding.routingText')} /><ReassigningSection /></>
}

export function RulesView() {
  const { t } = useWords()
  return <><RulesSection kind="engagement" title={t('deciding.goRules')} about={t('deciding.rulesText')} /><ApprovalsSection /><ReachingSection /></>
}
