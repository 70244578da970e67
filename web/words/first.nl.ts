/** De woorden in het Nederlands voor een eerste blik op Vandaag. */
import { alarms } from './alarms.nl.ts'
import { channels } from './channels.nl.ts'
import { charts } from './charts.nl.ts'
import { common } from './common.nl.ts'
import { entry } from './entry.nl.ts'
import { joining } from './joining.nl.ts'
import { listen } from './listen.nl.ts'
import { shell } from './shell.nl.ts'
import { today } from './today.nl.ts'
import type { Translated } from './dictionary.ts'
import type { first as English } from './first.en.ts'

export const first: { readonly [Scene in keyof typeof English]: Translated<(typeof English)[Scene]> } = { common, shell, entry, channels, charts, today, listen, joining, alarms }
