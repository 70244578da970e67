/** Whether we may turn what somebody said in public into a conversation, and how. Pure. */
import { z } from 'zod'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Visibility } from '../../../kernel/message.ts'
import { both, type Both } from '../conditions/both.ts'

export const reachingOutSchema = z.object({
  /** Answer in public what was not said to us. */
  publicReplies: z.boolean().default(true),
  /** Write first in private, where the network and consent allow it. */
  privateFirst: z.boolean().default(true),
  /** To one person, within so many days, at most so many times. */
  most: z.int().min(1).max(50).default(1),
  withinDays: z.int().min(1).max(365).default(30),
  /** Nobody is addressed about what they said longer ago than this. */
  maxAgeDays: z.int().min(1).max(365).default(14),
})
export type ReachingOut = z.output<typeof reachingOutSchema>

export interface Outreach {
  readonly channel: string
  readonly visibility: Visibility
  readonly saidAt: Instant
  /** They named or answered us: then it is no unasked word. */
  readonly addressedUs: boolean
  readonly isOurs: boolean
  readonly isBot: boolean
  /** What consent says; `null` where it was not asked, because the reply is public. */
  readonly consent: { readonly may: boolean; readonly because: string | null } | null
  /** When we began with them before. */
  readonly earlier: readonly Instant[]
}

/** Networks whose rules forbid unasked private messages by companies. */
const noUnaskedPrivate: ReadonlySet<string> = new Set(['bluesky', 'fediverse', 'facebook', 'instagram', 'messenger', 'whatsapp', 'telegram', 'x', 'reddit'])

export interface OutreachDecision { readonly may: boolean; readonly because: readonly Both[] }

/** All reasons against it, not the first alone; where there are none, why it may. */
export function mayReachOut(settings: ReachingOut, { channel, visibility, saidAt, addressedUs, isOurs, isBot, consent, earlier }: Outreach, now: Instant): OutreachDecision {
  const against: Both[] = []
  if (isOurs) against.push(both('This is one of us.', 'Dit is iemand van ons.'))
  if (isBot) against.push(both('This account is run by a machine.', 'Dit account wordt door een machine bediend.'))
  if (now - saidAt > settings.maxAgeDays * dayMs) against.push(both(`It was said more than ${settings.maxAgeDays} days ago.`, `Het is meer dan ${settings.maxAgeDays} dagen geleden gezegd.`))
  if (visibility === 'private') {
    if (!addressedUs && noUnaskedPrivate.has(channel)) against.push(both('This network does not allow companies to write first in private.', 'Dit netwerk laat bedrijven niet toe als eerste privé te schrijven.'))
    if (!addressedUs && !settings.privateFirst) against.push(both('Your settings do not allow writing first in private.', 'Je instellingen laten niet toe als eerste privé te schrijven.'))
    if (consent !== null && !consent.may) against.push(consent.because === null ? both('They did not consent to being written to.', 'Ze gaven geen toestemming om aangeschreven te worden.') : both(consent.because, consent.because))
  } else if (!addressedUs && !settings.publicReplies) against.push(both('Your settings do not allow answering in public what was not said to us.', 'Je instellingen laten niet toe in het openbaar te antwoorden op wat niet tot ons gezegd is.'))
  const recent = earlier.filter((at) => now - at < settings.withinDays * dayMs).length
  if (!addressedUs && recent >= settings.most) against.push(both(`We began with them ${recent} times in ${settings.withinDays} days already.`, `We begonnen in ${settings.withinDays} dagen al ${recent} keer met hen.`))
  if (against.length > 0) return { may: false, because: against }
  return { may: true, because: [addressedUs ? both('They spoke to us.', 'Ze spraken ons aan.') : visibility === 'public' ? both('A public answer is allowed here.', 'Een openbaar antwoord mag hier.') : both('They consented to being written to.', 'Ze gaven toestemming om aangeschreven te worden.')] }
}
