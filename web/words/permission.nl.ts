/** Wat elk recht toestaat. */
import type { Translated } from './dictionary.ts'
import type { permission as english } from './permission.en.ts'

export const permission: Translated<typeof english> = {
  'installation-manage': 'De installatie beheren',
  'members-read': 'Zien wie hier werkt',
  'members-manage': 'Leden uitnodigen, rollen geven',
  'keys-manage': 'API-sleutels maken',
  'webhooks-manage': 'Webhooks instellen',
  'sources-read': 'Bronnen zien',
  'sources-manage': 'Bronnen instellen',
  'imports-read': 'Imports zien',
  'imports-manage': 'Bestanden importeren',
  'interactions-write': 'Interacties insturen',
  'topics-read': 'Onderwerpen zien',
  'topics-manage': 'Onderwerpen maken',
  'mentions-read': 'Vermeldingen lezen',
  'mentions-export': 'Vermeldingen exporteren',
  'mentions-manage': 'Met vermeldingen werken',
  'people-read': 'Mensen zien',
  'people-manage': 'Met mensen werken',
  'people-export': 'Mensen exporteren',
  'people-erase': 'Mensen wissen, doelen bepalen',
  'accounts-read': 'Accounts zien',
  'accounts-manage': 'Accounts verbinden',
  'conversations-read': 'Gesprekken lezen',
  'conversations-answer': 'Gesprekken beantwoorden',
  'conversations-manage': 'De inbox instellen',
  'engagement-manage': 'Teams, uren, beloften en regels bepalen',
  'audit-read': 'Het spoor lezen',
  'operation-read': 'Cijfers van de werking lezen',
}
