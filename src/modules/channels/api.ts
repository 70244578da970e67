/** The routes of sources, imports and intake, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/paging.ts'
import { route } from '../../platform/http/route.ts'
import { channelName, interactionKinds, interactionSchema } from '../../kernel/interaction.ts'

const time = z.iso.datetime()

export const settingFieldView = z.object({
  name: z.string(),
  kind: z.enum(['url', 'text', 'secret', 'choice', 'list', 'number', 'boolean']),
  required: z.boolean(),
  choices: z.array(z.string()).optional(),
  label: z.string(),
  help: z.string().optional(),
  example: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
})

export const channelView = z.object({
  id: channelName,
  name: z.string(),
  about: z.string(),
  reads: z.array(z.string()),
  fields: z.array(settingFieldView),
})

export const healthView = z.object({
  state: z.enum(['starting', 'reading', 'waiting', 'failing', 'finished', 'paused']),
  words: z.string().describe('A sentence: how it is and what to do.'),
  since: time,
})

export const sourceView = z.object({
  id: z.string(),
  channel: channelName,
  name: z.string(),
  settings: z.record(z.string(), z.unknown()).describe('Secrets are left out.'),
  paused: z.boolean(),
  health: healthView,
  lastReadAt: time.nullable(),
  takenIn: z.int().describe('Interactions kept since it was made.'),
  seen: z.int().describe('Interactions that came to the door, kept or not.'),
  setAside: z.int(),
  createdAt: time,
})
export type SourceView = z.output<typeof sourceView>

export const sampleView = z.object({
  channel: z.string(),
  kind: z.enum(interactionKinds),
  author: z.object({ externalId: z.string(), handle: z.string().optional(), name: z.string().optional() }),
  at: time,
  text: z.string(),
  url: z.string().optional(),
})

export const listChannels = route({ method: 'get', path: '/channels', access: 'sources.read', tag: 'Sources', summary: 'What can be listened to', output: z.object({ items: z.array(channelView) }) })
export const listSources = route({ method: 'get', path: '/sources', access: 'sources.read', tag: 'Sources', summary: 'All sources with their health', output: z.object({ items: z.array(sourceView) }) })
const sourceBody = z.object({ channel: channelName, name: z.string().trim().min(1).max(200).optional(), settings: z.record(z.string(), z.unknown()) })
export const createSource = route({ method: 'post', path: '/sources', access: 'sources.manage', tag: 'Sources', summary: 'Start reading a source', body: sourceBody, output: sourceView, status: 201 })
export const probeSource = route({
  method: 'post', path: '/sources/probe', access: 'sources.manage', tag: 'Sources', summary: 'Look at an address before making a source of it',
  body: sourceBody,
  output: z.object({ title: z.string(), words: z.string(), choices: z.array(z.object({ title: z.string(), settings: z.record(z.string(), z.unknown()) })), sample: z.array(sampleView) }),
})
export const updateSource = route({ method: 'patch', path: '/sources/{id}', access: 'sources.manage', tag: 'Sources', summary: 'Rename, pause, resume or change a source', params: z.object({ id: z.guid() }), body: z.object({ name: z.string().trim().min(1).max(200).optional(), paused: z.boolean().optional(), settings: z.record(z.string(), z.unknown()).optional() }), output: sourceView })
export const removeSource = route({ method: 'delete', path: '/sources/{id}', access: 'sources.manage', tag: 'Sources', summary: 'Stop reading; what was read is kept', params: z.object({ id: z.guid() }), output: z.object({}) })

export const setAsideView = z.object({ id: z.string(), source: z.string().nullable(), account: z.string().nullable(), sourceName: z.string().describe('Of the source or the account.'), at: time, code: z.string(), because: z.string(), raw: z.string().describe('At most the first 10,000 characters.') })
export const listSetAside = route({ method: 'get', path: '/set-aside', access: 'sources.read', tag: 'Sources', summary: 'What came in and could not be read', query: z.object({ source: z.guid().optional(), account: z.guid().optional(), ...pageQuery }), output: page(setAsideView) })
export const retrySetAside = route({ method: 'post', path: '/set-aside/{id}/retry', access: 'sources.manage', tag: 'Sources', summary: 'Read it again, as it is or corrected', params: z.object({ id: z.guid() }), body: z.object({ interaction: z.unknown().optional() }), output: z.object({ id: z.string() }) })
export const removeSetAside = route({ method: 'delete', path: '/set-aside/{id}', access: 'sources.manage', tag: 'Sources', summary: 'Throw it away', params: z.object({ id: z.guid() }), output: z.object({}) })

// Archives -----------------------------------------------------------------

/** What a column can mean. */
export const archiveTargets = [
  'ignore', 'externalId', 'at', 'time', 'text', 'title', 'url',
  'author.externalId', 'author.handle', 'author.name', 'author.url', 'author.followers', 'author.following', 'author.place', 'author.bio',
  'channel', 'kind', 'language', 'country', 'site', 'media',
  'metrics.likes', 'metrics.reposts', 'metrics.replies', 'metrics.quotes', 'metrics.views', 'inReplyTo', 'repostOf', 'extra',
] as const
export type ArchiveTarget = (typeof archiveTargets)[number]
export const mappingSchema = z.object({
  /** The channel that these posts were made on; a column marked `channel` overrules it row by row. */
  channel: channelName,
  /** `json`: one array of objects, also wrapped as exports wrap it. */
  format: z.enum(['csv', 'ndjson', 'json']),
  encoding: z.string().max(40).default('utf-8'),
  /** CSV only. */
  delimiter: z.string().length(1).optional(),
  /** CSV only: the row that names the columns, from 1; 0 when none does. Rows above it are passed over. */
  headerRow: z.int().min(0).max(100).default(1),
  /** Several columns may share a target: of texts the longest counts, of others the first that is not empty. `time` is put behind `at` when date and time stand apart. */
  columns: z.array(z.object({ column: z.string().max(500), target: z.enum(archiveTargets) })).max(2_000),
  /** IANA zone for times that name none. */
  zone: z.string().max(60).default('UTC'),
  /** Order of day and month where a date does not tell. */
  dayFirst: z.boolean().default(true),
  /** How texts are written: as they are, with entities such as `&amp;`, or as HTML. */
  markup: z.enum(['none', 'entities', 'html']).default('none'),
})
export type Mapping = z.output<typeof mappingSchema>

