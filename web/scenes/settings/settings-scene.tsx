/** Settings: sources, imports, members, keys, my account and the installation, each a view of its own. */
import { Outlet } from '@tanstack/react-router'
import { PageHeader } from '../../components/page-header.tsx'
import { type NavTab, NavTabs } from '../../components/tabs.tsx'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import css from './settings-scene.module.css'

export function SettingsScene() {
  const { t } = useWords()
  const me = useMember()
  const tabs: NavTab[] = [
    ...(me.may('sources.read') ? [{ to: '/settings/sources', label: t('shell.goSources') } as const] : []),
    ...(me.may('accounts.read') ? [{ to: '/settings/accounts', label: t('ourAccounts.go') } as const] : []),
    ...(me.may('imports.read') ? [{ to: '/settings/imports', label: t('shell.goImports') } as const, { to: '/settings/people-imports', label: t('privacy.goPeopleImports') } as const] : []),
    ...(me.may('people.export') || me.may('people.erase') ? [{ to: '/settings/privacy', label: t('privacy.go') } as const] : []),
    ...(me.may('mentions.manage') || me.may('topics.manage') ? [{ to: '/settings/understanding', label: t('labels.goUnderstanding') } as const] : []),
    ...(me.may('people.manage') ? [{ to: '/settings/recognition', label: t('recognition.settings') } as const] : []),
    ...(me.may('members.read') ? [{ to: '/settings/members', label: t('shell.goMembers') } as const] : []),
    ...(me.may('keys.manage') ? [{ to: '/settings/keys', label: t('shell.goKeys') } as const] : []),
    ...(me.may('topics.read') ? [{ to: '/settings/lists', label: t('shell.goLists') } as const] : []),
    ...(me.may('webhooks.manage') ? [{ to: '/settings/webhooks', label: t('shell.goWebhooks') } as const] : []),
    ...(me.may('installation.manage') ? [{ to: '/settings/mail', label: t('shell.goMail') } as const] : []),
    { to: '/settings/account', label: t('shell.goAccount') },
    { to: '/settings/installation', label: t('shell.goInstallation') },
  ]
  return (
    <div className={css.scene}>
      <div className={css.head}>
        <PageHeader title={t('settings.title')} below={<NavTabs label={t('settings.title')} tabs={tabs} />} />
      </div>
      <div className={css.view}><Outlet /></div>
    </div>
  )
}
