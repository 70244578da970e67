/** Everything about a person, written out as it is read: as JSON and as a page. */
import type { ToldSection } from '../../../kernel/personal-data.ts'
import { streamedAnswer } from '../../../platform/http/streamed.ts'
import { as, escaped, html, pageEnd, pageStart, plainPageHeaders, type Html } from './plain-page.ts'
import type { Language } from './purposes.ts'

const told = {
  en: { title: 'Everything we keep about you', made: (date: string) => `Made on ${date}.`, none: 'Nothing.', file: 'Download all this as a file (JSON)', yes: 'yes', no: 'no' },
  nl: { title: 'Alles wat wij over u bewaren', made: (date: string) => `Gemaakt op ${date}.`, none: 'Niets.', file: 'Download dit alles als bestand (JSON)', yes: 'ja', no: 'nee' },
}

/** Gathers small pieces, so that each write carries some. */
async function* gathered(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  let held = ''
  for await (const piece of pieces) {
    held += piece
    if (held.length > 32_000) {
      yield held
      held = ''
    }
  }
  if (held !== '') yield held
}

/** JSON: `{"madeAt", "sections": [{"title", "items": […]}]}`. */
export function toldAsJson(sections: readonly ToldSection[], madeAt: string): Response {
  async function* parts(): AsyncGenerator<string> {
    yield `{"madeAt":${JSON.stringify(madeAt)},"sections":[`
    let isFirst = true
    for (const { title, items } of sections) {
      yield `${isFirst ? '' : ','}\n{"title":${JSON.stringify(title.en)},"items":[`
      isFirst = false
      let comma = ''
      for await (const item of items) {
        yield `${comma}\n${JSON.stringify(item)}`
        comma = ','
      }
      yield ']}'
    }
    yield ']}\n'
  }
  return streamedAnswer(gathered(parts()), { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="everything.json"', 'cache-control': 'no-store' })
}

function shown(value: unknown, language: Language): string {
  if (typeof value === 'boolean') return value ? told[language].yes : told[language].no
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return JSON.stringify(value, null, 1)
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0)

function articleOf(item: Readonly<Record<string, unknown>>, language: Language): Html {
  const facts = Object.entries(item).filter(([, value]) => !isEmpty(value)).map(([name, value]) => html`<dt>${name}</dt><dd>${shown(value, language)}</dd>`)
  return html`<article><dl>${as(facts.join('') as Html)}</dl></article>`
}

/** A page to be read. @param file address of the same as JSON, when there is one. */
export function toldAsPage(sections: readonly ToldSection[], madeAt: string, language: Language, file: string | null): Response {
  const words = told[language]
  async function* parts(): AsyncGenerator<string> {
    yield pageStart(words.title, language)
    yield html`<h1>${words.title}</h1><p class="soft">${words.made(madeAt)}</p>`
    if (file !== null) yield `<p><a href="${escaped(file)}" download>${escaped(words.file)}</a></p>`
    for (const { title, items } of sections) {
      yield html`<h2>${title[language]}</h2>`
      let count = 0
      for await (const item of items) {
        count++
        yield articleOf(item, language)
      }
      if (count === 0) yield html`<p class="soft">${words.none}</p>`
    }
    yield pageEnd
  }
  return streamedAnswer(gathered(parts()), plainPageHeaders)
}