export const importView = z.object({
  id: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  state: z.enum(['uploaded', 'running', 'paused', 'finished', 'failed', 'undoing', 'undone']),
  /** In words: what it does, or what went wrong and what to do. */
  words: z.string(),
  mapping: mappingSchema.nullable(),
  bytesRead: z.int(),
  rowsRead: z.int(),
  takenIn: z.int(),
  alreadyKnown: z.int().describe('Rows that were already here.'),
  refused: z.int(),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  createdAt: time,
  createdBy: z.string(),
})
export type ImportView = z.output<typeof importView>
export const previewView = z.object({
  mapping: mappingSchema,
  /** Why each guess was made, by column. */
  columns: z.array(z.object({ column: z.string(), target: z.enum(archiveTargets), why: z.string(), emptyPercent: z.int().describe('Of the rows looked at, how many leave it empty.'), samples: z.array(z.string()) })),
  /** The export that the columns look like, such as "Brandwatch"; null when it is none we know. */
  looksLike: z.string().nullable(),
  rows: z.array(z.object({ row: z.int().describe('From 1, the header counted.'), interaction: sampleView.nullable(), fault: z.string().nullable() })),
  /** Things a person should decide, such as an id column that repeats. */
  doubts: z.array(z.string()),
})
export type PreviewView = z.output<typeof previewView>
const importParams = z.object({ id: z.guid() })
export const uploadArchive = route({ method: 'post', path: '/imports', access: 'imports.manage', tag: 'Imports', summary: 'Upload an archive (the file is the body)', query: z.object({ fileName: z.string().min(1).max(300) }), maxBodyBytes: 20_000_000_000, output: importView, status: 201 })
export const listImports = route({ method: 'get', path: '/imports', access: 'imports.read', tag: 'Imports', summary: 'All imports, newest first', query: z.object(pageQuery), output: page(importView) })
export const getImport = route({ method: 'get', path: '/imports/{id}', access: 'imports.read', tag: 'Imports', summary: 'One import and its progress', params: importParams, output: importView })
export const previewImport = route({ method: 'post', path: '/imports/{id}/preview', access: 'imports.manage', tag: 'Imports', summary: 'The first rows as they would be taken in, with a guessed or given mapping', params: importParams, body: z.object({ mapping: mappingSchema.optional() }), output: previewView })
export const startImport = route({ method: 'post', path: '/imports/{id}/start', access: 'imports.manage', tag: 'Imports', summary: 'Take the file in', params: importParams, body: z.object({ mapping: mappingSchema }), output: importView })
export const pauseImport = route({ method: 'post', path: '/imports/{id}/pause', access: 'imports.manage', tag: 'Imports', summary: 'Pause', params: importParams, output: importView })
export const resumeImport = route({ method: 'post', path: '/imports/{id}/resume', access: 'imports.manage', tag: 'Imports', summary: 'Go on where it stopped', params: importParams, output: importView })
export const undoImport = route({ method: 'post', path: '/imports/{id}/undo', access: 'imports.manage', tag: 'Imports', summary: 'Take back everything this import brought', params: importParams, output: importView })
export const removeImport = route({ method: 'delete', path: '/imports/{id}', access: 'imports.manage', tag: 'Imports', summary: 'Remove the file and its record; what it brought is kept', params: importParams, output: z.object({}) })
export const importRefusals = route({ method: 'get', path: '/imports/{id}/refused.csv', access: 'imports.read', tag: 'Imports', summary: 'The rows that could not be read, with the reason (CSV)', params: importParams, output: z.string() })

// Intake -------------------------------------------------------------------

export const maxIntakeItems = 1_000
export const takeIn = route({
  method: 'post', path: '/interactions', access: 'interactions.write', tag: 'Intake', summary: 'Send one interaction, or up to 1,000',
  description: 'The body is one interaction or an array of them. Answered when the accepted ones are on disk. Each item has its own result, in the same order; refused ones are also set aside, where a person can see and retry them.',
  body: z.unknown().meta({ description: 'One interaction, or an array of 1 to 1,000.', anyOf: [z.toJSONSchema(interactionSchema, { io: 'input', unrepresentable: 'any' }), { type: 'array', maxItems: maxIntakeItems }] }),
  maxBodyBytes: 32_000_000,
  // What programs bring is kept with its origin; it is no act of a member.
  onRecord: false,
  status: 202,
  output: z.object({
    accepted: z.int(),
    refused: z.int(),
    results: z.array(z.discriminatedUnion('status', [
      z.object({ status: z.literal('accepted'), id: z.string() }),
      z.object({ status: z.literal('refused'), code: z.string(), message: z.string(), path: z.string().optional() }),
    ])),
  }),
})


