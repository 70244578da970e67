/** Every command by name. A command is loaded only when it is asked for, so that none pays for another's engines. */
import type { Command } from 'commander'

export interface ListedCommand {
  readonly name: string
  /** One line for the overview. */
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const commandList: readonly ListedCommand[] = [
  { name: 'start', summary: 'run Rapport: engines, channels, page and API', load: async () => (await import('./start.ts')).startCommand() },
  { name: 'stop', summary: 'stop the Rapport that runs from this data folder', load: async () => (await import('./stop.ts')).stopCommand() },
  { name: 'doctor', summary: 'check the installation and say what is wrong', load: async () => (await import('./doctor.ts')).doctorCommand() },
  { name: 'import', summary: 'take in a file: old posts, people, companies, purchases, relations', load: async () => (await import('./import.ts')).importCommand((await import('./import-here.ts')).importHere, (await import('./import-here.ts')).withServerHere) },
  { name: 'alarms', summary: 'replay history and say which alarms it would have raised', load: async () => (await import('./alarms.ts')).alarmsCommand((await import('./start-here.ts')).startHere) },
  { name: 'match', summary: 'put a file of queries to a file of posts', load: async () => (await import('./match.ts')).matchCommand() },
  { name: 'spikes', summary: 'find spikes in a file of counts over time', load: async () => (await import('./spikes.ts')).spikesCommand() },
  { name: 'classify', summary: 'tell language, sentiment, emotion and intent of posts, without a server', load: async () => (await import('./classify.ts')).classifyCommand() },
  { name: 'link', summary: 'find the people behind the rows of one or two files', load: async () => (await import('./link.ts')).linkCommand() },
  { name: 'user', summary: 'add, list and change members', load: async () => (await import('./user.ts')).userCommand() },
  { name: 'key', summary: 'make, list and remove API keys', load: async () => (await import('./key.ts')).keyCommand() },
  { name: 'audit', summary: 'hold the record of who did what against its seals', load: async () => (await import('./audit.ts')).auditCommand() },
  { name: 'install', summary: 'install what is needed and build the page, without starting', load: async () => (await import('./install.ts')).installCommand() },
  { name: 'version', summary: 'print the versions of Rapport and of what it runs on', load: async () => (await import('./version.ts')).versionCommand() },
]
