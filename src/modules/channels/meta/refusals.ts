/** What Meta's error codes mean for somebody who wants to answer, and whether trying again helps. Pure. */
import type { SendOutcome } from '../../../kernel/send-fault.ts'

export interface RefusalWords {
  readonly words: string
  readonly outcome: SendOutcome
}

const patience = 'Meta asks for patience: too much was sent or asked at once.'
const closedWindow = 'More than 24 hours have passed since this person wrote, so Meta lets nothing through.'
const notThere = 'This person cannot be reached here: they closed the account, blocked you, or never wrote.'
const template = (what: string): string => `The template ${what}. Choose another, or put it right in WhatsApp Manager.`

/** By code, or code and subcode. Source: Meta's lists of error codes of the Graph API, Messenger and WhatsApp. */
const known: Readonly<Record<string, RefusalWords>> = {
  1: { words: 'Meta had a fault of its own; it may have done it or not.', outcome: 'unknown' },
  2: { words: 'Meta is not well just now.', outcome: 'later' },
  3: { words: 'The app may not do this. Check its permissions at Meta.', outcome: 'refused' },
  4: { words: patience, outcome: 'later' },
  10: { words: 'The app lacks the permission for this. Check its permissions at Meta and connect again.', outcome: 'refused' },
  '10.2018278': { words: closedWindow, outcome: 'refused' },
  '10.2534022': { words: closedWindow, outcome: 'refused' },
  17: { words: patience, outcome: 'later' },
  32: { words: patience, outcome: 'later' },
  33: { words: 'This number or page is not there any more at Meta.', outcome: 'refused' },
  '100.33': { words: 'What this answers is not there any more, or the app may not see it.', outcome: 'refused' },
  '100.2018001': { words: notThere, outcome: 'refused' },
  200: { words: 'The app lacks the permission for this. Check its permissions at Meta and connect again.', outcome: 'refused' },
  '200.2018108': { words: notThere, outcome: 'refused' },
  368: { words: 'Meta has blocked this for breaking its policies. See the quality of the page or number at Meta.', outcome: 'refused' },
  551: { words: notThere, outcome: 'refused' },
  613: { words: patience, outcome: 'later' },
  1_200: { words: 'Meta is not well just now.', outcome: 'later' },
  80_001: { words: patience, outcome: 'later' },
  80_002: { words: patience, outcome: 'later' },
  80_006: { words: patience, outcome: 'later' },
  80_007: { words: patience, outcome: 'later' },
  130_429: { words: patience, outcome: 'later' },
  130_472: { words: 'Meta held this marketing message back for an experiment of its own.', outcome: 'refused' },
  130_497: { words: 'WhatsApp does not let this business write to people in that country.', outcome: 'refused' },
  131_000: { words: 'WhatsApp had a fault of its own; it may have gone out or not.', outcome: 'unknown' },
  131_005: { words: 'The access token lacks the permission to send. Check its permissions at Meta and connect again.', outcome: 'refused' },
  131_008: { words: 'Something that WhatsApp needs is missing in this message.', outcome: 'refused' },
  131_009: { words: 'WhatsApp does not take a value in this message.', outcome: 'refused' },
  131_014: { words: 'WhatsApp could not fetch the file at its address.', outcome: 'refused' },
  131_016: { words: 'WhatsApp is not well just now.', outcome: 'later' },
  131_021: { words: 'A number cannot write to itself.', outcome: 'refused' },
  131_026: { words: 'WhatsApp could not deliver this: the number has no WhatsApp, has blocked you, or uses too old a version.', outcome: 'refused' },
  131_030: { words: 'This number is not on the list of those that a test number may write to.', outcome: 'refused' },
  131_031: { words: 'WhatsApp has locked this business account. See WhatsApp Manager.', outcome: 'refused' },
  131_042: { words: 'WhatsApp cannot charge this business account. See to the payment in WhatsApp Manager.', outcome: 'refused' },
  131_045: { words: 'This number is not registered with WhatsApp. Register it in WhatsApp Manager.', outcome: 'refused' },
  131_047: { words: 'More than 24 hours have passed since this person wrote. Send a template instead.', outcome: 'refused' },
  131_048: { words: 'WhatsApp limits this number because too many of its messages were blocked or reported.', outcome: 'refused' },
  131_049: { words: 'WhatsApp held this back: this person has had enough marketing messages for now.', outcome: 'refused' },
  131_050: { words: 'This person does not want marketing messages of yours on WhatsApp.', outcome: 'refused' },
  131_051: { words: 'WhatsApp does not know this kind of message.', outcome: 'refused' },
  131_052: { words: 'WhatsApp could not fetch the file.', outcome: 'refused' },
  131_053: { words: 'WhatsApp does not take this file: its kind or size is not allowed.', outcome: 'refused' },
  131_056: { words: patience, outcome: 'later' },
  131_057: { words: 'This WhatsApp account is being maintained.', outcome: 'later' },
  132_000: { words: template('has another number of values than were given'), outcome: 'refused' },
  132_001: { words: template('does not exist in this language'), outcome: 'refused' },
  132_005: { words: template('becomes too long with these values'), outcome: 'refused' },
  132_007: { words: template('breaks a rule of WhatsApp'), outcome: 'refused' },
  132_012: { words: template('has values of another kind'), outcome: 'refused' },
  132_015: { words: template('is paused because of its quality'), outcome: 'refused' },
  132_016: { words: template('was switched off because of its quality'), outcome: 'refused' },
  133_010: { words: 'This number is not registered with WhatsApp. Register it in WhatsApp Manager.', outcome: 'refused' },
  133_016: { words: patience, outcome: 'later' },
}

export function wordsOf(code: number, subcode = 0): RefusalWords | null {
  return known[`${code}.${subcode}`] ?? known[String(code)] ?? null
}

/** Of a failed delivery that a webhook tells: in words, where the code is known. */
export function failureWords(code: number, said: string | undefined): string {
  return wordsOf(code)?.words ?? (said === undefined ? `Meta could not deliver it (code ${code}).` : `Meta could not deliver it: "${said}" (code ${code}).`)
}
