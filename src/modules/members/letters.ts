/** The letters that this module writes: an invitation, and a way back in. */
import type { Letter } from '../../kernel/letter.ts'
import type { Role } from '../../kernel/permission.ts'
import type { Language } from './tables.ts'

const roleNames: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  en: { owner: 'owner', manager: 'manager', agent: 'agent', analyst: 'analyst', guest: 'guest' },
  nl: { owner: 'eigenaar', manager: 'beheerder', agent: 'medewerker', analyst: 'analist', guest: 'gast' },
}

export function invitationLetter(by: string, company: string, role: Role, token: string, language: Language): Letter {
  const at = company === '' ? 'Rapport' : `Rapport (${company})`
  return {
    en: { subject: `${by} invites you to ${at}`, opening: `${by} invites you to work in ${at}.`, paragraphs: [`You join as ${roleNames.en[role]}. The link works once, for seven days; it is yours alone, so do not pass it on.`], action: { label: 'Join', path: `/join/${token}` }, closing: 'If you do not know who this is, leave the mail alone: without the link nothing happens.' },
    nl: { subject: `${by} nodigt je uit voor ${at}`, opening: `${by} nodigt je uit om te werken in ${at}.`, paragraphs: [`Je doet mee als ${roleNames.nl[role]}. De link werkt één keer, zeven dagen lang; hij is alleen voor jou, dus geef hem niet door.`], action: { label: 'Doe mee', path: `/join/${token}` }, closing: 'Ken je de afzender niet? Doe dan niets: zonder de link gebeurt er niets.' },
  }[language]
}

export function resetLetter(token: string, minutes: number, language: Language): Letter {
  return {
    en: { subject: 'Choose a new password for Rapport', opening: 'Somebody, probably you, asked for a new password.', paragraphs: [`The link works once, for ${minutes} minutes. A new password ends every session.`], action: { label: 'Choose a new password', path: `/reset/${token}` }, closing: 'If it was not you, leave the mail alone: your password stays as it is.' },
    nl: { subject: 'Kies een nieuw wachtwoord voor Rapport', opening: 'Iemand, waarschijnlijk jij, vroeg om een nieuw wachtwoord.', paragraphs: [`De link werkt één keer, ${minutes} minuten lang. Een nieuw wachtwoord beëindigt elke sessie.`], action: { label: 'Kies een nieuw wachtwoord', path: `/reset/${token}` }, closing: 'Was jij het niet? Doe dan niets: je wachtwoord blijft zoals het is.' },
  }[language]
}
