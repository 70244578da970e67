/** Outside business hours: a name, an address, a message; answered by mail. */
import type { Conversation } from './conversation.ts'
import { h } from './dom.ts'
import { newMessageId } from './message-id.ts'
import type { Config } from './types.ts'
import type { ChatWords } from './words.ts'

export function createAwayForm(config: Config, conversation: Conversation, words: ChatWords): { readonly form: HTMLFormElement; focus(): void } {
  let id = newMessageId()
  const field = <E extends HTMLInputElement | HTMLTextAreaElement>(input: E, label: string, check: (text: string) => string): { input: E; row: HTMLElement; isGood: () => boolean } => {
    const fault = h('p', { class: 'fault', id: `${input.id}-fault`, hidden: true })
    const look = (): boolean => {
      const said = check(input.value.trim())
      fault.textContent = said
      fault.hidden = said === ''
      input.setAttribute('aria-invalid', String(said !== ''))
      if (said === '') input.removeAttribute('aria-describedby')
      else input.setAttribute('aria-describedby', fault.id)
      return said === ''
    }
    input.addEventListener('change', look)
    return { input, row: h('div', {}, h('label', { for: input.id }, label), input, fault), isGood: look }
  }
  const needed = (text: string): string => (text === '' ? words.needed : '')
  const name = field(h('input', { type: 'text', id: 'away-name', autocomplete: 'name', required: true, maxlength: 200 }), words.name, needed)
  const mail = field(h('input', { type: 'email', id: 'away-mail', autocomplete: 'email', required: true, maxlength: 320 }), words.mail, (text) => needed(text) || (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? '' : words.badMail))
  const text = field(h('textarea', { id: 'away-text', rows: 4, required: true, maxlength: config.maxText }), words.message, needed)
  name.input.value = conversation.person.name
  mail.input.value = conversation.person.mail
  const told = h('p', { class: 'note', role: 'status', tabindex: -1, hidden: true })
  const fields = h('div', { class: 'fields' }, name.row, mail.row, text.row, h('button', { class: 'go', type: 'submit' }, words.leave))
  const form = h('form', {
    novalidate: true,
    submit: (event) => {
      event.preventDefault()
      const wrong = [name, mail, text].filter((one) => !one.isGood())
      if (wrong[0]) return wrong[0].input.focus()
      const left = { id, name: name.input.value.trim(), mail: mail.input.value.trim(), text: text.input.value.trim() }
      void conversation.leave(left).then(() => {
        id = newMessageId()
        text.input.value = ''
        fields.hidden = true
        told.textContent = words.thanks(left.mail)
        told.hidden = false
        told.focus()
      }, () => {
        told.textContent = words.notSent
        told.hidden = false
      })
    },
  }, h('p', { class: 'note', ...(config.away === null ? {} : { lang: config.away.language }) }, config.away?.words ?? words.away), fields, told)
  return { form, focus: () => (name.input.value === '' ? name.input : text.input).focus() }
}
