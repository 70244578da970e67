/** Imports a file through the API of a running installation, here or elsewhere. */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Fault, Unavailable, sentence } from '../kernel/fault.ts'
import type { ImportView, Mapping } from '../modules/channels/api.ts'

export interface ApiAccess {
  /** Of the installation, without a path. */
  readonly url: string
  readonly key: string
}

export type OnProgress = (view: ImportView) => void

const pollMs = 400

/** What the installation answered when it did not do what was asked. */
class Refused extends Fault {
  readonly code: string
  override readonly status: number
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** One call of the API. */
export async function apiCall<T>(access: ApiAccess, method: string, path: string, body?: Blob | object): Promise<T> {
  let response: Response
  try {
    response = await fetch(`${access.url.replace(/\/+$/, '')}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${access.key}`, ...(body === undefined || body instanceof Blob ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    })
  } catch (thrown) {
    throw new Unavailable(`Nothing answers at ${access.url}: ${sentence(thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown)}. Check the address, or leave --url out to import into the installation on this machine.`, 'import.unreachable', { cause: thrown })
  }
  const text = await response.text()
  if (response.ok) return (/json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text) as T
  const problem = problemOf(text)
  throw new Refused(response.status, problem.code, response.status === 401 ? `The key is not known at ${access.url}. Make one with "bin/rapport key create" and give it with --key or RAPPORT_KEY.` : problem.detail || `${access.url} answers ${response.status}.`)
}

function problemOf(text: string): { code: string; detail: string } {
  try {
    const { code, detail } = JSON.parse(text) as { code?: unknown; detail?: unknown }
    return { code: typeof code === 'string' ? code : 'import.refused', detail: typeof detail === 'string' ? detail : '' }
  } catch {
    return { code: 'import.refused', detail: text.slice(0, 200) }
  }
}

/** Uploads the file, or finds the import of it that was left unfinished, and follows it to its end. */
export async function importOverApi(access: ApiAccess, path: string, bytes: number, mapping: Mapping, onProgress: OnProgress): Promise<ImportView> {
  const fileName = basename(path).slice(0, 300)
  const { items } = await apiCall<{ items: ImportView[] }>(access, 'GET', '/imports?limit=200')
  const left = items.find((one) => one.fileName === fileName && one.bytes === bytes && (one.state === 'running' || one.state === 'paused') && sameMapping(one.mapping, mapping))
  let view = left ?? await apiCall<ImportView>(access, 'POST', `/imports?fileName=${encodeURIComponent(fileName)}`, await openAsBlob(path))
  if (left === undefined) view = await apiCall<ImportView>(access, 'POST', `/imports/${view.id}/start`, { mapping })
  else if (left.state === 'paused') view = await apiCall<ImportView>(access, 'POST', `/imports/${view.id}/resume`)
  while (view.state === 'running') {
    onProgress(view)
    await wait(pollMs)
    view = await apiCall<ImportView>(access, 'GET', `/imports/${view.id}`)
  }
  onProgress(view)
  return view
}

function sameMapping(a: Mapping | null, b: Mapping): boolean {
  return a !== null && JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

/** The order of keys does not survive a database. */
function ordered({ columns, ...rest }: Mapping): unknown {
  return [Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)), columns.map(({ column, target }) => [column, target])]
}
