/** De woorden in het Nederlands van alle andere schermen. */
import type { Translated } from './dictionary.ts'
import type { later as English } from './later.en.ts'
import { cascades } from './cascades.nl.ts'
import { composer } from './composer.nl.ts'
import { deciding } from './deciding.nl.ts'
import { desk } from './desk.nl.ts'
import { governance } from './governance.nl.ts'
import { inbox } from './inbox.nl.ts'
import { labels } from './labels.nl.ts'
import { notes } from './notes.nl.ts'
import { ourAccounts } from './our-accounts.nl.ts'
import { outgoing } from './outgoing.nl.ts'
import { people } from './people.nl.ts'
import { permission } from './permission.nl.ts'
import { privacy } from './privacy.nl.ts'
import { profile } from './profile.nl.ts'
import { query } from './query.nl.ts'
import { recognition } from './recognition.nl.ts'
import { settings } from './settings.nl.ts'
import { thread } from './thread.nl.ts'
import { trends } from './trends.nl.ts'

export const later: { readonly [Scene in keyof typeof English]: Translated<(typeof English)[Scene]> } = {
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
