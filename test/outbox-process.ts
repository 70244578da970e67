/** An outbox in a process of its own, to be killed: sends over HTTP to the network that the test plays. */
import type { OutgoingMessage, Sent } from '../src/kernel/message.ts'
import { SendFault } from '../src/kernel/send-fault.ts'
import { runOutbox } from '../src/modules/conversations/answering/outbox-runner.ts'
import { silentLog } from '../src/platform/logs.ts'
import { connect } from '../src/platform/postgres/database.ts'
import { openNotifications } from '../src/platform/postgres/notifications.ts'

const [url = '', network = '', repeatable = '', single = ''] = process.argv.slice(2)
const postgres = connect(url)
const { db } = postgres

async function send(account: string, message: OutgoingMessage): Promise<Sent> {
  const answer = await fetch(`${network}/${account}`, { method: 'POST', body: JSON.stringify({ key: message.key, text: message.text }) }).catch((thrown: unknown) => {
    throw new SendFault('The connection broke.', 'test.broke', 'unknown', { cause: thrown })
  })
  if (answer.status === 503) throw new SendFault('Busy.', 'test.busy', 'later', { retryAfterSeconds: 0 })
  const { id } = (await answer.json().catch((thrown: unknown) => { throw new SendFault('The answer broke.', 'test.broke', 'unknown', { cause: thrown }) })) as { id: string }
  return { externalId: id, at: Date.now() }
}

const abilities = { visibilities: ['private'], text: { max: null, unit: 'graphemes' }, subject: false, html: false, attachments: null, windowHours: null, templates: false, begins: true, edits: false, deletes: false, receipts: [] } as const
await runOutbox({
  // Hours pass in a second, so that what a killed process held is soon anybody's again.
  db, clock: { now: () => Date.now() + Math.floor(process.uptime() * 1_000) * 400 }, log: silentLog, notifications: openNotifications(postgres), random: () => 0,
  accounts: {
    all: async () => [{ id: repeatable, isRepeatable: true }, { id: single, isRepeatable: false }].map(({ id, isRepeatable }) => ({ id, channel: 'chat', name: id, handle: null, externalId: 'us', ready: true, abilities: { ...abilities, repeatable: isRepeatable } })),
    send, unsend: async () => undefined, fetchAttachment: async () => Promise.reject(new Error('none')),
  },
  hooks: [], telling: { announce: async () => undefined, mail: async () => false }, takeInSent: async (_interaction, alongside) => { await db.transaction().execute(alongside) },
}, new AbortController().signal)
