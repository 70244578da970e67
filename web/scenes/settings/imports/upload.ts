/** Uploads a file as the body of a request, with progress: `fetch` cannot tell how far it is. */
import { apiAddress } from '../../../api/client.ts'
import { ApiFault, faultFrom, offlineCode } from '../../../api/fault.ts'
import type { Import } from '../../../api/routes.ts'

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * @param onProgress Bytes sent so far.
 * @param people What a file of people holds; left out, it holds old posts.
 * @throws {ApiFault}; a `DOMException` named AbortError after the signal.
 */
export function upload(file: File, onProgress: (sentBytes: number) => void, signal: AbortSignal, people?: string): Promise<Pick<Import, 'id'>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const address = apiAddress(people === undefined ? '/imports' : '/people-imports')
    request.open('POST', `${address}?${new URLSearchParams({ fileName: file.name, ...(people === undefined ? {} : { what: people }) }).toString()}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.addEventListener('load', () => {
      const body = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(body as Import)
      else reject(faultFrom(request.status, body))
    })
    request.addEventListener('error', () => reject(new ApiFault({ status: 0, code: offlineCode, message: 'The upload broke off.' })))
    request.addEventListener('abort', () => reject(new DOMException('The upload was stopped.', 'AbortError')))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
