/** ClickHouse in this process: chdb's own connections, without the detour over a client made for a server. */
import { createRequire } from 'node:module'
import { formatQueryParams } from '@clickhouse/client-common'
import type { Clickhouse } from './open.ts'
import { sessionSettings } from './settings.ts'

/** What is used of chdb's `Session`: a connection to the one engine of the process, which does one thing at a time. */
interface Session {
  queryAsync(sql: string, options: { format: string }): Promise<{ bytes(): Uint8Array }>
  insert(insert: { table: string; columns: readonly string[]; values: Buffer; format: string }): Promise<unknown>
  close(): void
}

type Parameters = Readonly<Record<string, unknown>>

/** Rows that are read of an answer between two looks at who else waits. */
const blockRows = 1_000
const newline = 10
/** Questions, writes and other acts that go on at the same time. A long question leaves the others their connections. */
const connections = { reading: 4, inserting: 3, running: 1 } as const
/** Bound values travel in a statement of their own, and may be lists of many thousands. */
const longestStatement = 64_000_000

/** Connections that are used by one at a time; who finds none free waits for the next. */
function pool(sessions: readonly Session[]) {
  const free = [...sessions]
  const waiting: ((session: Session) => void)[] = []
  return async <T>(act: (session: Session) => Promise<T>): Promise<T> => {
    const session = free.pop() ?? (await new Promise<Session>((resolve) => waiting.push(resolve)))
    try {
      return await act(session)
    } finally {
      const next = waiting.shift()
      if (next) next(session)
      else free.push(session)
    }
  }
}

/** The text of a value as a literal of SQL. */
const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`

/**
 * Asks on a connection that nobody else uses meanwhile. Values are bound as
 * settings of the connection (`param_…`), as a ClickHouse server does it: they
 * never become part of the question.
 */
async function ask(session: Session, sql: string, params: Parameters | undefined, format: string): Promise<Uint8Array> {
  const bound = Object.entries(params ?? {}).map(([name, value]) => `param_${name} = ${quoted(formatQueryParams({ value }))}`)
  if (bound.length > 0) await session.queryAsync(`set ${bound.join(', ')}`, { format: 'Null' })
  return (await session.queryAsync(sql, { format })).bytes()
}

/**
 * Several connections, as one of them does one thing after the other: writing
 * has to go on however long a question takes, and so have short questions.
 * Settings are given once, as each statement that repeats them is read again.
 */
export async function openEmbedded(folder: string): Promise<Clickhouse> {
  const require = createRequire(import.meta.url)
  // CommonJS, and 300 MB of engine: loaded only by processes that use it.
  const { Session } = require('chdb') as { Session: new (path: string) => Session }
  const all: Session[] = []
  const open = async (count: number) => {
    const opened = Array.from({ length: count }, () => new Session(folder))
    const settings = Object.entries({ ...sessionSettings, max_query_size: longestStatement }).map(([name, value]) => `${name} = '${value}'`)
    for (const session of opened) await session.queryAsync(`set ${settings.join(', ')}`, { format: 'Null' })
    all.push(...opened)
    return pool(opened)
  }
  const [reading, inserting, running] = [await open(connections.reading), await open(connections.inserting), await open(connections.running)]
  const read = (sql: string, params: Parameters | undefined): Promise<Uint8Array> => reading((session) => ask(session, sql, params, 'JSONEachRow'))
  return {
    embedded: true,
    rows: async <T>(sql: string, options?: { params?: Parameters }) => rowsOf<T>(await read(sql, options?.params)),
    stream: async function* <T>(sql: string, options?: { params?: Parameters }) {
      const bytes = await read(sql, options?.params)
      for (let from = 0; from < bytes.length;) {
        let to = from
        for (let rows = 0; rows < blockRows && to < bytes.length; rows++) to = endOfLine(bytes, to)
        yield rowsOf<T>(bytes.subarray(from, to))
        from = to
      }
    },
    run: async (sql, options) => {
      await running((session) => ask(session, sql, options?.params, 'Null'))
    },
    insert: async (table, rows) => {
      const [first] = rows
      if (first === undefined) return
      const columns = Object.keys(first)
      const lines = rows.map((row) => JSON.stringify(columns.map((column) => (row as Readonly<Record<string, unknown>>)[column])))
      await inserting((session) => session.insert({ table, columns, values: Buffer.from(`${lines.join('\n')}\n`), format: 'JSONCompactEachRow' }))
    },
    close: async () => {
      for (const session of all) session.close()
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
