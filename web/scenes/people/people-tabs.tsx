/** The views of People: everybody, companies, the life cycle, value. */
import { NavTabs } from '../../components/tabs.tsx'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'

export function PeopleTabs() {
  const { t } = useWords()
  const me = useMember()
  return <NavTabs label={t('people.title')} tabs={[{ to: '/people', label: t('profile.everybody') }, { to: '/companies', label: t('profile.companies') }, { to: '/life-cycle', label: t('profile.lifeCycle') }, { to: '/value', label: t('profile.value') }, ...(me.may('people.manage') ? [{ to: '/recognition', label: t('recognition.review') } as const] : [])]} />
}
