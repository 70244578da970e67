/** Everything that is kept about people, wherever it is; and what is kept that is not about them. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { identityId } from '../kernel/ids.ts'
import type { Holding } from '../kernel/personal-data.ts'
import { channelsHolding, chatHolding, tableFiles, type importFiles } from '../modules/channels/index.ts'
import { conversationsHolding, decidingHolding } from '../modules/conversations/index.ts'
import { governanceHolding } from '../modules/governance/index.ts'
import { historyHolding, type History } from '../modules/history/index.ts'
import { forgetLabels, listeningHolding, type Mentions } from '../modules/listening/index.ts'
import { outgoingHolding } from '../modules/outgoing/index.ts'
import { exchangeHolding, forgetPurchases, peopleHolding } from '../modules/people/index.ts'
import type { Clickhouse } from '../platform/clickhouse/open.ts'
import type { KeptFiles } from '../platform/kept-files.ts'
import type { Db } from '../platform/postgres/database.ts'
import { redactLines } from '../platform/redact-lines.ts'
import { redactStream } from '../platform/stream/redact.ts'
import type { StreamItem } from './take-in.ts'

export interface HoldingDeps {
  readonly db: Db
  readonly clickhouse: Clickhouse
  readonly history: History
  readonly mentions: Mentions
  readonly files: ReturnType<typeof importFiles>
  /** Files of imports of people. */
  readonly peopleFiles: ReturnType<typeof importFiles>
  /** Files of messages. */
  readonly messageFiles: KeptFiles
  readonly dataFolder: string
}

/**
 * In the order in which an erasure visits them: what is found through history
 * comes before history, and what new things are made of comes first.
 */
export function holdings(deps: HoldingDeps): readonly Holding[] {
  const { db, clickhouse, history, mentions, files, peopleFiles, messageFiles, dataFolder } = deps
  return [
    streamHolding(db),
    channelsHolding({ db, files }),
    chatHolding(db, messageFiles),
    outgoingHolding(db),
    listeningHolding({ db, clickhouse }),
    decidingHolding(db),
    conversationsHolding({ db, files: messageFiles }),
    governanceHolding(db),
    exchangeHolding({ db, files: peopleFiles, tables: tableFiles }),
    peopleHolding(db),
    historyHolding({
      db, clickhouse, history,
      alsoForget: async (ids) => {
        await mentions.erase(ids)
        await forgetLabels(db, ids)
        await db.transaction().execute((tx) => forgetPurchases(tx, ids))
      },
    }),
    logHolding(dataFolder),
  ]
}

function streamHolding(db: Db): Holding {
  return {
    name: 'stream',
    what: { en: 'What was taken in and is not recorded yet', nl: 'Wat binnenkwam en nog niet is vastgelegd' },
    postgres: ['platform.stream'],
    clickhouse: [],
    files: [],
    erase: ({ identities }) => {
      const ids = new Set(identities.map((one) => one.id))
      return redactStream(db, (item) => !isFrom(item as StreamItem, ids))
    },
  }
}

function isFrom(item: StreamItem, ids: ReadonlySet<string>): boolean {
  if (item.is === 'said') return ids.has(identityId(item.interaction.channel, item.interaction.author.externalId))
  return item.is === 'author-removed' && ids.has(identityId(item.channel, item.externalId))
}

function logHolding(dataFolder: string): Holding {
  return {
    name: 'logs',
    what: { en: 'What the database said about statements that failed', nl: 'Wat de databank zei over opdrachten die mislukten' },
    postgres: [],
    clickhouse: [],
    files: ['postgres.log', 'postgres.log.1'],
    erase: async ({ identities }) => {
      const marks = identities.flatMap(({ id, externalId, handle }) => [id, externalId, handle ?? '']).filter((mark) => mark.length >= 4)
      let removed = 0
      for (const name of (await readdir(dataFolder).catch(() => [])).filter((one) => /\.log(\.\d+)?$/.test(one))) removed += await redactLines(join(dataFolder, name), marks)
      return removed
    },
  }
}

/**
 * Tables that are not about people outside, each with the reason. Whatever
 * table is neither here nor with a holding makes a test fail.
 */
export const notAboutPeople: Readonly<Record<string, string>> = {
  'auth.*': 'members, who manage their own account',
  'members.*': 'members, who manage their own account',
  'platform.migrations': 'names of files',
  'platform.stream_consumers': 'places in the stream',
  'governance.seals': 'digests over the audit trail',
  'channels.sources': 'what is read, not who is heard',
  'channels.accounts': 'who we are at networks',
  'listening.topics': 'what is listened for',
  'listening.lists': 'words that queries share',
  'listening.backfills': 'progress',
  'listening.label_backfill': 'progress',
  'listening.alarm_watches': 'progress and settings',
  'listening.channel_watches': 'progress',
  'listening.retrainings': 'measurements and weights',
  'listening.outside_model': 'a setting',
  'listening.own_accounts': 'a setting',
  'listening.annotations': 'what members wrote about figures',
  'listening.relevance': 'a setting',
  'conversations.labels': 'words of the company',
  'conversations.views': 'what members look for',
  'conversations.canned_replies': 'words of the company',
  'conversations.canned_texts': 'words of the company',
  'conversations.macros': 'what members do',
  'conversations.settings': 'a setting',
  'conversations.teams': 'teams of the company',
  'conversations.team_members': 'members, who manage their own account',
  'conversations.agents': 'members, who manage their own account',
  'conversations.rules': 'rules',
  'conversations.rule_versions': 'rules',
  'conversations.certificates': 'members, who manage their own account',
  'conversations.playbooks': 'words of the company',
  'conversations.deciding': 'settings',
  'outgoing.endpoints': 'addresses of systems',
  'outgoing.mail_settings': 'a setting',
  'outgoing.subscriptions': 'what members want to be told',
  'people.link_acts': 'which member did what kind of thing when; whom it was about lies in links',
  'people.recognition_models': 'rates, and values that many people share',
  'people.life_cycles': 'rules',
  'people.value_models': 'figures of a model over all',
  'people.companies': 'organisations',
  'people.views': 'what members look for',
  'people.list_columns': 'a setting',
  'people.told_types': 'which kinds of events somebody asked for',
  'people.purposes': 'a setting',
  'people.wordings': 'words of the company',
  'people.retention': 'a setting',
  'rapport.migrations': 'names of files',
  'rapport.relabelling': 'labels on their way, emptied at once',
  'rapport.gathering': 'ids on their way, emptied at once',
}
