/** The scene Listen. */
import { PageHeader } from '../../components/page-header.tsx'
import { useWords } from '../../words/words.tsx'

export function ListenScene() {
  const { t } = useWords()
  return <PageHeader title={t('listen.title')} />
}
