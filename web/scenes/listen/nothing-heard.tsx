/** Said where the stream is empty: what will come by itself, or the way to what was heard longer ago. */
import { LinkButton } from '../../components/button.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useNewestMention } from '../../hooks/newest-mention.ts'
import { useWords } from '../../words/words.tsx'

export function NothingHeard() {
  const { t } = useWords()
  const newest = useNewestMention()
  const isOlder = newest?.search.from !== undefined
  return (
    <EmptyState icon="listen" title={t('listen.noneYet')} {...(isOlder && { action: <LinkButton look="primary" to="/listen" search={newest.search}>{t('listen.showOlder')}</LinkButton> })}>
      {t(isOlder ? 'listen.noneButOlder' : 'listen.noneYetHint')}
    </EmptyState>
  )
}
