/** How fast a CSV of people comes in and is taken back, over HTTP as the page does it, and whether memory stays flat. */
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cpuSeconds } from './cpu.ts'
import { newDataFolder, startServer, type ServerProcess } from '../test/server-process.ts'

const given = ['Anna', 'Bert', 'Cora', 'Dirk', 'Emma', 'Fien', 'Gust', 'Hanne', 'Ines', 'Jonas', 'Kaat', 'Lena', 'Mats', 'Nele', 'Otto', 'Pia', 'Rik', 'Sofie', 'Tess', 'Wout']
const family = ['Kreek', 'Woolbourne', 'Fengate', 'Verbiezen', 'Regenhaus', 'Pembsy', 'Marlcombe', 'Zandvoort', 'Heathgate', 'Lentewiel', 'Norrby', 'Okonjo', 'Silvano', 'Tidewater', 'Umbra', 'Vesper']
const places = ['Ghent', 'Lille', 'Porto', 'Delft', 'Turku', 'Graz']

/** A customer list: number, name, mail, telephone of every third, place, a trait and a choice; every twentieth row comes again. */
async function writeFile(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  out.write('Customer number,Name,Email,Phone,City,Segment,Newsletter\n')
  for (let from = 0; from < rows; from += 10_000) {
    let text = ''
    for (let n = from; n < Math.min(rows, from + 10_000); n++) {
      const who = n % 20 === 19 ? n - 7 : n
      const [first, last] = [given[who % 20] ?? '', family[Math.floor(who / 20) % 16] ?? '']
      text += `C-${who},${first} ${last} ${who},${first}.${last}.${who}@list.example,${who % 3 === 0 ? `+3247${String(who).padStart(7, '0')}` : ''},${places[who % 6] ?? ''},${who % 5 === 0 ? 'gold' : 'plain'},${who % 2 === 0 ? 'yes' : 'no'}\n`
    }
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

interface View { id: string; state: string; words: string; rowsRead: number; created: number; changed: number; unchanged: number; joined: number; refused: number; keptCount: number }

const megabytes = (server: ServerProcess): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid ?? 0}/status`, 'utf8'))?.[1] ?? 0) / 1_024

/** Options: rows (default 1000000), rows after which to stop and print (default all), `undo` or `keep`. */
export async function run(args: string[]): Promise<void> {
  const [rows, until, after] = [Number(args[0] ?? 1_000_000), Number(args[1] ?? 0) || Infinity, args[2] ?? 'undo']
  const scratch = mkdtempSync(join(tmpdir(), 'rapport-import-'))
  const path = join(scratch, 'people.csv')
  await writeFile(path, rows)
  const server = await startServer(newDataFolder())
  try {
    const seconds = async (work: () => Promise<unknown>): Promise<number> => { const from = performance.now(); await work(); return (performance.now() - from) / 1_000 }
    let one: View | null = null
    const uploadS = await seconds(async () => {
      const answer = await fetch(`${server.url}/api/v1/people-imports?what=people&fileName=people.csv`, { method: 'POST', body: createReadStream(path) as unknown as ReadableStream, duplex: 'half', headers: { authorization: `Bearer ${server.key}`, 'content-type': 'text/csv', 'content-length': String(statSync(path).size) } } as RequestInit)
      one = await answer.json() as View
    })
    const id = (one as View | null)?.id ?? ''
    let mapping: unknown
    const previewS = await seconds(async () => { mapping = ((await server.call('POST', `/people-imports/${id}/preview`, {})).body as { mapping: unknown }).mapping })
    const steps: object[] = []
    let most = 0
    const follow = async (done: readonly string[], every: number): Promise<View> => {
      let [before, at] = [0, performance.now()]
      for (;;) {
        await wait(500)
        const view = (await server.call('GET', `/people-imports/${id}`)).body as View
        const memory = megabytes(server)
        most = Math.max(most, memory)
        if (view.rowsRead - before >= every || done.includes(view.state) || view.rowsRead >= until) {
          if (view.rowsRead > before) steps.push({ 'rows': view.rowsRead, 'rows a second': Math.round((view.rowsRead - before) / ((performance.now() - at) / 1_000)), 'memory MB': Math.round(memory) })
          ;[before, at] = [view.rowsRead, performance.now()]
        }
        if (done.includes(view.state) || view.rowsRead >= until) return view
      }
    }
    await server.call('POST', `/people-imports/${id}/start`, { mapping })
    let last: View | null = null
    const burnt = cpuSeconds(server)
    const importS = await seconds(async () => { last = await follow(['finished', 'failed', 'paused'], Math.max(1, Math.floor(Math.min(rows, until) / 10))) })
    console.table(steps)
    const view = last as View | null
    const now = cpuSeconds(server)
    const perThousand = (used: number): number => Math.round((used * 1_000_000) / (view?.rowsRead ?? 1))
    console.log(view?.words)
    let undoS: number | null = null
    if (after === 'undo') {
      if (view?.state === 'running') await server.call('POST', `/people-imports/${id}/pause`)
      undoS = await seconds(async () => {
        await server.call('POST', `/people-imports/${id}/undo`)
        for (;;) {
          await wait(500)
          most = Math.max(most, megabytes(server))
          const now = (await server.call('GET', `/people-imports/${id}`)).body as View
          if (now.state === 'undone') { console.log(now.words); return }
        }
      })
    }
    console.table([{ 'upload s': uploadS.toFixed(1), 'preview s': previewS.toFixed(2), 'import s': importS.toFixed(1), 'rows a second': Math.round((view?.rowsRead ?? 0) / importS), 'server CPU ms per 1,000': perThousand(now.server - burnt.server), 'PostgreSQL CPU ms per 1,000': perThousand(now.postgres - burnt.postgres), 'undo s': undoS?.toFixed(1) ?? '-', 'most memory MB': Math.round(most) }])
  } finally {
    await server.remove()
    rmSync(scratch, { recursive: true })
  }
}
