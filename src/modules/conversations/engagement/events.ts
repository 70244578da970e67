/** What deciding tells the outside. */
import { z } from 'zod'
import { eventType } from '../../../kernel/event.ts'
import type { Letter, LetterLanguage } from '../../../kernel/letter.ts'
import { promiseKinds, type PromiseKind } from '../sla/standing.ts'

const time = z.iso.datetime()
const promiseData = z.object({
  conversation: z.guid(), number: z.int(), subject: z.string(), kind: z.enum(promiseKinds), dueAt: time,
  team: z.guid().nullable(), assignee: z.string().nullable().describe('The member who has it.'), channel: z.string(),
})
const conversation = '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e'
const promiseExample = { conversation, number: 4711, subject: 'Invoice 2026-88', kind: 'first-reply', dueAt: '2026-11-30T09:20:00.000Z', team: null, assignee: null, channel: 'mail' } as const
const kindWords: Readonly<Record<LetterLanguage, Readonly<Record<PromiseKind, string>>>> = {
  en: { 'first-reply': 'a first reply', 'next-reply': 'a reply', resolution: 'a resolution' },
  nl: { 'first-reply': 'een eerste antwoord', 'next-reply': 'een antwoord', resolution: 'een oplossing' },
}

export const promiseDue = eventType({ type: 'promise.due', summary: 'A promise is about to break', data: promiseData, example: promiseExample, needs: 'conversations.read' })
export const promiseBroken = eventType({
  type: 'promise.broken', summary: 'A promise was broken', data: promiseData.extend({ lead: z.string().nullable().describe('The lead of the team, to whom it went.') }), example: { ...promiseExample, lead: null }, needs: 'conversations.read',
  letter: ({ number, subject, kind, conversation: id }, language): Letter => ({
    en: { subject: `#${number}: the promise of ${kindWords.en[kind]} was broken`, opening: `Somebody still waits for ${kindWords.en[kind]} in “${subject === '' ? `#${number}` : subject}”.`, action: { label: 'Open the conversation', path: `/inbox/${id}` } },
    nl: { subject: `#${number}: de belofte van ${kindWords.nl[kind]} is gebroken`, opening: `Iemand wacht nog op ${kindWords.nl[kind]} in “${subject === '' ? `#${number}` : subject}”.`, action: { label: 'Open het gesprek', path: `/inbox/${id}` } },
  })[language],
})

const approvalData = z.object({ approval: z.guid(), conversation: z.guid(), askedBy: z.string(), text: z.string(), expiresAt: time })
const approvalExample = { approval: conversation, conversation, askedBy: 'Agent', text: 'We are sorry, and will pay it back today.', expiresAt: '2026-12-01T09:00:00.000Z' } as const
export const approvalAsked = eventType({ type: 'approval.asked', summary: 'A reply waits for approval', data: approvalData, example: approvalExample, needs: 'conversations.answer' })
export const approvalDecided = eventType({ type: 'approval.decided', summary: 'A reply was approved, refused, or waited too long', data: approvalData.extend({ state: z.enum(['approved', 'refused', 'expired', 'withdrawn']), by: z.string().nullable(), because: z.string() }), example: { ...approvalExample, state: 'approved', by: 'Manager', because: '' }, needs: 'conversations.answer' })

const caseData = z.object({ case: z.guid(), number: z.int(), title: z.string(), conversation: z.guid().nullable() })
const caseExample = { case: conversation, number: 12, title: 'Complaint', conversation }
export const caseOpened = eventType({ type: 'case.opened', summary: 'A complaint opened a case', data: caseData, example: caseExample, needs: 'conversations.read' })
export const caseClosed = eventType({ type: 'case.closed', summary: 'A case was closed, mended or not', data: caseData.extend({ state: z.enum(['satisfied', 'closed']), because: z.string() }), example: { ...caseExample, state: 'satisfied', because: 'They rated us 5.' }, needs: 'conversations.read' })
export const satisfactionAnswered = eventType({
  type: 'satisfaction.answered', summary: 'Somebody said how satisfied they are',
  data: z.object({ conversation: z.guid(), kind: z.enum(['csat', 'nps', 'effort']), score: z.int(), comment: z.string(), by: z.enum(['page', 'reply']) }), example: { conversation, kind: 'csat', score: 5, comment: '', by: 'page' }, needs: 'conversations.read',
})

export const decidingEvents = [promiseDue, promiseBroken, approvalAsked, approvalDecided, caseOpened, caseClosed, satisfactionAnswered]
