/** Going to a network's own page to be let in, and coming back. What is to be known then waits in this tab, sealed by the server. */
import { api } from '../../../api/client.ts'
import type { Account, InputOf } from '../../../api/routes.ts'

const key = 'authorising'

/** @returns where to go */
export async function beginAuthorising(body: InputOf<'post', '/accounts/authorise'>['body']): Promise<string> {
  const { address, pending } = await api('post', '/accounts/authorise', { body })
  sessionStorage.setItem(key, pending)
  return address
}

/** @throws when this tab began nothing, or the server does not take it */
export async function finishAuthorising(code: string, state: string): Promise<Account> {
  const pending = sessionStorage.getItem(key) ?? ''
  sessionStorage.removeItem(key)
  return api('post', '/accounts/authorised', { body: { pending, state, code } })
}
