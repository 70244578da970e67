/** Settings: promises, routing and rules of engagement, each its rules and what belongs to them. */
import { useWords } from '../../../words/words.tsx'
import { ApprovalsSection } from './approvals.tsx'
import { PromiseFigures } from './figures.tsx'
import { RulesSection } from './rules-view.tsx'
import { ReachingSection, ReassigningSection } from './settings-forms.tsx'

export function PromisesView() {
  const { t } = useWords()
  return <><RulesSection kind="promise" title={t('engagement.goPromises')} about={t('engagement.promisesText')} /><PromiseFigures /></>
}

export function RoutingView() {
  const { t } = useWords()
  return <><RulesSection kind="routing" title={t('engagement.goRouting')} about={t('engagement.routingText')} /><ReassigningSection /></>
}

export function RulesView() {
  const { t } = useWords()
  return <><RulesSection kind="engagement" title={t('engagement.goRules')} about={t('engagement.rulesText')} /><ApprovalsSection /><ReachingSection /></>
}
