/** Sends what stands in the composer, once, and offers to take it back. */
import { useCallback, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import { ApiFault } from '../../../api/fault.ts'
import type { Composition, Entry, MessageEntry, OutputOf } from '../../../api/routes.ts'
import { faultWords } from '../../../components/states.tsx'
import { dismiss, toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { refreshAround } from '../acts/use-acts.ts'

export type Then = 'wait' | 'close' | 'keep-open'
export interface SendOptions {
  readonly then: Then
  readonly sendAt?: number
  /** Although a colleague has answered meanwhile. */
  readonly knowing?: boolean
}

/** A colleague was faster: who, and with what. */
export interface Meanwhile {
  readonly words: string
  readonly text: string | null
  readonly options: SendOptions
}

interface Options {
  readonly conversation: string
  readonly content: Composition
  readonly mentions: readonly string[]
  readonly seen: string | null
  readonly canned: string | null
  readonly onEntry: (entry: Entry) => void
  readonly onTaken: (message: string) => void
  /** It is being sent: what is written from now on is something new. */
  readonly onLeave: () => void
  /** It could not be sent. */
  readonly onBack: (content: Composition) => void
  /** It is on its way, or kept. */
  readonly onDone: (then: Then | null) => void
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What a refusal says of the colleague's answer. */
export function meanwhileOf(fault: ApiFault, words: string, options: SendOptions): Meanwhile {
  return { words, text: text(fault.details['text']), options }
}

export function useSend(options: Options) {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null)
  // The same until it went: pressing again after a cut connection sends nothing twice.
  const key = useRef<string | null>(null)

  const takeBack = useCallback((message: MessageEntry): void => {
    api('post', '/messages/{id}/take-back', { params: { id: message.id }, body: {} }).then(() => { options.onTaken(message.id); refreshAround() }, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' }))
  }, [options, words])

  const tellSent = (message: MessageEntry): void => {
    if (message.state === 'held') { toast(words.t('composer.asked')); return }
    const waitMs = message.sendAfter === null ? 0 : Date.parse(message.sendAfter) - Date.now()
    if (waitMs < 500) return
    const isLater = waitMs > 120_000
    const id = toast(isLater ? words.t('composer.goesAt', { time: words.dayAndClock(new Date(message.sendAfter ?? '')) }) : words.t('composer.goes', { n: Math.round(waitMs / 1_000) }), { lastsMs: isLater ? 10_000 : waitMs, undo: () => { dismiss(id); takeBack(message) } })
  }

  const send = async (how: SendOptions): Promise<void> => {
    if (isBusy) return
    const { conversation, content } = options
    setBusy(true)
    key.current ??= crypto.randomUUID()
    options.onLeave()
    try {
      if (content.is === 'note') {
        const note: OutputOf<'post', '/conversations/{id}/notes'> = await api('post', '/conversations/{id}/notes', { params: { id: conversation }, body: { key: key.current, text: content.text, mentions: [...options.mentions], files: content.files } })
        options.onEntry(note)
        options.onDone(null)
      } else {
        const message = await api('post', '/conversations/{id}/messages', {
          params: { id: conversation },
          body: { ...content, mentions: [], key: key.current, seen: options.seen, knowing: how.knowing ?? false, then: how.then, ...(how.sendAt === undefined ? {} : { sendAt: new Date(how.sendAt).toISOString() }), ...(options.canned === null ? {} : { canned: options.canned }) },
        })
        options.onEntry(message)
        tellSent(message)
        options.onDone(how.then)
      }
      key.current = null
      setMeanwhile(null)
      refreshAround()
    } catch (fault) {
      options.onBack(content)
      // What was refused never went, so that it may be sent anew; what was cut off is asked for with the same key.
      if (fault instanceof ApiFault && fault.status !== 0 && fault.status < 500) key.current = null
      if (fault instanceof ApiFault && fault.code === 'conversations.answered-meanwhile') setMeanwhile(meanwhileOf(fault, faultWords(fault, words), how))
      else toast(faultWords(fault, words), { tone: 'negative' })
    } finally {
      setBusy(false)
    }
  }
  return { send, isBusy, meanwhile, dismissMeanwhile: () => setMeanwhile(null) }
}
