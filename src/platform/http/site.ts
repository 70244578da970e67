/** The page's files: hashed ones for ever, the rest asked for anew; compressed when they were built. */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon',
  '.woff2': 'font/woff2', '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8', '.map': 'application/json',
}

interface Served {
  readonly plain: Buffer
  /** As the build compressed it (Brotli); `null` where it did not. */
  readonly small: Buffer | null
  readonly type: string
  readonly etag: string
  readonly modifiedMs: number
}

export interface Site {
  /** A file of the page, or the page itself for its own addresses; `null` when it was not built. */
  serve(request: Request, path: string): Promise<Response | null>
}

export function openSite(folder: string): Site {
  const cache = new Map<string, Served>()

  async function load(path: string): Promise<Served | null> {
    const full = join(folder, normalize(`/${path}`))
    if (!full.startsWith(folder + sep)) return null
    const info = await stat(full).catch(() => null)
    if (!info?.isFile()) return null
    const before = cache.get(full)
    if (before?.modifiedMs === info.mtimeMs) return before
    const plain = await readFile(full)
    const served: Served = {
      plain,
      small: await readFile(`${full}.br`).catch(() => null),
      type: types[extname(full)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`,
      modifiedMs: info.mtimeMs,
    }
    cache.set(full, served)
    return served
  }

  return {
    serve: async (request, path) => {
      let decoded: string
      try {
        decoded = decodeURIComponent(path)
      } catch {
        // What cannot be decoded names no file; the page says that there is nothing there.
        decoded = '/%'
      }
      const isFile = extname(decoded) !== ''
      const found = decoded.includes('\0') ? null : await load(decoded === '/' ? 'index.html' : decoded)
      const served = found ?? (isFile ? null : await load('index.html'))
      if (served === null) return null
      const headers = new Headers({
        'content-type': served.type, etag: served.etag, vary: 'accept-encoding',
        'cache-control': decoded.startsWith('/assets/') && found ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
      if (request.headers.get('if-none-match') === served.etag) return new Response(null, { status: 304, headers })
      const small = served.small !== null && /\bbr\b/.test(request.headers.get('accept-encoding') ?? '')
      if (small) headers.set('content-encoding', 'br')
      return new Response(new Uint8Array(small && served.small ? served.small : served.plain), { headers })
    },
  }
}

/** What a browser may do with the page: only our own scripts and styles, pictures through us. */
export function securityHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
