/**
 * The chat on a site, begun by one script tag:
 * `<script src="https://…/embed/chat.js" data-account="…" async></script>`.
 * Nothing is kept in the browser and no session begins before the visitor opens
 * it, unless they were here before or the site says who they are.
 */
import { createApi, Trouble } from './api.ts'
import { openConversation } from './conversation.ts'
import { openMemory } from './memory.ts'
import { createPanel, type Panel } from './panel.ts'
import type { Config } from './types.ts'
import { wordsIn } from './words.ts'

/** What the site may do with the chat, as `window.rapportChat`. */
export interface SiteControl {
  open(): void
  close(): void
  /** Says who is signed in: a JSON Web Token of the site's server. */
  identify(token: string): void
  /** Forgets who this was; call it when they sign out. */
  signOut(): void
}

declare global {
  interface Window {
    rapportChat?: SiteControl
  }
}

const tries = 5

async function configOf(ask: () => Promise<Config>): Promise<Config | null> {
  for (let attempt = 0; attempt < tries; attempt++) {
    try {
      return await ask()
    } catch (thrown) {
      if (thrown instanceof Trouble && thrown.is !== 'away') return null
      await new Promise((resolve) => setTimeout(resolve, 2_000 * 2 ** attempt))
    }
  }
  return null
}

async function start(script: HTMLScriptElement): Promise<void> {
  const { account = '', language, theme = 'system', identity } = script.dataset
  const server = new URL(script.src).origin
  const wanted = [...(language === undefined ? [] : [language]), ...navigator.languages]
  const own = wordsIn(wanted)
  const api = createApi(`${server}/serve/chat/${account}`)
  const memory = openMemory(account)
  let panel: Panel | null = null
  let isOpenWanted = false
  let isBegun = false
  const conversation = openConversation(account, api, memory, wanted[0] ?? own.language, () => panel?.draw())
  const begin = (token?: string): void => {
    if (isBegun && token === undefined) return
    isBegun = true
    void conversation.begin(token).catch(() => { isBegun = false })
  }
  window.rapportChat = {
    open: () => (panel === null ? (isOpenWanted = true) : panel.open()),
    close: () => { isOpenWanted = false; panel?.close() },
    identify: (token) => begin(token),
    signOut: () => { isBegun = false; conversation.forget() },
  }
  const config = await configOf(() => api.config(wanted))
  if (config === null) return console.warn('Rapport chat: this account is not known, or the chat may not stand on this site. See Settings, Accounts.')
  panel = createPanel(config, conversation, memory, { words: own.words, language: own.language, theme, opened: () => begin() })
  const remembered = memory.get()
  if (identity !== undefined && identity !== '') begin(identity)
  else if (remembered.token !== undefined || (remembered.pending ?? []).length > 0) begin()
  if (isOpenWanted || remembered.isOpen === true) panel.open()
}

const script = document.currentScript
if (script instanceof HTMLScriptElement && window.rapportChat === undefined) {
  const ready = (): void => void start(script)
  if (document.body === null) document.addEventListener('DOMContentLoaded', ready, { once: true })
  else ready()
}
