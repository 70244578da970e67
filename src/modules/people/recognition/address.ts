/** Brings addresses that people share by writing (mail, telephone) to one form, so that the same address is the same identity. */
import { cleanText } from '../../../kernel/admission.ts'
import { Invalid } from '../../../kernel/fault.ts'
import { channelName } from '../../../kernel/interaction.ts'

/**
 * The external id of an address: mail in lower case, a telephone number as
 * `+` and digits where the country is said, others as they are.
 *
 * @throws {Invalid} when it is no address of that channel.
 */
export function addressOf(channel: string, text: string): string {
  if (!channelName.safeParse(channel).success) throw new Invalid(`"${channel.slice(0, 60)}" is no channel: write lower-case letters, digits and hyphens, at most 32, for example "mail".`, { path: 'channel' }, 'people.channel')
  const cleaned = cleanText(text).trim()
  if (cleaned === '' || cleaned.length > 1_024) throw new Invalid(`An identity of "${channel}" needs an id of 1 to 1,024 characters; this one has ${cleaned.length}.`, { path: 'externalId' }, 'people.external-id')
  if (channel === 'mail') return mail(cleaned)
  if (channel === 'phone') return phone(cleaned)
  return cleaned
}

function mail(text: string): string {
  const address = text.replace(/^mailto:/i, '').toLowerCase()
  if (!/^[^\s@<>",;]+@[^\s@<>",;]+$/.test(address)) throw new Invalid(`"${text.slice(0, 100)}" is no mail address; one looks like name@host.example.`, { path: 'externalId' }, 'people.mail')
  return address
}

function phone(text: string): string {
  const digits = text.normalize('NFKC').replaceAll(/\(0\)/g, '').replaceAll(/\D/g, '')
  if (digits.length < 5 || digits.length > 17) throw new Invalid(`"${text.slice(0, 100)}" is no telephone number: it has ${digits.length} digits. Write it with its country, for example +32 470 00 00 00.`, { path: 'externalId' }, 'people.phone')
  if (/^\D*\+/.test(text)) return `+${digits}`
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}
