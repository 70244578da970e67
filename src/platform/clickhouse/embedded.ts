/** ClickHouse in this process: chdb's own connections, without the detour over a client made for a server. */
import { createRequire } from 'node:module'
import type { Clickhouse } from './open.ts'
import { sessionSettings } from './settings.ts'

/** What is used of chdb's `Session`: a connection to the one engine of the process. */
interface Session {
  queryAsync(sql: string, options: { format: string }): Promise<Answer>
  queryBindAsync(sql: string, params: object, options: { format: string }): Promise<Answer>
  insert(insert: { table: string; columns: readonly string[]; values: Buffer; format: string }): Promise<unknown>
  close(): void
}

interface Answer {
  bytes(): Uint8Array
}

/** Rows that are read of an answer between two looks at who else waits. */
const blockRows = 1_000
const newline = 10

/**
 * Two connections: on one of them a question waits until what is written there
 * is written, and writing has to go on however long a question takes.
 * Settings are given once, as each statement that repeats them is read again.
 */
export async function openEmbedded(folder: string): Promise<Clickhouse> {
  const require = createRequire(import.meta.url)
  // CommonJS, and 300 MB of engine: loaded only by processes that use it.
  const { Session } = require('chdb') as { Session: new (path: string) => Session }
  const reading = new Session(folder)
  const writing = new Session(folder)
  for (const session of [reading, writing]) for (const [name, value] of Object.entries(sessionSettings)) await session.queryAsync(`set ${name} = '${value}'`, { format: 'Null' })

  const answer = async (session: Session, sql: string, params: object | undefined, format: string): Promise<Uint8Array> => {
    const bound = params !== undefined && Object.keys(params).length > 0
    return (await (bound ? session.queryBindAsync(sql, params, { format }) : session.queryAsync(sql, { format }))).bytes()
  }
  return {
    embedded: true,
    rows: async <T>(sql: string, options?: { params?: object }) => rowsOf<T>(await answer(reading, sql, options?.params, 'JSONEachRow')),
    stream: async function* <T>(sql: string, options?: { params?: object }) {
      const bytes = await answer(reading, sql, options?.params, 'JSONEachRow')
      for (let from = 0; from < bytes.length;) {
        let to = from
        for (let rows = 0; rows < blockRows && to < bytes.length; rows++) to = endOfLine(bytes, to)
        yield rowsOf<T>(bytes.subarray(from, to))
        from = to
      }
    },
    run: async (sql, options) => {
      await answer(writing, sql, options?.params, 'Null')
    },
    insert: async (table, rows) => {
      const [first] = rows
      if (first === undefined) return
      const columns = Object.keys(first)
      const lines = rows.map((row) => JSON.stringify(columns.map((column) => (row as Readonly<Record<string, unknown>>)[column])))
      await writing.insert({ table, columns, values: Buffer.from(`${lines.join('\n')}\n`), format: 'JSONCompactEachRow' })
    },
    close: async () => {
      reading.close()
      writing.close()
    },
  }
}

/** A line of JSON a row; a line ends nowhere within one. */
function rowsOf<T>(bytes: Uint8Array): T[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString().trimEnd()
  return lines === '' ? [] : JSON.parse(`[${lines.replaceAll('\n', ',')}]`) as T[]
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(newline, from)
  return at === -1 ? bytes.length : at + 1
}
