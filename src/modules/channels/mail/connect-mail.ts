/** Tries both ways of a mailbox: in over IMAP, out over SMTP. */
import { Invalid } from '../../../kernel/fault.ts'
import type { ConnectContext, Connected } from '../account-contract.ts'
import { foldersOf, openImap } from './imap.ts'
import type { MailSettings } from './manifest.ts'
import { credentialsIn, usesOauth, withFreshToken } from './sign-in.ts'
import { openSmtp } from './smtp.ts'

export async function connectMail(given: MailSettings, context: ConnectContext): Promise<Connected<MailSettings>> {
  if (given.password === '' && !usesOauth(given)) throw new Invalid('A password is needed, or OAuth2 with its token address and refresh token.', { path: '/settings/password' }, 'mail.no-password')
  const settings = { ...(usesOauth(given) ? await withFreshToken(given, context) : given), connectedAt: given.connectedAt === 0 ? context.clock.now() : given.connectedAt }
  const credentials = credentialsIn(settings)
  const client = await openImap(settings, credentials, context)
  try {
    const folders = await foldersOf(client, settings)
    const missing = settings.folders.filter((one) => !folders.some(({ path }) => path.toLowerCase() === one.toLowerCase()))
    if (missing.length > 0) throw new Invalid(`There is no folder "${missing[0]}" in this mailbox. These are there: ${(await client.list()).slice(0, 30).map(({ path }) => path).join(', ')}.`, { path: '/settings/folders' }, 'mail.no-such-folder')
  } finally {
    client.close()
  }
  const smtp = await openSmtp(settings, credentials, context)
  smtp.connection.quit()
  smtp.close()
  return { settings, externalId: settings.address.toLowerCase(), handle: settings.address.toLowerCase(), name: settings.name === '' ? settings.address : settings.name, avatarUrl: null, expiresAt: null }
}
