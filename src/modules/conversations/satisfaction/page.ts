/** The page on which somebody outside says how satisfied they are: small, without script, in their language. Pure. */
import { questionWords, scales, type AskedLanguage, type QuestionKind } from './question.ts'

interface PageWords { readonly title: (company: string) => string; readonly worst: string; readonly best: string; readonly comment: string; readonly optional: string; readonly send: string; readonly thanks: string; readonly change: string; readonly choose: string; readonly ended: string; readonly invalid: string }
export const pageWords: Readonly<Record<AskedLanguage, PageWords>> = {
  en: { title: (company) => `Your experience with ${company}`, worst: 'worst', best: 'best', comment: 'What made you choose this?', optional: 'optional', send: 'Send', thanks: 'Thank you. Your answer has arrived.', change: 'You can still change it.', choose: 'Choose a number first.', ended: 'This question can no longer be answered. Thank you for trying.', invalid: 'This link is not complete. Open it again from the message it came in.' },
  nl: { title: (company) => `Uw ervaring met ${company}`, worst: 'slechtst', best: 'best', comment: 'Waarom koos u dit?', optional: 'niet verplicht', send: 'Versturen', thanks: 'Dank u. Uw antwoord is aangekomen.', change: 'U kunt het nog veranderen.', choose: 'Kies eerst een cijfer.', ended: 'Deze vraag kan niet meer beantwoord worden. Dank u voor de moeite.', invalid: 'Deze link is niet volledig. Open hem opnieuw vanuit het bericht waarin hij stond.' },
  de: { title: (company) => `Ihre Erfahrung mit ${company}`, worst: 'schlecht', best: 'gut', comment: 'Warum haben Sie das gewählt?', optional: 'freiwillig', send: 'Senden', thanks: 'Danke. Ihre Antwort ist angekommen.', change: 'Sie können sie noch ändern.', choose: 'Wählen Sie zuerst eine Zahl.', ended: 'Diese Frage kann nicht mehr beantwortet werden. Danke für den Versuch.', invalid: 'Dieser Link ist unvollständig. Öffnen Sie ihn noch einmal aus der Nachricht.' },
  fr: { title: (company) => `Votre expérience avec ${company}`, worst: 'mauvais', best: 'excellent', comment: 'Pourquoi ce choix ?', optional: 'facultatif', send: 'Envoyer', thanks: 'Merci. Votre réponse est arrivée.', change: 'Vous pouvez encore la modifier.', choose: "Choisissez d'abord un chiffre.", ended: "Il n'est plus possible de répondre à cette question. Merci d'avoir essayé.", invalid: "Ce lien est incomplet. Ouvrez-le à nouveau depuis le message d'origine." },
  es: { title: (company) => `Su experiencia con ${company}`, worst: 'peor', best: 'mejor', comment: '¿Por qué eligió este número?', optional: 'opcional', send: 'Enviar', thanks: 'Gracias. Hemos recibido su respuesta.', change: 'Todavía puede cambiarla.', choose: 'Elija primero un número.', ended: 'Esta pregunta ya no se puede responder. Gracias por intentarlo.', invalid: 'Este enlace está incompleto. Ábralo de nuevo desde el mensaje.' },
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => escapes[mark] ?? mark)

const style = `:root{color-scheme:light dark;--ink:#22201c;--soft:#5f5a50;--paper:#fbfaf7;--line:#8a8478;--accent:#1f5d4c;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#ece8df;--soft:#b3ac9e;--paper:#1b1a17;--line:#8a8478;--accent:#7cc4ae;--on:#10231d}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif}main{max-width:36rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1rem;font-weight:500;color:var(--soft);margin:0 0 .5rem}fieldset{border:0;margin:0;padding:0}legend{font-size:1.5rem;font-weight:600;line-height:1.25;padding:0;margin-bottom:1rem}
.scale{display:flex;flex-wrap:wrap;gap:.4rem}.scale label{position:relative;flex:1 0 2.75rem;max-width:5rem}.scale input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scale span{display:grid;place-items:center;min-height:3rem;border:1px solid var(--line);border-radius:8px;font-weight:600}.scale input:checked+span{background:var(--accent);border-color:var(--accent);color:var(--on)}.scale input:focus-visible+span{outline:3px solid var(--accent);outline-offset:2px}
.ends{display:flex;justify-content:space-between;color:var(--soft);font-size:.9rem;margin:.4rem 0 1.5rem}label.text{display:block;font-weight:500}label.text small{font-weight:400;color:var(--soft)}textarea{display:block;width:100%;min-height:6rem;margin:.4rem 0 1rem;padding:.6rem;font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:8px}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.6rem 1.4rem;border:0;border-radius:8px;background:var(--accent);color:var(--on);cursor:pointer}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.note{border-left:4px solid var(--accent);padding:.5rem 1rem;margin:0 0 1.5rem}`

const shell = (language: AskedLanguage, title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`

export interface ScorePage { readonly company: string; readonly kind: QuestionKind; readonly language: AskedLanguage; readonly texts: Readonly<Record<string, string>>; readonly score: number | null; readonly comment: string; readonly done: boolean; readonly missing: boolean }

export function scorePage({ company, kind, language, texts, score, comment, done, missing }: ScorePage): string {
  const words = pageWords[language]
  const { min, max } = scales[kind]
  const choices = Array.from({ length: max - min + 1 }, (_, at) => min + at).map((value) => `<label><input type="radio" name="score" value="${value}" required${value === score ? ' checked' : ''}><span>${value}</span></label>`).join('')
  const note = done ? `<p class="note" role="status">${escaped(words.thanks)} ${escaped(words.change)}</p>` : missing ? `<p class="note" role="alert">${escaped(words.choose)}</p>` : ''
  return shell(language, words.title(company), `<h1>${escaped(words.title(company))}</h1>${note}<form method="post"><fieldset><legend>${escaped(questionWords(kind, language, texts))}</legend><div class="scale">${choices}</div></fieldset><div class="ends" aria-hidden="true"><span>${min} = ${escaped(words.worst)}</span><span>${max} = ${escaped(words.best)}</span></div><label class="text" for="comment">${escaped(words.comment)} <small>(${escaped(words.optional)})</small></label><textarea id="comment" name="comment" maxlength="2000">${escaped(comment)}</textarea><button>${escaped(words.send)}</button></form>`)
}

export const sayingPage = (language: AskedLanguage, company: string, text: string): string => shell(language, pageWords[language].title(company), `<h1>${escaped(pageWords[language].title(company))}</h1><p role="status">${escaped(text)}</p>`)

/** Nothing runs, nothing is loaded, nothing tells where it was opened, nobody may frame or keep it. */
export const scorePageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow',
}
