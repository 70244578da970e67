/** The views of Listen: the stream of mentions, what rises, and what is unusual. */
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/queries.ts'
import { NavTabs } from '../../components/tabs.tsx'
import { useWords } from '../../words/words.tsx'

/** As many open alarms as are counted; more are told as that many. */
const counted = 50

export function ListenViews() {
  const { t, number } = useWords()
  const open = useQuery(apiQuery('/alarms', { query: { state: 'open', limit: counted } })).data?.items.length ?? 0
  return (
    <NavTabs
      label={t('alarms.views')}
      tabs={[{ to: '/listen', label: t('alarms.viewMentions'), exact: true }, { to: '/listen/joining', label: t('joining.view') }, { to: '/listen/trends', label: t('alarms.viewTrends') }, { to: '/listen/alarms', label: t('alarms.viewAlarms'), ...(open > 0 ? { count: number(open) } : {}) }]}
    />
  )
}
