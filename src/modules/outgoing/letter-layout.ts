/** A letter as mail: plain text, and HTML that every mail reader can draw. Pure. */
import type { Letter, LetterLanguage } from '../../kernel/letter.ts'

export interface DrawnLetter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const subjectLength = 200
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const html = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
const lines = (text: string): string => html(text).replaceAll('\n', '<br>')

/** A subject is one line: a line end in it would begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, subjectLength)
}

/** Only what a reader may follow by a click. */
const isWeb = (address: string): boolean => /^https?:\/\//i.test(address)

const ink = '#1d1b18'
const quiet = '#6b665e'
const line = '#e3dfd8'

/**
 * Draws a letter. @param publicUrl where people reach the page, without a trailing slash.
 * Styles stand at the elements, because mail readers drop style sheets; no picture or script is ever loaded.
 */
export function drawLetter(letter: Letter, language: LetterLanguage, publicUrl: string): DrawnLetter {
  const { opening, paragraphs = [], facts = [], quotes = [], action, closing } = letter
  const subject = oneLine(letter.subject)
  const to = action === undefined ? null : publicUrl + action.path
  const text = [
    opening, ...paragraphs,
    ...(facts.length === 0 ? [] : [facts.map(([label, value]) => `${label}: ${value}`).join('\n')]),
    ...quotes.map(({ text: said, by, url }) => `${said.split('\n').map((row) => `> ${row}`).join('\n')}\n> — ${by}${url === undefined ? '' : ` ${url}`}`),
    ...(action === undefined || to === null ? [] : [`${action.label}: ${to}`]),
    ...(closing === undefined ? [] : [`-- \n${closing}`]),
  ].join('\n\n')

  const paragraph = (words: string, style = ''): string => `<p style="margin:0 0 16px;${style}">${words}</p>`
  const body = [
    paragraph(lines(opening), 'font-size:18px;line-height:26px'),
    ...paragraphs.map((one) => paragraph(lines(one))),
    facts.length === 0 ? '' : `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${facts.map(([label, value]) => `<tr><td style="padding:2px 16px 2px 0;color:${quiet};vertical-align:top">${html(label)}</td><td style="padding:2px 0">${lines(value)}</td></tr>`).join('')}</table>`,
    ...quotes.map(({ text: said, by, url }) => `<blockquote style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid ${line}">${lines(said)}<br><span style="color:${quiet}">— ${url !== undefined && isWeb(url) ? `<a href="${html(url)}" style="color:${quiet}">${html(by)}</a>` : html(by)}</span></blockquote>`),
    action === undefined || to === null ? '' : paragraph(`<a href="${html(to)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:${ink};color:#ffffff;text-decoration:none">${html(action.label)}</a>`),
    closing === undefined ? '' : `<p style="margin:24px 0 0;padding:16px 0 0;border-top:1px solid ${line};color:${quiet};font-size:13px;line-height:19px">${lines(closing)}</p>`,
  ].filter(Boolean).join('\n')
  const page = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${html(subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:${ink};font:15px/23px system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;overflow-wrap:anywhere">
${body}
</div></body></html>
`
  return { subject, text: `${text}\n`, html: page }
}
