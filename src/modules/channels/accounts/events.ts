/** What mail and webhooks are told of our accounts: before a way in ends, and when a network refuses us. */
import { z } from 'zod'
import { eventType } from '../../../kernel/event.ts'
import type { Letter, LetterLanguage } from '../../../kernel/letter.ts'

const time = z.iso.datetime()
const about = { account: z.guid(), channel: z.string(), name: z.string().describe('As it is called here.'), handle: z.string().nullable() }
const expiringData = z.object({ ...about, endsAt: time, hasEnded: z.boolean(), because: z.string().nullable().describe('Why it could not be renewed; null where it cannot renew itself.') })
const lostData = z.object({ ...about, since: time, because: z.string() })

const example = { account: '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e', channel: 'bluesky', name: 'Velora on Bluesky', handle: 'velora.example' }

function expiring(data: z.output<typeof expiringData>, language: LetterLanguage): Letter {
  const day = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(Date.parse(data.endsAt))
  const reason = data.because === null ? [] : [data.because]
  return {
    en: {
      subject: data.hasEnded ? `${data.name} no longer hears or sends anything` : `The access of ${data.name} ends soon`,
      opening: data.hasEnded ? `Our access to ${data.name} ended on ${day} (UTC). Until somebody connects it again, nothing comes in and nothing goes out there.` : `Our access to ${data.name} ends on ${day} (UTC), and it is not renewed by itself.`,
      paragraphs: [...reason, 'Connecting again takes a minute; nothing that was said meanwhile is lost.'],
      action: { label: 'Connect again', path: '/settings/accounts' },
    },
    nl: {
      subject: data.hasEnded ? `${data.name} hoort en verstuurt niets meer` : `De toegang van ${data.name} loopt binnenkort af`,
      opening: data.hasEnded ? `Onze toegang tot ${data.name} is op ${day} (UTC) afgelopen. Tot iemand opnieuw verbindt, komt daar niets binnen en gaat er niets uit.` : `Onze toegang tot ${data.name} loopt af op ${day} (UTC) en wordt niet vanzelf verlengd.`,
      paragraphs: [...reason, 'Opnieuw verbinden duurt een minuut; wat intussen gezegd werd, gaat niet verloren.'],
      action: { label: 'Opnieuw verbinden', path: '/settings/accounts' },
    },
  }[language]
}

function lost(data: z.output<typeof lostData>, language: LetterLanguage): Letter {
  return {
    en: { subject: `${data.name} does not let us in`, opening: `${data.name} refuses our access, so nothing comes in and nothing goes out there.`, paragraphs: [data.because], action: { label: 'Connect again', path: '/settings/accounts' } },
    nl: { subject: `${data.name} laat ons niet binnen`, opening: `${data.name} weigert onze toegang, dus er komt niets binnen en er gaat niets uit.`, paragraphs: [data.because], action: { label: 'Opnieuw verbinden', path: '/settings/accounts' } },
  }[language]
}

export const accountEvents = [
  eventType({ type: 'account.expiring', summary: 'The access of one of our accounts ends soon, or has ended', data: expiringData, example: { ...example, endsAt: '2026-12-14T09:00:00.000Z', hasEnded: false, because: null }, needs: 'accounts.read', letter: expiring }),
  eventType({ type: 'account.lost', summary: 'A network refuses one of our accounts', data: lostData, example: { ...example, since: '2026-11-30T09:00:00.000Z', because: 'The app password is not valid (any more). Make a new one and connect again.' }, needs: 'accounts.read', letter: lost }),
]
