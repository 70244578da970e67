/** Een eigen kanaal: ondertekende webhooks, heen en terug. */
import type { Catalogue } from '../said-template.ts'

export const customChannel: Catalogue = {
  'This call is not signed: it needs webhook-id, webhook-timestamp and webhook-signature.': 'Deze aanroep is niet ondertekend: nodig zijn webhook-id, webhook-timestamp en webhook-signature.',
  'This call was signed more than five minutes ago. Sign it anew when you send it.': 'Deze aanroep werd meer dan vijf minuten geleden ondertekend. Onderteken opnieuw bij het versturen.',
  'The signature of this call does not hold for the secret of this account.': 'De handtekening van deze aanroep klopt niet met het geheim van dit account.',
  'This channel only hears. Give it an address to send to under Settings, Accounts.': 'Dit kanaal luistert alleen. Geef het een adres om naar te sturen onder Instellingen, Accounts.',
  'Your program answered with status {status}.': 'Je programma antwoordde met status {status}.',
  'Your program answered with status {status}: "{because}".': 'Je programma antwoordde met status {status}: “{because}”.',
  'The body is not JSON: {why:said}': 'De inhoud is geen JSON: {why}',
  'The files together are larger than {n:number} MB.': 'De bestanden samen zijn groter dan {n} MB.',
  'an id is whole characters without NUL': 'een id bestaat uit hele tekens zonder NUL',
  'a time names its zone, for example 2026-11-30T14:30:00Z': 'een tijdstip noemt zijn zone, bijvoorbeeld 2026-11-30T14:30:00Z',
  'a receipt names one message by "id", or all of a "thread" until "upTo"': 'een ontvangstbewijs noemt één bericht met “id”, of alles van een “thread” tot “upTo”',
  'At /{path}: {why:said}.': 'Bij /{path}: {why}.',

  'a short name has small letters, digits and hyphens, for example shop-sms': 'een korte naam heeft kleine letters, cijfers en koppeltekens, bijvoorbeeld shop-sms',
  'a secret is "whsec_" and at least 24 bytes in base64; make one with: echo whsec_$(openssl rand -base64 {n})': 'een geheim is “whsec_” en minstens 24 bytes in base64; maak er een met: echo whsec_$(openssl rand -base64 {n})',
  'Anything that can send and receive signed webhooks: a shop, a helpdesk, text messages, a network that is not here.': 'Alles wat ondertekende webhooks kan sturen en ontvangen: een winkel, een helpdesk, sms, een netwerk dat hier niet staat.',
  'Make a secret: echo whsec_$(openssl rand -base64 32). Your program and Rapport both keep it.': 'Maak een geheim: echo whsec_$(openssl rand -base64 32). Je programma en Rapport bewaren het allebei.',
  'Have your program send what people say to the address that is shown afterwards, signed with it.': 'Laat je programma wat mensen zeggen naar het adres sturen dat daarna verschijnt, ermee ondertekend.',
  'Give the address at which your program takes what is to be sent, and answers with the id that it got there.': 'Geef het adres waar je programma aanneemt wat verstuurd moet worden, en antwoordt met het id dat het daar kreeg.',
  'Short name': 'Korte naam',
  'Small letters, digits and hyphens. It stays as it is.': 'Kleine letters, cijfers en koppeltekens. Hij blijft zoals hij is.',
  'Where to send': 'Waarheen sturen',
  'Leave it empty if this channel is only listened to.': 'Laat leeg als naar dit kanaal alleen geluisterd wordt.',
  'Secret': 'Geheim',
  'As in Standard Webhooks: "whsec_" and random bytes in base64.': 'Zoals in Standard Webhooks: “whsec_” en willekeurige bytes in base64.',
  'Everybody can read it': 'Iedereen kan het lezen',
  'As with comments or reviews. Otherwise only the two sides can.': 'Zoals bij reacties of beoordelingen. Anders alleen de twee kanten.',
  'Longest message (characters)': 'Langste bericht (tekens)',
}
