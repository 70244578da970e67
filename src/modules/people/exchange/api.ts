/** The routes of imports and exports of people, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { importKinds, importMapping } from './mapping.ts'

const time = z.iso.datetime()
const tag = 'Import and export of people'
const params = z.object({ id: z.guid() })
const what = z.enum(importKinds)

export const peopleImportView = z.object({
  id: z.string(), what, fileName: z.string(), bytes: z.int(),
  state: z.enum(['uploaded', 'checking', 'checked', 'running', 'paused', 'finished', 'failed', 'undoing', 'undone']),
  words: z.string().describe('In words: what it does, or what went wrong and what to do.'),
  mapping: importMapping.nullable(), bytesRead: z.int(), rowsRead: z.int(),
  created: z.int(), changed: z.int(), unchanged: z.int(), joined: z.int().describe('Rows that showed people who were several to be one.'), refused: z.int(),
  shared: z.array(z.object({ channel: z.string(), address: z.string() })).describe('Addresses that many share; they are kept, and join nobody.'),
  kept: z.array(z.object({ identity: z.string(), because: z.enum(['acted', 'used', 'changed']) })).describe('What an undo left, because it was changed since: the first fifty.'),
  keptCount: z.int(), undoneCount: z.int(),
  startedAt: time.nullable(), finishedAt: time.nullable(), createdAt: time, createdBy: z.string(),
})
export type PeopleImportView = z.output<typeof peopleImportView>

export const peopleImportPreview = z.object({
  mapping: importMapping,
  columns: z.array(z.object({ column: z.string(), target: z.string(), why: z.string(), emptyPercent: z.int(), samples: z.array(z.string()) })),
  targets: z.array(z.string()).describe('What a column can mean; beside these trait:<name>, handle:<channel>, consent:<purpose>:<channel>, optOut:<channel>.'),
  looksLike: z.string().nullable(),
  doubts: z.array(z.string()),
  counts: z.object({ rows: z.int(), created: z.int(), changed: z.int(), unchanged: z.int(), joined: z.int(), refused: z.int() }).describe('What would become of the first rows.'),
  rows: z.array(z.object({ row: z.int(), outcome: z.enum(['created', 'changed', 'unchanged', 'refused']), joined: z.boolean(), shown: z.string(), because: z.string().nullable() })),
  shared: z.array(z.object({ channel: z.string(), address: z.string() })),
})
export type PeopleImportPreview = z.output<typeof peopleImportPreview>

export const uploadPeople = route({ method: 'post', path: '/people-imports', access: 'imports.manage', tag, summary: 'Upload a file of people, companies, purchases or relations (the file is the body)', query: z.object({ fileName: z.string().min(1).max(300), what: what.default('people') }), maxBodyBytes: 20_000_000_000, output: peopleImportView, status: 201 })
export const listPeopleImports = route({ method: 'get', path: '/people-imports', access: 'imports.read', tag, summary: 'All imports of people, newest first', query: z.object(pageQuery), output: page(peopleImportView) })
export const getPeopleImport = route({ method: 'get', path: '/people-imports/{id}', access: 'imports.read', tag, summary: 'One import and its progress', params, output: peopleImportView })
export const previewPeopleImport = route({ method: 'post', path: '/people-imports/{id}/preview', access: 'imports.manage', tag, summary: 'What would become of the first rows, with a guessed or given mapping; nothing is kept', params, body: z.object({ mapping: importMapping.optional() }), output: peopleImportPreview })
export const checkPeopleImport = route({ method: 'post', path: '/people-imports/{id}/check', access: 'imports.manage', tag, summary: 'A dry run of the whole file: everything is done and taken back, block by block', params, body: z.object({ mapping: importMapping }), output: peopleImportView })
export const startPeopleImport = route({ method: 'post', path: '/people-imports/{id}/start', access: 'imports.manage', tag, summary: 'Take the file in', params, body: z.object({ mapping: importMapping }), output: peopleImportView })
export const pausePeopleImport = route({ method: 'post', path: '/people-imports/{id}/pause', access: 'imports.manage', tag, summary: 'Pause', params, output: peopleImportView })
export const resumePeopleImport = route({ method: 'post', path: '/people-imports/{id}/resume', access: 'imports.manage', tag, summary: 'Go on where it stopped', params, output: peopleImportView })
export const undoPeopleImport = route({ method: 'post', path: '/people-imports/{id}/undo', access: 'imports.manage', tag, summary: 'Take back everything that it made or changed, except what was changed since', params, output: peopleImportView })
export const removePeopleImport = route({ method: 'delete', path: '/people-imports/{id}', access: 'imports.manage', tag, summary: 'Remove the file and its record; what it brought is kept and cannot be undone any more', params, output: z.object({}) })
export const peopleImportRefusals = route({ method: 'get', path: '/people-imports/{id}/refused.csv', access: 'imports.read', tag, summary: 'The rows that were refused, with the reason (CSV)', params, output: z.string() })
export const peopleImportTemplate = route({ method: 'get', path: '/people-imports/template.csv', access: 'imports.read', tag, summary: 'An empty file with the columns that are understood', query: z.object({ what: what.default('people') }), output: z.string() })

const format = z.object({ format: z.enum(['csv', 'ndjson']).default('csv') })
export const exportPeople = route({ method: 'get', path: '/people/export', access: 'people.export', tag, summary: 'Everybody, as CSV that is safe in a spreadsheet or as NDJSON (streamed)', query: format, output: z.string() })
export const exportCompanies = route({ method: 'get', path: '/companies/export', access: 'people.export', tag, summary: 'All companies, as CSV or NDJSON (streamed)', query: format, output: z.string() })
