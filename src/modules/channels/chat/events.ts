/** What is new for a visitor: as a stream of events, or, where a proxy holds streams back, one answer when there is something. */
import { secondMs } from '../../../kernel/instant.ts'
import type { ChatNews } from './hub.ts'
import type { ChatServing } from './serve.ts'
import { entriesAfter, findVisitor, type Visitor } from './store.ts'
import { entryView, stateView, type EntryView } from './views.ts'

const page = 100
/** Keeps proxies from closing what is quiet. */
const beatMs = 20 * secondMs
const longestWaitS = 25
/** A stream ends by itself after so long, and the widget comes back to whichever server is there then. */
const streamLifeMs = 30 * 60 * secondMs

interface Asked {
  readonly request: Request
  readonly url: URL
  readonly base: string
  readonly from: string
}

const placeOf = (text: string | null): number => (text !== null && /^\d{1,12}$/.test(text) ? Number(text) : 0)

export async function chatEvents(serving: ChatServing, visitor: Visitor, asked: Asked): Promise<Response> {
  const { request, url } = asked
  const after = placeOf(request.headers.get('last-event-id') ?? url.searchParams.get('after'))
  const wait = placeOf(url.searchParams.get('wait'))
  return url.searchParams.has('wait') ? poll(serving, visitor, asked, after, Math.min(wait, longestWaitS)) : stream(serving, visitor, asked, after)
}

async function look(serving: ChatServing, visitor: Visitor, base: string, after: number): Promise<{ entries: EntryView[]; state: ReturnType<typeof stateView> }> {
  const entries = await entriesAfter(serving.db, visitor.id, after, page)
  const now = (await findVisitor(serving.db, visitor.account, visitor.id)) ?? visitor
  return { entries: entries.map((entry) => entryView(entry, visitor.id, base, serving.key)), state: stateView(now) }
}

async function poll(serving: ChatServing, visitor: Visitor, { request, base, from }: Asked, after: number, waitS: number): Promise<Response> {
  const woken = Promise.withResolvers<ChatNews | null>()
  // Listens before it looks, so that nothing falls between.
  const off = serving.hub.listen(visitor.id, from, (news) => woken.resolve(news))
  const timer = setTimeout(() => woken.resolve(null), waitS * secondMs)
  const stop = (): void => woken.resolve(null)
  request.signal.addEventListener('abort', stop, { once: true })
  try {
    const first = await look(serving, visitor, base, after)
    if (first.entries.length > 0 || waitS === 0) return Response.json(first, { headers: { 'cache-control': 'no-store' } })
    const news = await woken.promise
    const then = await look(serving, visitor, base, after)
    return Response.json({ ...then, ...(news?.is === 'typing' ? { typing: news.name } : {}) }, { headers: { 'cache-control': 'no-store' } })
  } finally {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', stop)
    off()
  }
}

function stream(serving: ChatServing, visitor: Visitor, { request, base, from }: Asked, after: number): Response {
  const words = new TextEncoder()
  let place = after
  let told = ''
  let end: () => void = () => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let turn = Promise.resolve()
      let ended = false
      const write = (text: string): void => {
        if (!ended) controller.enqueue(words.encode(text))
      }
      const off = serving.hub.listen(visitor.id, from, (news) => {
        if (news.is === 'typing') write(`event: typing\ndata: ${JSON.stringify({ name: news.name })}\n\n`)
        else turn = turn.then(catchUp)
      })
      const beat = setInterval(() => write(': here\n\n'), beatMs)
      const life = setTimeout(() => end(), streamLifeMs)
      end = () => {
        if (ended) return
        ended = true
        clearInterval(beat)
        clearTimeout(life)
        off()
        request.signal.removeEventListener('abort', end)
        try {
          controller.close()
        } catch {
          // The other side is gone already.
        }
      }
      async function catchUp(): Promise<void> {
        try {
          for (;;) {
            if (ended) return
            const { entries, state } = await look(serving, visitor, base, place)
            for (const entry of entries) {
              write(`id: ${entry.seq}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`)
              place = entry.seq
            }
            const said = JSON.stringify(state)
            if (said !== told) write(`event: state\ndata: ${said}\n\n`)
            told = said
            if (entries.length < page) return
          }
        } catch {
          // The widget comes back, and goes on from its place.
          end()
        }
      }
      request.signal.addEventListener('abort', end, { once: true })
      write('event: hello\ndata: {}\n\n')
      turn = turn.then(catchUp)
    },
    cancel: () => end(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } })
}
