/** How long a warm start takes until the first page, what it weighs, and how much memory it all needs idle. */
import { readFileSync, readdirSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { newDataFolder, percentile, startServer } from '../test/server-process.ts'

/** Resident memory of a process and all it started, in MB; shared pages counted once a process. */
function memoryMb(root: number): number {
  const parents = new Map<number, number>()
  const own = new Map<number, number>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
      own.set(Number(entry), Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024)
    } catch {
      // It ended while we looked.
    }
  }
  const belongs = (pid: number): boolean => pid === root || (parents.has(pid) && belongs(parents.get(pid) ?? 0))
  return [...own].filter(([pid]) => belongs(pid)).reduce((sum, [, mb]) => sum + mb, 0)
}

/** Options: repetitions (default 5). */
export async function run(args: string[]): Promise<void> {
  const folder = newDataFolder()
  await (await startServer(folder)).stop()
  const starts: number[] = []
  const pages: number[] = []
  let idleMb = 0
  let scriptKb = 0
  for (let n = 0; n < Number(args[0] ?? 5); n++) {
    const server = await startServer(folder)
    const askedAt = performance.now()
    const html = await (await fetch(server.url)).text()
    const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '')
    const bodies = await Promise.all(scripts.map(async (path) => Buffer.from(await (await fetch(server.url + path)).arrayBuffer())))
    pages.push(performance.now() - askedAt)
    scriptKb = bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0) / 1_000
    starts.push(server.startMs + (pages.at(-1) ?? 0))
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    idleMb = memoryMb(server.process.pid ?? 0)
    await server.stop()
  }
  console.table([{ 'first page p50 ms': Math.round(percentile(starts, 0.5)), 'slowest ms': Math.round(Math.max(...starts)), 'of it the page ms': Math.round(percentile(pages, 0.5)), 'script on first load kB (br)': Math.round(scriptKb), 'idle memory MB (PSS, engines included)': Math.round(idleMb) }])
}
