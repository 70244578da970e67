/** Where the visitor writes, and adds files. */
import type { Conversation } from './conversation.ts'
import { h, icon } from './dom.ts'
import { withoutDraft, type Memory } from './memory.ts'
import type { Config, PendingFile } from './types.ts'
import type { ChatWords } from './words.ts'

const clip = 'M21 11.5 12.4 20a5.5 5.5 0 0 1-7.8-7.8l8.6-8.5a3.7 3.7 0 0 1 5.2 5.2l-8.6 8.5a1.8 1.8 0 0 1-2.6-2.6l7.9-7.8'
const arrow = 'M3 20.5v-6.8L12 12l-9-1.7V3.5L22 12z'
const cross = 'M6 6l12 12M18 6 6 18'

export interface Composer {
  readonly form: HTMLFormElement
  focus(): void
}

export function createComposer(config: Config, conversation: Conversation, memory: Memory, words: ChatWords): Composer {
  const text = h('textarea', { rows: 1, 'aria-label': words.write, placeholder: words.write, maxlength: config.maxText, enterkeyhint: 'send' })
  const fault = h('p', { class: 'fault', role: 'alert', hidden: true })
  const chips = h('ul', { class: 'chips', hidden: true })
  const send = h('button', { class: 'go', type: 'submit', 'aria-label': words.send }, icon(arrow))
  let files: PendingFile[] = []
  let underWay = 0
  let quiet: ReturnType<typeof setTimeout> | undefined
  text.value = memory.get().draft ?? ''

  const isReady = (): boolean => underWay === 0 && (text.value.trim() !== '' || files.length > 0)
  function draw(): void {
    text.style.height = 'auto'
    text.style.height = `${Math.min(140, text.scrollHeight + 2)}px`
    send.setAttribute('aria-disabled', String(!isReady()))
    chips.hidden = files.length === 0
    chips.replaceChildren(...files.map(({ file, name }) => h('li', {}, name, h('button', { class: 'icon', type: 'button', 'aria-label': words.remove(name), click: () => { files = files.filter((one) => one.file !== file); draw(); text.focus() } }, icon(cross)))))
  }
  function say(what: string): void {
    fault.textContent = what
    fault.hidden = what === ''
  }
  async function add(chosen: readonly File[]): Promise<void> {
    const { max, maxBytes } = config.files ?? { max: 0, maxBytes: 0 }
    say('')
    for (const file of chosen) {
      if (files.length + underWay >= max) return say(words.tooMany(max))
      if (file.size > maxBytes) { say(words.tooLarge(file.name, Math.floor(maxBytes / 1e6))); continue }
      underWay++
      draw()
      await conversation.upload(file).then((kept) => { files = [...files, kept] }, () => say(words.noUpload(file.name)))
      underWay--
      draw()
    }
  }
  const picker = h('input', { type: 'file', multiple: true, hidden: true, 'aria-label': words.attach, change: () => { void add([...(picker.files ?? [])]); picker.value = ''; text.focus() } })
  text.addEventListener('input', () => {
    memory.change((now) => ({ ...now, draft: text.value }))
    conversation.type(text.value !== '')
    clearTimeout(quiet)
    quiet = setTimeout(() => conversation.type(false), 5_000)
    draw()
  })
  text.addEventListener('keydown', (event) => {
    // Enter that ends a composed character is not meant for us.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  text.addEventListener('paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])]
    if (pasted.length === 0 || config.files === null) return
    event.preventDefault()
    void add(pasted)
  })
  const form = h('form', {
    submit: (event) => {
      event.preventDefault()
      if (!isReady()) return
      clearTimeout(quiet)
      conversation.say(text.value.trim(), files)
      files = []
      text.value = ''
      memory.change(withoutDraft)
      say('')
      draw()
      text.focus()
    },
  }, chips, fault, h('div', { class: 'row' },
    config.files === null ? null : h('button', { class: 'icon', type: 'button', 'aria-label': words.attach, click: () => picker.click() }, icon(clip)),
    config.files === null ? null : picker, text, send))
  draw()
  return { form, focus: () => text.focus() }
}
