/** Somebody's own page, which says by rel=me who they are elsewhere. */
import type { Person } from '../world/person.ts'
import { escapeHtml } from './mastodon.ts'

/** Links back to the identities that link here or are this domain; the proof holds both ways where the world says it was verified. */
export function personalPage(person: Person, host: string): string {
  const mine = person.identities.filter((identity) => identity.url !== undefined && (identity.handle === host || identity.bio.includes(host) || identity.links.some((link) => link.verified && link.url.includes(`//${host}`))))
  const links = mine.map((identity) => `<li><a rel="me" href="${escapeHtml(identity.url ?? '')}">${escapeHtml(identity.handle)}</a></li>`).join('')
  return `<!doctype html><html lang="${person.sketch.language}"><head><meta charset="utf-8"><title>${escapeHtml(host)}</title></head><body class="h-card"><h1 class="p-name">${escapeHtml(mine[0]?.name ?? host)}</h1><p class="p-locality">${escapeHtml(person.sketch.place.name)}</p><ul>${links}</ul></body></html>`
}
