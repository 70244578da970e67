/** The words in English of every other scene. */
import { ourAccounts } from './our-accounts.en.ts'
import { cascades } from './cascades.en.ts'
import { labels } from './labels.en.ts'
import { notes } from './notes.en.ts'
import { outgoing } from './outgoing.en.ts'
import { people } from './people.en.ts'
import { privacy } from './privacy.en.ts'
import { profile } from './profile.en.ts'
import { query } from './query.en.ts'
import { recognition } from './recognition.en.ts'
import { settings } from './settings.en.ts'
import { trends } from './trends.en.ts'

export const later = { cascades, ourAccounts, labels, notes, outgoing, people, privacy, profile, query, recognition, settings, trends }
