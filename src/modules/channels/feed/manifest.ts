/** What the feed channel offers and asks for. */
import { z } from 'zod'
import type { Manifest } from '../contract.ts'

export const minIntervalMinutes = 5
export const defaultIntervalMinutes = 15

export interface FeedSettings {
  /** Of a feed, or of a site whose feed shall be found. */
  url: string
  /** How often to look, when the publisher's wish shall not decide. */
  intervalMinutes?: number | undefined
}

/** Accepts what people paste: `example.com/feed`, `feed://…`, with blanks around. */
function completed(written: string): string {
  const address = written.trim().replace(/^feed:(\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'https://')
  return /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[\w.-]+:\d+(\/|$)/.test(address) ? address : `https://${address}`
}

const url = z.string().max(4_096).transform((written, context) => {
  const address = completed(written)
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return new URL(address).href
  context.addIssue({ code: 'custom', message: `"${written.slice(0, 100)}" is not an address on the web; write for example https://ridehome.example/feed.xml` })
  return z.NEVER
})

export const manifest: Manifest<FeedSettings> = {
  id: 'feed',
  name: 'Feeds',
  about: 'News sites, blogs, podcasts and forums that offer RSS, Atom or JSON Feed. The address of the site is enough.',
  reads: ['feed'],
  settings: z.object({ url, intervalMinutes: z.coerce.number().int().min(minIntervalMinutes, `a feed may be asked every ${minIntervalMinutes} minutes at most, out of courtesy`).max(1_440).optional() }),
  fields: [
    { name: 'url', kind: 'url', required: true, leadsOut: true, label: 'Address', help: 'Of the feed, or of the site; its feeds are then found.', example: 'https://ridehome.example' },
    { name: 'intervalMinutes', kind: 'number', required: false, label: 'Minutes between looks', help: `Left empty, the publisher's own wish decides, and ${defaultIntervalMinutes} minutes without one.`, example: '30' },
  ],
  limits: { minIntervalSeconds: minIntervalMinutes * 60 },
}
