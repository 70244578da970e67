/** One live stream a tab: server-sent events, to which every part of the product adds its own. */
import type { Actor } from '../../kernel/permission.ts'

export interface LiveTab {
  readonly actor: Actor
  /** What the page asked for, as the route read it. */
  readonly asked: object
  send(event: string, data: unknown): void
  /** Events that were written already, so that many tabs share them. */
  sendWritten(events: Uint8Array): void
}

export interface LiveHub {
  open(actor: Actor, asked: object): Response
  readonly tabs: ReadonlySet<LiveTab>
  close(): void
}

const beatEveryMs = 20_000
const maxTabs = 2_000
/** What may wait for a page that does not read, in bytes. */
const maxWaitingBytes = 4_000_000

const encoder = new TextEncoder()
export const written = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

interface OpenTab extends LiveTab {
  end(): void
}

export function openLiveHub(): LiveHub {
  const tabs = new Set<OpenTab>()
  const beat = setInterval(() => {
    for (const tab of tabs) tab.send('beat', {})
  }, beatEveryMs)
  beat.unref()

  const tabOn = (controller: ReadableStreamDefaultController<Uint8Array>, actor: Actor, asked: object): OpenTab => {
    const tab: OpenTab = {
      actor, asked,
      send: (event, data) => tab.sendWritten(encoder.encode(written(event, data))),
      sendWritten: (events) => {
        if (!tabs.has(tab)) return
        if ((controller.desiredSize ?? 0) > -maxWaitingBytes) return controller.enqueue(events)
        // A page that does not read is let go, with all that waits for it; it reconnects when it is back.
        tabs.delete(tab)
        controller.error(new Error('The page does not read.'))
      },
      end: () => {
        if (tabs.delete(tab)) controller.close()
      },
    }
    return tab
  }

  return {
    tabs,
    open: (actor, asked) => {
      let tab: OpenTab | null = null
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          tab = tabOn(controller, actor, asked)
          if (tabs.size >= maxTabs) for (const oldest of tabs) { oldest.end(); break }
          tabs.add(tab)
          controller.enqueue(encoder.encode(`retry: 2000\n${written('ready', {})}`))
        },
        cancel: () => {
          if (tab) tabs.delete(tab)
        },
      }, new ByteLengthQueuingStrategy({ highWaterMark: 0 }))
      return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } })
    },
    close: () => {
      clearInterval(beat)
      for (const tab of tabs) tab.end()
    },
  }
}
