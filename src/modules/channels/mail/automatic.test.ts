import { expect, test } from 'vitest'
import { automaticKind } from './automatic.ts'

const kind = (headers: Record<string, string>, from = 'wad@example.org', subject = 'My belt') => automaticKind(new Map(Object.entries(headers)), from, subject, ['support@velora.example'])

test.each([
  ['a person', {}, undefined],
  ['a person who says that it is none', { 'auto-submitted': 'no' }, undefined],
  ['a holiday notice', { 'auto-submitted': 'auto-replied' }, 'reply'],
  ['Exchange', { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' }, 'notification'],
  ['a report of delivery', { 'content-type': 'multipart/report; report-type=delivery-status; boundary=x' }, 'bounce'],
  ['a report of reading', { 'content-type': 'multipart/report; report-type=disposition-notification' }, 'notification'],
  ['a list', { 'list-id': '<talk.example.org>' }, 'bulk'],
  ['a newsletter', { 'list-unsubscribe': '<https://x.example>' }, 'bulk'],
  ['bulk', { precedence: 'Bulk' }, 'bulk'],
  ['nobody to bounce to', { 'return-path': '<>' }, 'notification'],
] as const)('%s', (_, headers, expected) => expect(kind(headers)).toBe(expected))

test.each([
  ['a daemon', { 'return-path': '<>' }, 'MAILER-DAEMON@mx.example', 'Undelivered', 'bounce'],
  ['no-reply', {}, 'no-reply@shop.example', 'Your order', 'notification'],
  ['ourselves', {}, 'Support@velora.example', 'Hello', 'notification'],
  ['Dutch holiday', {}, 'wad@example.org', 'Automatisch antwoord: Uw bericht', 'reply'],
  ['German holiday', {}, 'wad@example.org', 'Automatische Antwort: Ihre Anfrage', 'reply'],
  ['French holiday', {}, 'wad@example.org', 'Réponse automatique : votre message', 'reply'],
  ['somebody who writes about the office', {}, 'wad@example.org', 'The office is out of belts', undefined],
] as const)('by sender or subject: %s', (_, headers, from, subject, expected) => expect(kind(headers, from, subject)).toBe(expected))
