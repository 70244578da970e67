/** The page on which a person outside sees and changes what they may be contacted for. Pure. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Answer, Basis } from './may-contact.ts'
import { as, html, pageEnd, pageStart, type Html } from './plain-page.ts'
import { preferenceWords, type PreferenceWords } from './preference-words.ts'
import type { Language } from './purposes.ts'

export interface Choice {
  readonly purpose: string
  readonly name: string
  readonly about: string
  readonly wording: string | null
  readonly basis: Basis
  readonly channels: readonly { readonly channel: string; readonly answer: Answer }[]
}

export interface PreferencePage {
  readonly company: string
  readonly language: Language
  readonly address: string
  readonly choices: readonly Choice[]
  readonly asked: { readonly copy: boolean; readonly erasure: boolean }
  readonly until: Instant
  readonly done: 'saved' | 'stopped' | 'copy' | 'erasure' | null
}

const dateIn = (at: Instant, language: Language): string => new Intl.DateTimeFormat(language === 'nl' ? 'nl-BE' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)

/** Enough of an address for its owner to know it, not enough for others. */
export function maskedAddress(address: string): string {
  const [box = '', host] = address.split('@')
  if (host !== undefined && host !== '') return `${box.slice(0, 2)}…@${host}`
  return address.length <= 4 ? address : `${address.slice(0, 2)}…${address.slice(-2)}`
}

const needsNoChoice = (basis: Basis): boolean => basis === 'contract' || basis === 'legal-duty'

function choiceOf(choice: Choice, words: PreferenceWords, language: Language): Html {
  const inner = needsNoChoice(choice.basis)
    ? html`<p class="soft">${words.noChoice}</p>`
    : html`${as(choice.channels.map(({ channel, answer }) => {
      const { because } = answer
      const since = because.is === 'granted' ? words.yesSince(dateIn(because.since, language)) : because.is === 'withdrawn' || because.is === 'suppressed' ? words.noSince(dateIn(because.since, language)) : ''
      return html`<label><input type="checkbox" name="yes" value="${choice.purpose} ${channel}"${as((answer.may ? ' checked' : '') as Html)}><span>${words.on[channel] ?? channel}${as(since === '' ? ('' as Html) : html` <span class="soft">${since}</span>`)}</span></label>`
    }).join('') as Html)}`
  return html`<fieldset><legend>${choice.name}</legend><p class="soft">${choice.wording ?? choice.about}</p>${as(inner)}</fieldset>`
}

function noteOf(done: PreferencePage['done'], words: PreferenceWords): Html {
  const text = done === null ? null : { saved: words.saved, stopped: words.stopped, copy: words.copyAsked, erasure: words.eraseAsked }[done]
  return text === null ? ('' as Html) : html`<p class="note" role="status">${text}</p>`
}

export function preferencePage(page: PreferencePage): Html {
  const words = preferenceWords[page.language]
  const button = (act: string, label: string, main = false): Html => html`<button name="act" value="${act}"${as((main ? ' class="main"' : '') as Html)}>${label}</button>`
  return [
    pageStart(words.title(page.company), page.language),
    html`<nav><a href="?lang=${words.other.language}" lang="${words.other.language}" hreflang="${words.other.language}">${words.other.name}</a></nav><h1>${words.title(page.company)}</h1><p>${words.opening(page.address)}</p>`,
    noteOf(page.done, words),
    html`<h2 id="choices">${words.choices}</h2><form method="post" aria-labelledby="choices">`,
    ...page.choices.map((choice) => choiceOf(choice, words, page.language)),
    html`<input type="hidden" name="lang" value="${page.language}">${as(button('save', words.save, true))}</form>`,
    html`<form method="post"><p class="soft">${words.stopAllHelp}</p><input type="hidden" name="lang" value="${page.language}">${as(button('stop', words.stopAll))}</form>`,
    html`<h2>${words.data}</h2>`,
    page.asked.copy ? html`<p>${words.copyAsked}</p>` : html`<form method="post"><p>${words.copyHelp}</p><input type="hidden" name="lang" value="${page.language}">${as(button('copy', words.copy))}</form>`,
    page.asked.erasure ? html`<p>${words.eraseAsked}</p>` : html`<form method="post"><p>${words.eraseHelp}</p><label><input type="checkbox" name="never" value="yes"><span>${words.neverAgain}</span></label><input type="hidden" name="lang" value="${page.language}">${as(button('erasure', words.erase))}</form>`,
    html`<p class="soft">${words.until(dateIn(page.until, page.language))}</p>`,
    pageEnd,
  ].join('') as Html
}

/** A page that says one thing, and perhaps asks for one press. */
export function sayingPage(page: { title: string; text: string; language: Language; button?: string; switchable?: boolean }): Html {
  const words = preferenceWords[page.language]
  return [
    pageStart(page.title, page.language),
    page.switchable ? html`<nav><a href="?lang=${words.other.language}" lang="${words.other.language}" hreflang="${words.other.language}">${words.other.name}</a></nav>` : '',
    html`<h1>${page.title}</h1><p role="status">${page.text}</p>`,
    page.button === undefined ? '' : html`<form method="post"><input type="hidden" name="lang" value="${page.language}"><button class="main">${page.button}</button></form>`,
    pageEnd,
  ].join('') as Html
}

