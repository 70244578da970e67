/** What a mail account is told, and what it can do. */
import { z } from 'zod'
import type { AccountManifest } from '../account-contract.ts'

const host = z.string().trim().toLowerCase().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'a mail server is named like imap.company.example')
const security = z.enum(['tls', 'starttls', 'none'])
const port = z.coerce.number().int().min(1).max(65_535)
const address = z.string().trim().regex(/^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+$/, 'an address is written like support@company.example')
const optional = z.string().trim().default('')

export const mailSettings = z.object({
  address,
  name: z.string().trim().max(200).default(''),
  aliases: z.array(address).max(50).default([]),
  username: optional,
  password: z.string().default(''),
  imapHost: host,
  imapPort: port.default(993),
  imapSecurity: security.default('tls'),
  smtpHost: host,
  smtpPort: port.default(465),
  smtpSecurity: security.default('tls'),
  since: z.string().trim().regex(/^(\d{4}-\d{2}-\d{2})?$/, 'a day is written like 2026-11-30').default(''),
  folders: z.array(z.string().trim().min(1).max(300)).max(50).default([]),
  sentCopy: z.enum(['auto', 'yes', 'no']).default('auto'),
  answerAddress: z.boolean().default(true),
  tokenUrl: optional,
  clientId: optional,
  clientSecret: z.string().default(''),
  refreshToken: z.string().default(''),
  /** Of XOAUTH2, renewed by ourselves. */
  accessToken: z.string().default(''),
  accessUntil: z.number().default(0),
  /** When it was connected first: reading begins there unless a day is given. */
  connectedAt: z.number().default(0),
})
export type MailSettings = z.output<typeof mailSettings>

const choices = ['tls', 'starttls', 'none']

export const mailManifest: AccountManifest<MailSettings> = {
  id: 'mail',
  name: 'Mail',
  about: 'A mailbox that everybody writes to, such as support@ or info@: read over IMAP, answered over SMTP.',
  steps: [
    'Find the names of the IMAP and SMTP servers in the help of your mail provider.',
    'If the mailbox has two-step sign-in, make an app password there; with Microsoft 365 and Google Workspace, let an administrator register an application and use OAuth2 below.',
    'Decide from which day on mail is taken in. Older mail stays where it is.',
  ],
  settings: mailSettings,
  fields: [
    { name: 'address', kind: 'text', required: true, label: 'Address', example: 'support@company.example' },
    { name: 'name', kind: 'text', required: false, label: 'Name of the sender', help: 'What people see beside the address.', example: 'Velora support' },
    { name: 'username', kind: 'text', required: false, label: 'User name', help: 'Only where it is not the address.' },
    { name: 'password', kind: 'secret', required: false, label: 'Password or app password', help: 'Leave it empty when you use OAuth2.' },
    { name: 'imapHost', kind: 'text', required: true, label: 'IMAP server', example: 'imap.company.example' },
    { name: 'imapPort', kind: 'number', required: false, label: 'IMAP port', default: 993 },
    { name: 'imapSecurity', kind: 'choice', required: false, label: 'Security of IMAP', choices, default: 'tls' },
    { name: 'smtpHost', kind: 'text', required: true, label: 'SMTP server', example: 'smtp.company.example' },
    { name: 'smtpPort', kind: 'number', required: false, label: 'SMTP port', default: 465 },
    { name: 'smtpSecurity', kind: 'choice', required: false, label: 'Security of SMTP', choices, default: 'tls' },
    { name: 'since', kind: 'text', required: false, label: 'Take in mail from this day on', help: 'Empty: from now on.', example: '2026-11-01' },
    { name: 'folders', kind: 'list', required: false, label: 'Folders', help: 'Empty: the inbox and the sent mail, so that answers from other programs show too.' },
    { name: 'aliases', kind: 'list', required: false, label: 'Other addresses of this mailbox' },
    { name: 'sentCopy', kind: 'choice', required: false, label: 'Copy into the sent mail', choices: ['auto', 'yes', 'no'], default: 'auto', help: 'Google and Microsoft keep one by themselves.' },
    { name: 'answerAddress', kind: 'boolean', required: false, label: 'Recognise answers by their address', default: true, help: 'Answers go to support+…@, so that they find their conversation in any case. Switch it off if your server does not deliver such addresses.' },
    { name: 'tokenUrl', kind: 'url', required: false, leadsOut: true, label: 'OAuth2: token address', example: 'https://login.provider.example/oauth2/v2.0/token' },
    { name: 'clientId', kind: 'text', required: false, label: 'OAuth2: client ID' },
    { name: 'clientSecret', kind: 'secret', required: false, label: 'OAuth2: client secret' },
    { name: 'refreshToken', kind: 'secret', required: false, label: 'OAuth2: refresh token' },
  ],
  abilities: {
    visibilities: ['private'],
    text: { max: null, unit: 'code-points' },
    subject: true,
    html: true,
    attachments: { max: 50, maxBytes: 25_000_000, mediaTypes: [], alt: false },
    windowHours: null,
    templates: false,
    begins: true,
    edits: false,
    deletes: false,
    receipts: [],
    // Mailboxes drop a second copy with the same Message-ID, but not all do.
    repeatable: false,
  },
  hears: 'reads',
}
