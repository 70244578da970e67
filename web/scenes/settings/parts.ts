/** The parts of Settings in their groups: a new one is a line here. */
import type { LinkProps } from '@tanstack/react-router'
import type { Permission } from '../../../src/kernel/permission.ts'
import type { ValuesOf } from '../../words/dictionary.ts'
import type { English } from '../../words/en.ts'
import type { WordKey } from '../../words/words.tsx'

/** A word without holes. */
type Plain<Key extends WordKey = WordKey> = Key extends WordKey ? ([] extends ValuesOf<English, Key> ? Key : never) : never

export interface SettingsPart {
  readonly to: NonNullable<LinkProps['to']>
  readonly word: Plain
  /** Shown to who may do one of these; to everybody where there is none. */
  readonly needs?: readonly Permission[]
}

export interface SettingsGroup {
  readonly word: Plain
  readonly parts: readonly SettingsPart[]
}

export const settingsGroups: readonly SettingsGroup[] = [
  {
    word: 'settings.groupListening',
    parts: [
      { to: '/settings/sources', word: 'shell.goSources', needs: ['sources.read'] },
      { to: '/settings/imports', word: 'shell.goImports', needs: ['imports.read'] },
      { to: '/settings/lists', word: 'shell.goLists', needs: ['topics.read'] },
      { to: '/settings/understanding', word: 'labels.goUnderstanding', needs: ['mentions.manage', 'topics.manage'] },
    ],
  },
  {
    word: 'settings.groupPeople',
    parts: [
      { to: '/settings/people-imports', word: 'privacy.goPeopleImports', needs: ['imports.read'] },
      { to: '/settings/recognition', word: 'recognition.settings', needs: ['people.manage'] },
      { to: '/settings/privacy', word: 'privacy.go', needs: ['people.export', 'people.erase'] },
    ],
  },
  {
    word: 'settings.groupAnswering',
    parts: [
      { to: '/settings/accounts', word: 'ourAccounts.go', needs: ['accounts.read'] },
      { to: '/settings/inbox', word: 'desk.answering', needs: ['conversations.manage', 'conversations.answer'] },
      { to: '/settings/canned', word: 'desk.canned', needs: ['conversations.read'] },
      { to: '/settings/macros', word: 'desk.macros', needs: ['conversations.read'] },
      { to: '/settings/teams', word: 'deciding.goTeams', needs: ['conversations.read'] },
      { to: '/settings/routing', word: 'deciding.goRouting', needs: ['conversations.read'] },
      { to: '/settings/promises', word: 'deciding.goPromises', needs: ['conversations.read'] },
      { to: '/settings/rules', word: 'deciding.goRules', needs: ['conversations.read'] },
      { to: '/settings/playbooks', word: 'deciding.goPlaybooks', needs: ['conversations.read'] },
      { to: '/settings/satisfaction', word: 'deciding.goSatisfaction', needs: ['conversations.read'] },
      { to: '/settings/cases', word: 'deciding.goCases', needs: ['conversations.read'] },
    ],
  },
  {
    word: 'settings.groupCompany',
    parts: [
      { to: '/settings/members', word: 'shell.goMembers', needs: ['members.read'] },
      { to: '/settings/audit', word: 'governance.go', needs: ['audit.read'] },
      { to: '/settings/keys', word: 'shell.goKeys', needs: ['keys.manage'] },
      { to: '/settings/webhooks', word: 'shell.goWebhooks', needs: ['webhooks.manage'] },
      { to: '/settings/mail', word: 'shell.goMail', needs: ['installation.manage'] },
      { to: '/settings/installation', word: 'shell.goInstallation' },
    ],
  },
  { word: 'settings.groupMe', parts: [{ to: '/settings/account', word: 'shell.goAccount' }] },
]
