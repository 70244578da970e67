/** What the columns of a file mean, as it is agreed before an import. */
import { z } from 'zod'

export const importKinds = ['people', 'companies', 'purchases', 'relations'] as const
export type ImportKind = (typeof importKinds)[number]

/** How people are told apart in a file. Handles name their channel: `handle:bluesky`. */
const address = ['mail', 'phone', 'customer', 'cookie'] as const
/** Targets by kind; `trait`, `consent:<purpose>:<channel>` and `handle:<channel>` are open. */
export const targetsOf: Readonly<Record<ImportKind, readonly string[]>> = {
  people: ['ignore', ...address, 'name', 'firstName', 'lastName', 'url', 'avatar', 'about', 'place', 'tags', 'note', 'company', 'companyDomain', 'role', 'birthday', 'seenAt', 'trait', 'consentAt', 'consentProof', 'optOut:mail', 'optOut:phone', 'optOut:*'],
  companies: ['ignore', 'company', 'companyDomain', 'note'],
  purchases: ['ignore', ...address, 'name', 'orderNumber', 'at', 'amount', 'currency', 'item', 'count'],
  relations: ['ignore', ...address.map((one) => `from:${one}`), ...address.map((one) => `to:${one}`), 'relation', 'company', 'role'],
}
const open = /^(handle:[a-z][a-z0-9-]{0,31}|(from|to):handle:[a-z][a-z0-9-]{0,31}|trait:.{1,60}|consent:[a-z][a-z0-9-]{0,39}:([a-z][a-z0-9-]{0,31}|\*)|optOut:[a-z][a-z0-9-]{0,31})$/

export const isTarget = (what: ImportKind, target: string): boolean => targetsOf[what].includes(target) || (what !== 'companies' && open.test(target))

export const writtenSchema = z.object({
  format: z.enum(['csv', 'ndjson', 'json']),
  encoding: z.string().max(40),
  delimiter: z.string().length(1).optional(),
  headerRow: z.int().min(0).max(100),
})

export const importMapping = z.object({
  written: writtenSchema,
  columns: z.array(z.object({ column: z.string().max(500), target: z.string().max(120) })).max(2_000),
  /** Order of day and month where a date does not tell. */
  dayFirst: z.boolean().default(true),
  /** What stands before the cents where a number does not tell. */
  decimal: z.enum([',', '.']).default('.'),
  /** ISO 4217, for amounts that name none. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, for example EUR').default('EUR'),
  /** What a row of relations says where no column does. */
  relation: z.enum(['brought-by', 'household', 'company']).default('brought-by'),
  /** What everybody in the file said, when the file is itself the proof: a list of subscribers, a list of those who left. */
  everybody: z.array(z.object({ purpose: z.string().max(40), channel: z.string().max(32), act: z.enum(['granted', 'withdrawn']) })).max(20).default([]),
})
export type ImportMapping = z.output<typeof importMapping>
