/** One line of the conversation, as it is drawn. */
import type { Conversation } from './conversation.ts'
import { h, linked } from './dom.ts'
import type { Entry, FileView, Pending } from './types.ts'
import type { ChatWords } from './words.ts'

export interface Drawing {
  readonly words: ChatWords
  readonly language: string
  readonly conversation: Conversation
}

function fileLine({ url, name, type, alt }: FileView): HTMLElement {
  const link = { href: url, target: '_blank', rel: 'noopener noreferrer' }
  return type.startsWith('image/') ? h('a', { ...link, class: 'file' }, h('img', { src: url, alt: alt ?? name, loading: 'lazy' })) : h('a', { ...link, class: 'file name' }, name)
}

const clock = (language: string, at: number): string => {
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : { day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat(language, { ...day, hour: 'numeric', minute: '2-digit' }).format(at)
}

export function entryLine({ words, language, conversation }: Drawing, entry: Entry, isLastOfTheirs: boolean): HTMLElement {
  const { ours, text, files = [], at, name, avatar } = entry
  const isGone = text === '' && files.length === 0
  const { seenByUs } = conversation.state
  const seen = !ours && isLastOfTheirs ? ` · ${seenByUs !== null && seenByUs >= at ? words.seen : words.sent}` : ''
  return h('li', { class: ours ? 'ours' : 'mine', 'data-id': entry.id },
    ours ? h('div', { class: 'who' }, avatar === undefined ? null : h('img', { src: avatar, alt: '' }), name ?? '') : h('span', { class: 'hide' }, `${words.you}: `),
    isGone ? h('div', { class: 'words gone' }, words.removed) : text === '' ? null : h('div', { class: 'words' }, ...linked(text)),
    ...files.map(fileLine),
    h('div', { class: 'when' }, `${clock(language, at)}${seen}`))
}

export function pendingLine({ words, conversation }: Drawing, { id, text, files, refused }: Pending): HTMLElement {
  return h('li', { class: 'mine', 'data-id': id },
    h('span', { class: 'hide' }, `${words.you}: `),
    text === '' ? null : h('div', { class: 'words' }, ...linked(text)),
    ...files.map(({ name }) => h('div', { class: 'file name' }, name)),
    refused === true
      ? h('div', { class: 'when bad' }, words.notSent, h('button', { type: 'button', click: () => conversation.retry(id) }, words.again), h('button', { type: 'button', click: () => conversation.drop(id) }, words.drop))
      : h('div', { class: 'when' }, conversation.isOnline ? words.sending : words.waiting))
}
