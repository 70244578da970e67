/** Small pages without script for people outside: written out whole, readable by everything. Pure. */
import type { Language } from './purposes.ts'

/** Text as HTML shows it, in content and in quoted attributes alike. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

/** What was already written as HTML. */
export type Html = string & { readonly html: unique symbol }

/** A template in which every value is escaped, except what is HTML already. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[] | Escaped)[]): Html {
  return parts.reduce((out, part, at) => {
    const value = at === 0 ? '' : values[at - 1]
    const shown = value instanceof Escaped ? value.text : Array.isArray(value) ? value.join('') : escaped(String(value ?? ''))
    return out + shown + part
  }, '') as Html
}

/** Marks HTML inside a template. */
export class Escaped {
  readonly text: string
  constructor(text: Html) {
    this.text = text
  }
}
export const as = (one: Html): Escaped => new Escaped(one)

const style = `:root{color-scheme:light dark;--ink:#22201c;--soft:#5f5a50;--paper:#fbfaf7;--line:#cfc9bd;--accent:#1f5d4c;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#ece8df;--soft:#b3ac9e;--paper:#1b1a17;--line:#4a463e;--accent:#7cc4ae;--on:#10231d}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{max-width:38rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2.25rem 0 .5rem}
p{margin:.4rem 0 .8rem}.soft{color:var(--soft);font-size:.92rem}fieldset{border:0;border-top:1px solid var(--line);margin:0;padding:.9rem 0}legend{font-weight:600;padding:0;float:left;width:100%}
legend+*{clear:both}label{display:flex;gap:.6rem;align-items:flex-start;padding:.35rem 0;min-height:2.75rem;cursor:pointer}input{width:1.25rem;height:1.25rem;margin:.15rem 0 0;accent-color:var(--accent);flex:none}
button{font:inherit;padding:.6rem 1.1rem;min-height:2.75rem;border-radius:6px;border:1px solid var(--accent);background:none;color:var(--accent);cursor:pointer}button.main{background:var(--accent);color:var(--on)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.note{border-left:4px solid var(--accent);padding:.6rem 1rem;margin:1rem 0}form{margin:.8rem 0}nav{text-align:right;font-size:.92rem}a{color:var(--accent)}
dl{margin:0}dt{color:var(--soft);font-size:.85rem;margin-top:.5rem}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}article{border-top:1px solid var(--line);padding:.5rem 0 .9rem}`

/** The start of a page up to its content. */
export function pageStart(title: string, language: Language): Html {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><main>` as Html
}
export const pageEnd = '</main></body></html>' as Html

/** Nothing runs, nothing is loaded, nothing tells where it was opened, nobody may frame or keep it. */
export const plainPageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
}
