/** The events of this module itself: a test, and an endpoint that was switched off. */
import { z } from 'zod'
import { eventType } from '../../kernel/event.ts'

export const pinged = eventType({
  type: 'webhook.pinged',
  summary: 'Somebody tested the endpoint',
  data: z.object({ endpoint: z.guid(), by: z.string().describe('Name of who pressed the button.') }),
  example: { endpoint: '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e', by: 'duty-desk' },
})

const becauseWords = {
  en: { gone: 'It answered 410 Gone: it wants nothing any more.', failing: 'For a day nothing got through.' },
  nl: { gone: 'Het antwoordde 410 Gone: het wil niets meer ontvangen.', failing: 'Een dag lang kwam er niets aan.' },
} as const

export const disabled = eventType({
  type: 'webhook.disabled',
  summary: 'An endpoint was switched off because it could not be reached for a day, or wants nothing any more',
  data: z.object({ endpoint: z.guid(), name: z.string(), host: z.string(), code: z.enum(['gone', 'failing']), because: z.string(), failingSince: z.iso.datetime(), waiting: z.int().describe('Events that were not delivered.') }),
  example: { endpoint: '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e', name: 'Warehouse', host: 'hooks.example', code: 'failing', because: 'hooks.example refuses the connection: nothing listens there. Check the host and the port.', failingSince: '2026-11-21T09:30:00.000Z', waiting: 12 },
  needs: 'webhooks.manage',
  letter: ({ endpoint, name, host, code, because, failingSince, waiting }, language) => ({
    en: {
      subject: `The webhook "${name}" was switched off`,
      opening: `Rapport no longer sends events to the webhook "${name}" (${host}).`,
      paragraphs: [becauseWords.en[code], 'What was not delivered is kept for 30 days: mend the receiver, switch the webhook on again, and replay the span it missed.'],
      facts: [['Failing since', failingSince], ['Last reason', because], ['Not delivered', String(waiting)]] as const,
      action: { label: 'Open the webhook', path: `/settings/webhooks?open=${endpoint}` },
      closing: 'Owners get this by themselves, because nobody else would notice.',
    },
    nl: {
      subject: `De webhook "${name}" is uitgeschakeld`,
      opening: `Rapport stuurt geen gebeurtenissen meer naar de webhook "${name}" (${host}).`,
      paragraphs: [becauseWords.nl[code], 'Wat niet is afgeleverd, blijft 30 dagen bewaard: herstel de ontvanger, zet de webhook weer aan en stuur de gemiste periode opnieuw.'],
      facts: [['Mislukt sinds', failingSince], ['Laatste reden', because], ['Niet afgeleverd', String(waiting)]] as const,
      action: { label: 'Open de webhook', path: `/settings/webhooks?open=${endpoint}` },
      closing: 'Eigenaars krijgen dit vanzelf, omdat niemand anders het zou merken.',
    },
  })[language],
})
