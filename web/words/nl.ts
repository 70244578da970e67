/** De pagina in het Nederlands. */
import { cascades } from './cascades.nl.ts'
import { channels } from './channels.nl.ts'
import { charts } from './charts.nl.ts'
import { common } from './common.nl.ts'
import type { Translated } from './dictionary.ts'
import type { English } from './en.ts'
import { entry } from './entry.nl.ts'
import { labels } from './labels.nl.ts'
import { listen } from './listen.nl.ts'
import { outgoing } from './outgoing.nl.ts'
import { people } from './people.nl.ts'
import { profile } from './profile.nl.ts'
import { settings } from './settings.nl.ts'
import { shell } from './shell.nl.ts'
import { today } from './today.nl.ts'

export const nl: { readonly [Scene in keyof English]: Translated<English[Scene]> } = { channels, charts, common, shell, entry, today, listen, people, profile, settings, outgoing, labels, cascades }
