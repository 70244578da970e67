/** The scene People. */
import { PageHeader } from '../../components/page-header.tsx'
import { useWords } from '../../words/words.tsx'

export function PeopleScene() {
  const { t } = useWords()
  return <PageHeader title={t('people.title')} />
}
