/** Sends a file while saying how far it is. */
import { faultFrom } from '../../../api/fault.ts'
import { queryString } from '../../../api/client.ts'
import type { OutputOf } from '../../../api/routes.ts'

export type Uploaded = OutputOf<'post', '/uploads'>

/**
 * @param onProgress Told the share that was sent, 0 to 1.
 * @throws {ApiFault}
 */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/uploads${queryString({ name: file.name })}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => { if (lengthComputable) onProgress(loaded / total) })
    const refuse = (): void => reject(faultFrom(request.status, parsed(request.responseText)))
    request.addEventListener('load', () => { const answer = parsed(request.responseText); if (request.status < 300 && answer !== null) resolve(answer as Uploaded); else refuse() })
    request.addEventListener('error', refuse)
    request.addEventListener('abort', refuse)
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
