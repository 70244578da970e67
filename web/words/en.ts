/** The page in English: the dictionary that the others must match. */
import { alarms } from './alarms.en.ts'
import { cascades } from './cascades.en.ts'
import { channels } from './channels.en.ts'
import { charts } from './charts.en.ts'
import { common } from './common.en.ts'
import { entry } from './entry.en.ts'
import { labels } from './labels.en.ts'
import { joining } from './joining.en.ts'
import { listen } from './listen.en.ts'
import { notes } from './notes.en.ts'
import { outgoing } from './outgoing.en.ts'
import { people } from './people.en.ts'
import { privacy } from './privacy.en.ts'
import { profile } from './profile.en.ts'
import { query } from './query.en.ts'
import { recognition } from './recognition.en.ts'
import { settings } from './settings.en.ts'
import { shell } from './shell.en.ts'
import { today } from './today.en.ts'
import { trends } from './trends.en.ts'

export const en = { channels, charts, common, shell, entry, today, listen, people, privacy, profile, recognition, settings, outgoing, query, labels, cascades, alarms, trends, joining, notes }
export type English = typeof en
