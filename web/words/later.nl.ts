/** De woorden in het Nederlands van alle andere schermen. */
import { ourAccounts } from './our-accounts.nl.ts'
import { cascades } from './cascades.nl.ts'
import { labels } from './labels.nl.ts'
import { notes } from './notes.nl.ts'
import { outgoing } from './outgoing.nl.ts'
import { people } from './people.nl.ts'
import { privacy } from './privacy.nl.ts'
import { profile } from './profile.nl.ts'
import { query } from './query.nl.ts'
import { recognition } from './recognition.nl.ts'
import { settings } from './settings.nl.ts'
import { trends } from './trends.nl.ts'
import type { Translated } from './dictionary.ts'
import type { later as English } from './later.en.ts'

export const later: { readonly [Scene in keyof typeof English]: Translated<(typeof English)[Scene]> } = { cascades, ourAccounts, labels, notes, outgoing, people, privacy, profile, query, recognition, settings, trends }
