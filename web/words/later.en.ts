/** The words in English of every other scene. */
import { cascades } from './cascades.en.ts'
import { composer } from './composer.en.ts'
import { deciding } from './deciding.en.ts'
import { desk } from './desk.en.ts'
import { governance } from './governance.en.ts'
import { inbox } from './inbox.en.ts'
import { labels } from './labels.en.ts'
import { notes } from './notes.en.ts'
import { ourAccounts } from './our-accounts.en.ts'
import { outgoing } from './outgoing.en.ts'
import { people } from './people.en.ts'
import { permission } from './permission.en.ts'
import { privacy } from './privacy.en.ts'
import { profile } from './profile.en.ts'
import { query } from './query.en.ts'
import { recognition } from './recognition.en.ts'
import { settings } from './settings.en.ts'
import { thread } from './thread.en.ts'
import { trends } from './trends.en.ts'

export const later = {
  cascades,
  composer,
  deciding,
  desk,
  governance,
  inbox,
  labels,
  notes,
  ourAccounts,
  outgoing,
  people,
  permission,
  privacy,
  profile,
  query,
  recognition,
  settings,
  thread,
  trends,
}
