/** HTTP of imports. */
import { Invalid } from '../../../kernel/fault.ts'
import { csvLine } from '../../../kernel/csv.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import * as api from '../api.ts'
import { pause, preview, remove, resume, start, undo, upload, type ImportDeps } from './import-deeds.ts'
import { findImport, listImports, listRefusals } from './import-store.ts'
import { viewOf } from './import-view.ts'

export function importRoutes(deps: ImportDeps): MountedRoute[] {
  return [
    handle(api.uploadArchive, async ({ query, request, actor }) => {
      const announced = Number(request.headers.get('content-length') ?? Number.NaN)
      return upload(deps, { name: query.fileName, body: bodyOf(request), announcedBytes: Number.isFinite(announced) ? announced : null, by: actor.name })
    }),
    handle(api.listImports, async ({ query }) => {
      const rows = await listImports(deps.db, { before: query.cursor === undefined ? null : readCursor(query.cursor), limit: query.limit })
      const last = rows.at(-1)
      return { items: rows.map(viewOf), next: rows.length === query.limit && last !== undefined ? `${last.createdAt}.${last.id}` : null }
    }),
    handle(api.getImport, async ({ params }) => viewOf(await findImport(deps.db, idOf(params.id)))),
    handle(api.previewImport, ({ params, body }) => preview(deps, idOf(params.id), body.mapping)),
    handle(api.startImport, ({ params, body }) => start(deps, idOf(params.id), body.mapping)),
    handle(api.pauseImport, ({ params }) => pause(deps, idOf(params.id))),
    handle(api.resumeImport, ({ params }) => resume(deps, idOf(params.id))),
    handle(api.undoImport, ({ params }) => undo(deps, idOf(params.id))),
    handle(api.removeImport, async ({ params }) => {
      await remove(deps, idOf(params.id))
      return {}
    }),
    handle(api.importRefusals, async ({ params }) => {
      const one = await findImport(deps.db, idOf(params.id))
      const name = one.fileName.replace(/[^\w.-]+/g, '-').slice(0, 100)
      return new Response(refusalsAsCsv(deps, one.id), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="refused-${name}.csv"`, 'cache-control': 'no-store' } })
    }),
  ]
}

/** An id that is none is an import that is not there. */
function idOf(text: string): string {
  return isUuid(text.toLowerCase()) ? text.toLowerCase() : '00000000-0000-0000-0000-000000000000'
}

function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  if (request.body === null) throw new Invalid('There is no file in the request. Send the file itself as the body.', undefined, 'channels.archive.no-body')
  return request.body as unknown as AsyncIterable<Uint8Array>
}

function readCursor(cursor: string): { at: number; id: string } {
  const found = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor)
  if (found?.[1] === undefined || found[2] === undefined || !isUuid(found[2])) throw new Invalid(`"${cursor.slice(0, 60)}" is no cursor. Use "next" of the page before, as it is.`, { path: '/cursor' }, 'page.cursor')
  return { at: Number(found[1]), id: found[2] }
}

const pageRows = 1_000

/** Page by page as the reader takes it, safe to open in a spreadsheet. */
function refusalsAsCsv({ db }: ImportDeps, id: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after = -1
  return new ReadableStream({
    start(controller) {
      // The mark lets spreadsheets see that it is UTF-8.
      controller.enqueue(encoder.encode(`\ufeff${csvLine(['row', 'code', 'reason', 'as it stood in the file'])}`))
    },
    async pull(controller) {
      const rows = await listRefusals(db, id, after, pageRows)
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(({ row, code, because, raw }) => csvLine([row, code, because, raw])).join('')))
      after = rows.at(-1)?.row ?? after
      if (rows.length < pageRows) controller.close()
    },
  })
}
