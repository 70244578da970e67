/** Alle zinnen van de server in het Nederlands; wordt pas geladen als de pagina Nederlands spreekt. */
import type { Catalogue } from '../said-template.ts'
import { accounts } from './accounts.nl.ts'
import { archive } from './archive.nl.ts'
import { archiveColumns } from './archive-columns.nl.ts'
import { bluesky } from './bluesky.nl.ts'
import { blueskyAccount } from './bluesky-account.nl.ts'
import { fediverseAccount } from './fediverse-account.nl.ts'
import { channels } from './channels.nl.ts'
import { chat } from './chat.nl.ts'
import { conversations } from './conversations.nl.ts'
import { customChannel } from './custom-channel.nl.ts'
import { deciding } from './deciding.nl.ts'
import { fediverse } from './fediverse.nl.ts'
import { feed } from './feed.nl.ts'
import { governance } from './governance.nl.ts'
import { installation } from './installation.nl.ts'
import { listening } from './listening.nl.ts'
import { mailAccounts } from './mail-accounts.nl.ts'
import { members } from './members.nl.ts'
import { meta } from './meta.nl.ts'
import { outgoing } from './outgoing.nl.ts'
import { people } from './people.nl.ts'
import { peopleImport } from './people-import.nl.ts'
import { places } from './places.nl.ts'
import { queries } from './queries.nl.ts'
import { telegram } from './telegram.nl.ts'
import { values } from './values.nl.ts'

/** By area; no two areas have the same sentence. */
export const areas: Readonly<Record<string, Catalogue>> = {
  accounts,
  archive,
  archiveColumns,
  bluesky,
  blueskyAccount,
  fediverseAccount,
  channels,
  chat,
  conversations,
  customChannel,
  deciding,
  fediverse,
  feed,
  governance,
  installation,
  listening,
  mailAccounts,
  members,
  meta,
  outgoing,
  people,
  peopleImport,
  places,
  queries,
  telegram,
  values,
}

export const saidInDutch: Catalogue = Object.assign({}, ...Object.values(areas))
