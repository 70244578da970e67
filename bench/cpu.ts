/** What the server and its PostgreSQL burn: processor seconds, which a busy machine does not stretch as it stretches the clock. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerProcess } from '../test/server-process.ts'

/** Clock ticks a second of `/proc/PID/stat` on Linux. */
const ticksPerSecond = 100

export interface CpuSeconds {
  /** Main thread, worker threads and the embedded ClickHouse. */
  readonly server: number
  readonly postgres: number
}

/** Own time and that of children that ended, in seconds; 0 for a process that is gone. Source: proc(5), fields 4 and 14 to 17. */
function statOf(pid: number): { parent: number; seconds: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), seconds: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond }
  } catch {
    return { parent: 0, seconds: 0 }
  }
}

/** So far, since the start of the server. */
export function cpuSeconds(server: ServerProcess): CpuSeconds {
  const postmaster = Number(readFileSync(join(server.config.dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const backends = readdirSync('/proc').map(Number).filter((pid) => pid > 0).map(statOf).filter(({ parent }) => parent === postmaster)
  return { server: statOf(server.process.pid ?? 0).seconds, postgres: statOf(postmaster).seconds + backends.reduce((sum, { seconds }) => sum + seconds, 0) }
}
