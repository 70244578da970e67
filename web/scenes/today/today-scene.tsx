/** Today: what needs somebody now, what changed, and the figure the company steers by. */
import { PageHeader } from '../../components/page-header.tsx'
import { useWords } from '../../words/words.tsx'

export function TodayScene() {
  const { t } = useWords()
  return <PageHeader title={t('today.title')} />
}
