/** `npm run bench -- NAME [options]`: measures one thing and prints a table. Benchmarks never fail a test. */
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

interface Bench {
  run(args: string[]): Promise<void>
}

const names = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.ts') && !['run.ts', 'posts.ts'].includes(file)).map((file) => file.slice(0, -3)).toSorted()
const [name, ...args] = process.argv.slice(2)
if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME [options]\nThere are: ${names.join(', ')}.`)
  process.exit(2)
}
console.log(`${name} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'} · ${Math.round(totalmem() / 2 ** 30)} GiB\n`)
const bench = (await import(`./${name}.ts`)) as Bench
await bench.run(args)
