/** Reads a large generated archive and reports speed and memory: `npm run bench -- archive [megabytes]`. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGzip } from 'node:zlib'
import { mappingSchema } from '../src/modules/channels/api.ts'
import { readArchive } from '../src/modules/channels/archive/read-archive.ts'

const words = 'the tram is late again and nobody at the stop knows why while it rains, "again" & again on the ring road near the harbour'.split(' ')

/** Rows that differ, with quotes and line ends in some of them. */
async function write(path: string, megabytes: number): Promise<number> {
  const gzip = path.endsWith('.gz') ? createGzip({ level: 1 }) : null
  const file = createWriteStream(path)
  gzip?.pipe(file)
  const out = gzip ?? file
  let seed = 42
  const random = (below: number) => { seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff; return seed % below }
  out.write('id,created_at,user,text,likes\r\n')
  let rows = 0
  for (let length = 0; length < megabytes * 1_000_000;) {
    const lines: string[] = []
    for (let row = 0; row < 1_000; row++) {
      const text = Array.from({ length: 5 + random(30) }, () => words[random(words.length)]).join(random(20) === 0 ? '\n' : ' ')
      lines.push(`${rows++},2026-0${1 + random(9)}-1${random(9)} 1${random(9)}:0${random(9)},user${random(100_000)},"${text.replaceAll('"', '""')}",${random(500)}\r\n`)
    }
    const piece = lines.join('')
    length += piece.length
    if (!out.write(piece)) await once(out, 'drain')
  }
  out.end()
  await once(file, 'close')
  return rows
}

export async function run(args: readonly string[]): Promise<void> {
  const megabytes = Number(args[0] ?? 300)
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'))
  try {
    const table: Record<string, string | number>[] = []
    for (const [name, withId] of [['plain.csv', true], ['plain.csv', false], ['packed.csv.gz', true]] as const) {
      const path = join(folder, name)
      const written = await write(path, megabytes)
      const columns = [{ column: 'id', target: withId ? 'externalId' : 'extra' }, { column: 'created_at', target: 'at' }, { column: 'user', target: 'author.handle' }, { column: 'text', target: 'text' }, { column: 'likes', target: 'metrics.likes' }]
      const mapping = mappingSchema.parse({ channel: 'x', format: 'csv', delimiter: ',', columns })
      let rows = 0
      let highest = 0
      const start = performance.now()
      for await (const batch of readArchive(path, mapping, null, new AbortController().signal)) {
        rows += batch.items.length
        if (rows % 50_000 === 0) highest = Math.max(highest, process.memoryUsage().rss)
      }
      const seconds = (performance.now() - start) / 1_000
      table.push({ file: name, id: withId ? 'column' : 'content', megabytes, rows, 'all read': rows === written ? 'yes' : 'NO', seconds: seconds.toFixed(1), 'rows/s': Math.round(rows / seconds), 'MB/s': (megabytes / seconds).toFixed(1), 'highest RSS, MB': Math.round(highest / 1e6) })
      rmSync(path)
    }
    console.table(table)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
