/** The words in English that a first visit to Today needs. What is not in here is fetched behind it, see `words.tsx`. */
import { alarms } from './alarms.en.ts'
import { channels } from './channels.en.ts'
import { charts } from './charts.en.ts'
import { common } from './common.en.ts'
import { entry } from './entry.en.ts'
import { joining } from './joining.en.ts'
import { listen } from './listen.en.ts'
import { shell } from './shell.en.ts'
import { today } from './today.en.ts'

export const first = { common, shell, entry, channels, charts, today, listen, joining, alarms }
