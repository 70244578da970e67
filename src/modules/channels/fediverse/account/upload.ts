/** Brings a file to our server before the post that shows it. */
import { secondMs } from '../../../../kernel/instant.ts'
import type { OutgoingFile } from '../../../../kernel/message.ts'
import { SendFault } from '../../../../kernel/send-fault.ts'
import { pause } from '../../../../platform/pause.ts'
import type { AccountContext } from '../../account-contract.ts'
import { multipartOf, wholeFile } from '../../multipart.ts'
import { objectOf } from '../../untrusted-json.ts'
import { idOf } from '../status.ts'
import type { FediverseAccountSettings } from './manifest.ts'
import type { Session } from './session.ts'

const readyTries = 60
const readyEveryMs = secondMs

/** @returns the number under which the server keeps it */
export async function uploaded(file: OutgoingFile, session: Session, { files, settings: { limits }, signal }: AccountContext<FediverseAccountSettings>): Promise<string> {
  const { host } = session.base
  const name = file.name.slice(0, 100)
  const most = file.mediaType.startsWith('image/') ? limits.imageBytes : limits.filmBytes
  if (file.bytes > most) throw new SendFault(`"${name}" is ${Math.round(file.bytes / 100_000) / 10} MB, and ${host} takes ${Math.round(most / 100_000) / 10} MB. Make it smaller.`, 'fediverse.file-too-large', 'refused')
  const alt = file.alt ?? ''
  if (alt.length > limits.altCharacters) throw new SendFault(`The description of "${name}" has ${alt.length} characters; ${host} takes ${limits.altCharacters}.`, 'fediverse.alt-too-long', 'refused')
  const form = multipartOf(alt === '' ? {} : { description: alt }, [{ field: 'file', name: file.name, mediaType: file.mediaType, bytes: await wholeFile(files, file.file) }])
  // Nobody sees a file without a post, so bringing it twice does no harm.
  const { status, body } = await session.ask('/api/v2/media', { method: 'POST', form }).catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'fediverse.unexpected-status') throw new SendFault(`${host} does not take "${name}": ${thrown.message}`, 'fediverse.file-refused', 'refused', { cause: thrown })
    throw thrown
  })
  const id = idOf(objectOf(body)?.['id'])
  if (id === undefined) throw new SendFault(`${host} took "${name}" without saying under which number.`, 'fediverse.file', 'later')
  for (let tries = 0; status === 202 && tries < readyTries; tries++) {
    await pause(readyEveryMs, signal)
    // 206: it is still being made ready.
    if ((await session.ask(`/api/v1/media/${encodeURIComponent(id)}`)).status === 200) return id
  }
  if (status === 202) throw new SendFault(`${host} is still making "${name}" ready. It is tried again.`, 'fediverse.file-slow', 'later', { retryAfterSeconds: 60 })
  return id
}
