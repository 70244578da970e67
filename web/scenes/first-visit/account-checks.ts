/** What an account's fields must be, said before the server has to. */
import type { Words } from '../../words/words.tsx'

/** As the server counts it: `src/modules/members/api.ts`. */
export const passwordLength = 10

/** An address has one @ with something before it and a host with a dot after it; the mail itself proves the rest. */
export function looksLikeMail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim())
}

type Say = Pick<Words, 't'>

export function emailFault(email: string, { t }: Say): string | null {
  return looksLikeMail(email) ? null : t('entry.emailNeeded')
}

export function nameFault(name: string, { t }: Say): string | null {
  return name.trim() === '' ? t('entry.nameNeeded') : null
}

export function newPasswordFault(password: string, { t }: Say): string | null {
  return password.length >= passwordLength ? null : t('entry.passwordShort', { n: passwordLength - password.length })
}
