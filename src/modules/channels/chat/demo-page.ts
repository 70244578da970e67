/** A page of our own on which members try a chat before it stands on the site. */
import type { Uuid } from '../../../kernel/ids.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const title = { en: 'Try the chat', nl: 'De chat proberen' }
const missing = { en: 'There is no such chat. Choose one under Settings, Accounts.', nl: 'Deze chat bestaat niet. Kies er een onder Instellingen, Accounts.' }
const shown = { en: 'This is how the chat of {name} stands on your site. What you write here arrives in the inbox.', nl: 'Zo staat de chat van {name} op je site. Wat je hier schrijft, komt in de inbox.' }

export interface ChatDemoDeps {
  readonly publicUrl: string
  isSignedIn(request: Request): Promise<boolean>
  /** The name of a chat account; `null` when there is none. */
  nameOf(account: Uuid): Promise<string | null>
}

/** Answers `/embed/chat/demo?account=…`; `null` for other addresses. */
export function chatDemo({ publicUrl, isSignedIn, nameOf }: ChatDemoDeps): (request: Request, url: URL) => Promise<Response | null> {
  return async (request, url) => {
    if (url.pathname !== '/embed/chat/demo') return null
    if (!(await isSignedIn(request))) return new Response(null, { status: 302, headers: { location: `/sign-in?next=${encodeURIComponent(`${url.pathname}${url.search}`)}`, 'cache-control': 'no-store' } })
    const account = url.searchParams.get('account') ?? ''
    const name = await nameOf(account)
    const language = /^nl\b/i.test(request.headers.get('accept-language') ?? '') ? 'nl' : 'en'
    const script = name === null ? '' : `<script src="${escaped(publicUrl)}/embed/chat.js" data-account="${escaped(account)}" async></script>`
    const about = name === null ? missing[language] : shown[language].replace('{name}', name)
    const page = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title[language]}</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60ch;margin:15vh auto;padding:0 1rem}</style></head><body><main><h1>${title[language]}</h1><p>${escaped(about)}</p></main>${script}</body></html>`
    const origin = new URL(publicUrl).origin
    return new Response(page, {
      headers: {
        'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store',
        'content-security-policy': `default-src 'none'; script-src 'self' ${origin}; connect-src 'self' ${origin}; img-src 'self' ${origin} data: blob: https:; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'`,
      },
    })
  }
}
