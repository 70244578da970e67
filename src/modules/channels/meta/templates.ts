/** Templates of WhatsApp: what they say, and which values they want where. Pure. */
import { SendFault } from '../../../kernel/send-fault.ts'
import { listOf, objectOf, textOf } from '../untrusted-json.ts'

/** Where values go, in the order in which they are asked for. */
interface Slot {
  readonly part: 'header' | 'body' | 'button'
  /** The name of a named value, else its number. */
  readonly name: string
  readonly button?: number
}

export interface WhatsappTemplate {
  readonly name: string
  readonly language: string
  readonly status: string
  readonly category: string
  /** Its words with `{{1}}` or `{{name}}` where values go. */
  readonly text: string
  /** What is asked for, one a value. */
  readonly values: readonly string[]
  readonly slots: readonly Slot[]
  readonly isNamed: boolean
}

const holes = (text: string): string[] => [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? ''))]

/** `null` for what is no template, or has a header that is a file: that cannot be sent with words alone. */
export function readTemplate(value: unknown): WhatsappTemplate | null {
  const template = objectOf(value)
  const [name, language] = [textOf(template?.['name'], 600), textOf(template?.['language'], 20)]
  if (template === null || name === undefined || language === undefined) return null
  const slots: Slot[] = []
  const lines: string[] = []
  for (const one of listOf(template['components'])) {
    const component = objectOf(one)
    const text = textOf(component?.['text'], 2_000) ?? ''
    switch (component?.['type']) {
      case 'HEADER':
        if (component['format'] !== 'TEXT') return null
        slots.push(...holes(text).map((name) => ({ part: 'header' as const, name })))
        lines.push(text)
        break
      case 'BODY':
        slots.push(...holes(text).map((name) => ({ part: 'body' as const, name })))
        lines.push(text)
        break
      case 'FOOTER':
        lines.push(text)
        break
      case 'BUTTONS':
        for (const [index, value] of listOf(component['buttons']).entries()) {
          const button = objectOf(value)
          const url = textOf(button?.['url'], 2_000) ?? ''
          slots.push(...holes(url).map((name) => ({ part: 'button' as const, name, button: index })))
          lines.push(`[${textOf(button?.['text'], 100) ?? ''}]`)
        }
        break
      default:
    }
  }
  const label = ({ part, name }: Slot): string => (part === 'body' ? name : `${part} ${name}`)
  return { name, language, status: textOf(template['status'], 50) ?? '', category: (textOf(template['category'], 50) ?? '').toLowerCase(), text: lines.filter((line) => line !== '').join('\n'), values: slots.map(label), slots, isNamed: template['parameter_format'] === 'NAMED' }
}

/** The values where the template wants them. @throws {SendFault} when there are more or fewer. */
export function componentsFor({ name, slots, isNamed }: WhatsappTemplate, values: readonly string[]): Readonly<Record<string, unknown>>[] {
  if (values.length !== slots.length || values.some((value) => value.trim() === '')) throw new SendFault(`The template "${name}" wants ${slots.length} values, and ${values.filter((value) => value.trim() !== '').length} were given.`, 'whatsapp.values', 'refused')
  const filled = slots.map((slot, index) => ({ slot, text: (values[index] ?? '').replaceAll(/\s+/g, ' ') }))
  const parameters = (part: Slot['part']): Record<string, unknown>[] => filled.filter(({ slot }) => slot.part === part).map(({ slot, text }) => ({ type: 'text', ...(isNamed ? { parameter_name: slot.name } : {}), text }))
  const texts = (['header', 'body'] as const).flatMap((part) => (parameters(part).length === 0 ? [] : [{ type: part, parameters: parameters(part) }]))
  const buttons = filled.filter(({ slot }) => slot.part === 'button').map(({ slot, text }) => ({ type: 'button', sub_type: 'url', index: String(slot.button ?? 0), parameters: [{ type: 'text', text }] }))
  return [...texts, ...buttons]
}
