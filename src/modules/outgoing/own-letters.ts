/** Letters that no event brings: the test of the settings. */
import type { Letter, LetterLanguage } from '../../kernel/letter.ts'

export function testLetter(by: string, language: LetterLanguage): Letter {
  return {
    en: { subject: 'Rapport can send mail', opening: 'This mail shows that the settings work.', paragraphs: [`${by} sent it from Settings, Mail. Nothing needs to be done.`] },
    nl: { subject: 'Rapport kan mail versturen', opening: 'Deze mail toont dat de instellingen werken.', paragraphs: [`${by} stuurde hem vanuit Instellingen, Mail. Je hoeft niets te doen.`] },
  }[language]
}
