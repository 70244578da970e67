/** Sessions and passwords, which live beside the API under `/api/auth`. */
import { sendJson } from './client.ts'

/** One place where somebody is signed in. */
export interface Session {
  readonly id: string
  readonly token: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly expiresAt: string
  readonly ipAddress?: string | null
  readonly userAgent?: string | null
}

const base = '/api/auth'

export async function signIn(email: string, password: string): Promise<void> {
  await sendJson('post', `${base}/sign-in/email`, { email, password, rememberMe: true })
}

/** Answers the same whether there is such an account or not. */
export async function askForReset(email: string): Promise<void> {
  await sendJson('post', `${base}/request-password-reset`, { email })
}

/** @param token From the link in the mail. */
export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await sendJson('post', `${base}/reset-password`, { token, newPassword })
}

export async function signOut(): Promise<void> {
  await sendJson('post', `${base}/sign-out`, {})
}

/** @param signOutElsewhere Ends every other session, for who fears that somebody knows the old password. */
export async function changePassword(currentPassword: string, newPassword: string, signOutElsewhere: boolean): Promise<void> {
  await sendJson('post', `${base}/change-password`, { currentPassword, newPassword, revokeOtherSessions: signOutElsewhere })
}

export async function listSessions(): Promise<readonly Session[]> {
  return (await sendJson('get', `${base}/list-sessions`)) as Session[]
}

/** The id of the session this page uses; null when it cannot be told. */
export async function currentSession(): Promise<string | null> {
  const answer = (await sendJson('get', `${base}/get-session`)) as { session?: { id?: string } } | null
  return answer?.session?.id ?? null
}

export async function endSession(token: string): Promise<void> {
  await sendJson('post', `${base}/revoke-session`, { token })
}

export async function endOtherSessions(): Promise<void> {
  await sendJson('post', `${base}/revoke-other-sessions`, {})
}

/** Signs out everywhere, here too. */
export async function endAllSessions(): Promise<void> {
  await sendJson('post', `${base}/revoke-sessions`, {})
}
