/** What the four channels of Meta must be told. */
import { z } from 'zod'
import type { SettingField } from '../contract.ts'
import { graphAddress } from './graph.ts'

const number = (what: string) => z.string().trim().regex(/^\d{3,25}$/, `${what} is a number, as Meta shows it`)
const app = {
  appId: number('an app id'),
  appSecret: z.string().trim().regex(/^[0-9a-f]{32}$/i, 'an app secret is 32 letters and digits, as Meta shows it'),
  token: z.string().trim().min(20, 'an access token is longer').max(2_000),
  graph: z.url({ protocol: /^https?$/ }).default(graphAddress),
}

/** Of a page, for Facebook, Messenger and Instagram. */
export const pageSettings = z.object(app)
export type PageSettings = z.output<typeof pageSettings>

export const whatsappSettings = z.object({ ...app, phoneNumberId: number('a phone number id'), businessId: number('a WhatsApp Business account id') })
export type WhatsappSettings = z.output<typeof whatsappSettings>

const appFields: readonly SettingField[] = [
  { name: 'appId', kind: 'text', required: true, label: 'App ID', example: '1234567890' },
  { name: 'appSecret', kind: 'secret', required: true, label: 'App secret', help: 'Under App settings, Basic. With it the calls of Meta are verified.' },
]
const graphField: SettingField = { name: 'graph', kind: 'url', required: false, leadsOut: true, label: 'Graph API', help: 'Only if you reach Meta through a proxy of your own.', default: graphAddress }

export const pageFields: readonly SettingField[] = [
  ...appFields,
  { name: 'token', kind: 'secret', required: true, label: 'Page access token', help: 'Of the page itself. One made from a long-lived token of yours does not end by itself.' },
  graphField,
]
export const whatsappFields: readonly SettingField[] = [
  ...appFields,
  { name: 'token', kind: 'secret', required: true, label: 'Access token', help: 'Of a system user, with whatsapp_business_messaging and whatsapp_business_management.' },
  { name: 'phoneNumberId', kind: 'text', required: true, label: 'Phone number ID', help: 'Not the number itself: Meta shows both under WhatsApp, API Setup.', example: '106540352242922' },
  { name: 'businessId', kind: 'text', required: true, label: 'WhatsApp Business account ID', example: '102290129340398' },
  graphField,
]

export const pageSteps: readonly string[] = [
  'At developers.facebook.com make an app of the type Business, and add the products Webhooks and Messenger.',
  'Ask for the permissions that this needs; until Meta has reviewed the app, only its own testers are heard.',
  'Make a page access token, and paste it here with the id and secret of the app. Rapport sets up the webhook by itself.',
]
