/** HTTP of imports and exports of people. */
import { csvLine } from '../../../kernel/csv.ts'
import { Invalid } from '../../../kernel/fault.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import * as api from './api.ts'
import { companiesAsFile, peopleAsFile } from './export.ts'
import { beginPeople, moveTo, previewPeople, removePeople, uploadPeople } from './import-deeds.ts'
import { peopleImport, peopleImports, refusalsOf, type PeopleImport } from './import-store.ts'
import type { PeopleImportDeps } from './import-runner.ts'

const number = (value: number): string => value.toLocaleString('en')

function wordsOf(one: PeopleImport): string {
  const share = one.bytes === 0 ? 0 : Math.min(100, Math.floor((100 * one.bytesRead) / one.bytes))
  const counts = `${number(one.created)} new, ${number(one.changed)} changed, ${number(one.unchanged)} as they were, ${number(one.refused)} refused`
  const shared = one.shared.length > 0 ? ` ${number(one.shared.length)}${one.shared.length >= 50 ? ' or more' : ''} addresses are shared by many and join nobody.` : ''
  switch (one.state) {
    case 'uploaded': return 'Ready. Check what the columns mean and start.'
    case 'checking': return `Trying out: ${share} % of the file, ${number(one.rowsRead)} rows. Nothing is kept.`
    case 'checked': return `Tried out ${number(one.rowsRead)} rows, and kept nothing: ${counts}.${shared}`
    case 'running': return `Reading: ${share} % of the file, ${number(one.rowsRead)} rows.`
    case 'paused': return one.trouble ?? `Paused at ${share} % of the file, after ${number(one.rowsRead)} rows. Go on whenever you like.`
    case 'finished': return `${number(one.rowsRead)} rows read: ${counts}; ${number(one.joined)} joined.${shared}`
    case 'failed': return one.trouble ?? 'Stopped by a fault that left no words. Start it again.'
    case 'undoing': return 'Taking back what it brought.'
    case 'undone': return one.keptCount === 0 ? 'Undone: everything is as it was before.' : `Undone, except ${number(one.keptCount)} that were changed or used since; they are listed.`
  }
}

function viewOf(one: PeopleImport) {
  const time = (at: number | null): string | null => (at === null ? null : iso(at))
  return {
    id: one.id, what: one.what, fileName: one.fileName, bytes: one.bytes, state: one.state, words: wordsOf(one), mapping: one.mapping, bytesRead: one.bytesRead, rowsRead: one.rowsRead,
    created: one.created, changed: one.changed, unchanged: one.unchanged, joined: one.joined, refused: one.refused, shared: [...one.shared], kept: [...one.kept],
    keptCount: one.keptCount, undoneCount: one.undoneCount, startedAt: time(one.startedAt), finishedAt: time(one.finishedAt), createdAt: iso(one.createdAt), createdBy: one.createdBy,
  }
}

function readCursor(cursor: string): { at: number; id: string } {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (at === undefined || id === undefined || !isUuid(id)) throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
  return { at: Number(at), id }
}

/** The columns of the file that a person fills in by hand. */
const templateColumns = {
  people: ['customer number', 'name', 'email', 'phone', 'place', 'company', 'role', 'birthday', 'tags', 'note', 'newsletter', 'opt-in time'],
  companies: ['company name', 'domain', 'note'],
  purchases: ['order number', 'date', 'email', 'customer number', 'amount', 'currency', 'product', 'quantity'],
  relations: ['from', 'to', 'relation', 'company', 'role'],
} as const

export function exchangeRoutes(deps: PeopleImportDeps): MountedRoute[] {
  const { db } = deps
  return [
    handle(api.uploadPeople, async ({ query, request, actor }) => {
      if (request.body === null) throw new Invalid('There is no file in the request. Send the file itself as the body.', undefined, 'people.import.no-body')
      const announced = Number(request.headers.get('content-length') ?? Number.NaN)
      return viewOf(await uploadPeople(deps, { name: query.fileName, what: query.what, body: request.body as unknown as AsyncIterable<Uint8Array>, announcedBytes: Number.isFinite(announced) ? announced : null, by: actor.name }))
    }),
    handle(api.listPeopleImports, async ({ query }) => {
      const rows = await peopleImports(db, query.cursor === undefined ? null : readCursor(query.cursor), query.limit)
      const last = rows.at(-1)
      return { items: rows.map(viewOf), next: rows.length === query.limit && last ? `${last.createdAt}.${last.id}` : null }
    }),
    handle(api.getPeopleImport, async ({ params }) => viewOf(await peopleImport(db, params.id))),
    handle(api.previewPeopleImport, ({ params, body }) => previewPeople(deps, params.id, body.mapping)),
    handle(api.checkPeopleImport, async ({ params, body }) => viewOf(await beginPeople(deps, params.id, body.mapping, 'checking'))),
    handle(api.startPeopleImport, async ({ params, body }) => viewOf(await beginPeople(deps, params.id, body.mapping, 'running'))),
    handle(api.pausePeopleImport, async ({ params }) => viewOf(await moveTo(deps, params.id, ['running'], 'paused', 'paused', 'Only one that is being read can be.'))),
    handle(api.resumePeopleImport, async ({ params }) => viewOf(await moveTo(deps, params.id, ['paused'], 'running', 'continued', 'Only one that is paused can be.'))),
    handle(api.undoPeopleImport, async ({ params }) => viewOf(await moveTo(deps, params.id, ['running', 'paused', 'failed', 'finished'], 'undoing', 'undone', 'It has brought nothing, or is being undone already.'))),
    handle(api.removePeopleImport, async ({ params }) => {
      await removePeople(deps, params.id)
      return {}
    }),
    handle(api.peopleImportRefusals, async ({ params }) => {
      const one = await peopleImport(db, params.id)
      return new Response(refusalsAsCsv(db, one.id), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="refused-${one.fileName.replace(/[^\w.-]+/g, '-').slice(0, 100)}.csv"`, 'cache-control': 'no-store' } })
    }),
    handle(api.peopleImportTemplate, ({ query }) => new Response(`\ufeff${csvLine(templateColumns[query.what])}`, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${query.what}.csv"` } })),
    handle(api.exportPeople, ({ query }) => peopleAsFile(db, query.format)),
    handle(api.exportCompanies, ({ query }) => companiesAsFile(db, query.format)),
  ]
}

function refusalsAsCsv(db: Db, id: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after = -1
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${csvLine(['row', 'code', 'reason', 'as it stood in the file'])}`)),
    pull: async (controller) => {
      const rows = await refusalsOf(db, id, after, 1_000)
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(({ row, code, because, raw }) => csvLine([row, code, because, raw])).join('')))
      after = rows.at(-1)?.row ?? after
      if (rows.length < 1_000) controller.close()
    },
  })
}
