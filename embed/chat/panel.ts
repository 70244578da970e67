/** The button and the panel, in a shadow root so that neither page disturbs the other. */
import { createAwayForm } from './away-form.ts'
import { readable } from './colour.ts'
import { createComposer } from './composer.ts'
import type { Conversation } from './conversation.ts'
import { h, icon } from './dom.ts'
import type { Memory } from './memory.ts'
import { entryLine, pendingLine, type Drawing } from './messages.ts'
import { css } from './style.ts'
import type { Config } from './types.ts'
import type { ChatWords } from './words.ts'

const bubble = 'M12 3c5.5 0 10 3.6 10 8s-4.5 8-10 8c-1 0-2-.1-2.9-.3L4 21l1.3-4C3.3 15.5 2 13.4 2 11c0-4.4 4.5-8 10-8z'
const cross = 'M6 6l12 12M18 6 6 18'

export interface Panel {
  draw(): void
  open(): void
  close(): void
  remove(): void
}

export function createPanel(config: Config, conversation: Conversation, memory: Memory, { words, language, theme, opened }: { words: ChatWords; language: string; theme: string; opened: () => void }): Panel {
  const host = h('div', { 'data-theme': theme, 'data-rapport-chat': true, lang: language })
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  const [day, night] = [readable(config.colour, '#ffffff'), readable(config.colour, '#1b1b1d')]
  sheet.replaceSync(`${css}:host{--fill-light:${day.fill};--on-light:${day.ink};--fill-dark:${night.fill};--on-dark:${night.ink}}`)
  root.adoptedStyleSheets = [sheet]

  const drawing: Drawing = { words, language, conversation }
  const badge = h('span', { class: 'badge', 'aria-hidden': 'true', hidden: true })
  const launch = h('button', { class: 'launch', type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', click: () => (panel.hidden ? open() : close()) }, icon(bubble), badge)
  const older = h('button', { class: 'more', type: 'button', hidden: true, click: () => void conversation.older() }, words.older)
  const list = h('ol', { role: 'list' })
  const greeting = h('ol', { role: 'list' }, h('li', { class: 'ours' }, h('div', { class: 'who' }, config.name), h('div', { class: 'words', ...(config.greeting === null ? {} : { lang: config.greeting.language }) }, config.greeting?.words ?? words.greeting)))
  // New messages are read out; what is drawn at the opening is not, as the log is filled before it is shown.
  const log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': config.name, tabindex: 0 }, older, greeting, list)
  const offline = h('p', { class: 'note', role: 'status', hidden: true }, words.offline)
  const typing = h('div', { class: 'typing', 'aria-live': 'polite' })
  const away = config.isOpen ? null : createAwayForm(config, conversation, words)
  const composer = away ?? createComposer(config, conversation, memory, words)
  const panel = h('section', { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', hidden: true },
    h('header', {}, h('h2', { id: 'title' }, config.name), h('button', { class: 'icon', type: 'button', 'aria-label': words.close, click: () => close() }, icon(cross))),
    offline, log, typing, composer.form)
  const frame = h('div', { class: config.side === 'left' ? 'left' : 'right' }, panel, launch)
  root.append(frame)
  document.body.append(host)

  panel.addEventListener('keydown', (event) => {
    // Keys typed here are not the site's.
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    close()
  })

  const shown = new Map<string, { drawn: string; line: HTMLElement }>()
  function lines(): HTMLElement[] {
    const { entries, pending } = conversation
    const lastOfTheirs = entries.findLast(({ ours }) => !ours)?.id
    const wanted = [
      ...entries.map((entry) => ({ id: entry.id, drawn: JSON.stringify([entry, entry.id === lastOfTheirs, conversation.state.seenByUs]), make: () => entryLine(drawing, entry, entry.id === lastOfTheirs) })),
      ...pending.map((one) => ({ id: one.id, drawn: JSON.stringify([one, conversation.isOnline]), make: () => pendingLine(drawing, one) })),
    ]
    const ids = new Set(wanted.map(({ id }) => id))
    for (const id of shown.keys()) if (!ids.has(id)) shown.delete(id)
    return wanted.map(({ id, drawn, make }) => {
      const before = shown.get(id)
      if (before?.drawn === drawn) return before.line
      const line = make()
      shown.set(id, { drawn, line })
      return line
    })
  }

  /** Lays the lines out without touching those that stand, so that nothing is read out twice and no focus is lost. */
  function lay(): void {
    const wanted = lines()
    const keep = new Set<Element>(wanted)
    for (const child of Array.from(list.children)) if (!keep.has(child)) child.remove()
    for (const [index, line] of wanted.entries()) if (list.children[index] !== line) list.insertBefore(line, list.children[index] ?? null)
  }

  let atEnd = true
  log.addEventListener('scroll', () => { atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60 })
  const isSeen = (): boolean => !panel.hidden && document.visibilityState === 'visible'

  function draw(): void {
    if (isSeen()) conversation.read()
    const { unread } = conversation
    badge.hidden = unread === 0 || !panel.hidden
    badge.textContent = unread > 9 ? '9+' : String(unread)
    launch.setAttribute('aria-label', panel.hidden ? (unread > 0 ? words.openUnread(unread) : words.open) : words.close)
    offline.hidden = conversation.isOnline
    older.hidden = !conversation.hasOlder
    greeting.hidden = conversation.hasOlder
    const someone = conversation.typing
    typing.textContent = someone === '' ? '' : words.typing(someone)
    const hadFrom = log.scrollHeight - log.scrollTop
    const firstBefore = list.firstElementChild
    lay()
    if (atEnd) log.scrollTop = log.scrollHeight
    else if (list.firstElementChild !== firstBefore) log.scrollTop = log.scrollHeight - hadFrom
  }

  function open(): void {
    if (!panel.hidden) return composer.focus()
    panel.hidden = false
    frame.classList.add('is-open')
    launch.setAttribute('aria-expanded', 'true')
    memory.change((now) => ({ ...now, isOpen: true }))
    opened()
    atEnd = true
    draw()
    composer.focus()
  }
  function close(): void {
    if (panel.hidden) return
    panel.hidden = true
    frame.classList.remove('is-open')
    launch.setAttribute('aria-expanded', 'false')
    memory.change((now) => ({ ...now, isOpen: false }))
    draw()
    launch.focus()
  }
  const onVisible = (): void => draw()
  document.addEventListener('visibilitychange', onVisible)
  draw()
  return {
    draw, open, close,
    remove: () => {
      document.removeEventListener('visibilitychange', onVisible)
      host.remove()
    },
  }
}
