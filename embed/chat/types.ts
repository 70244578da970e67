/** What the widget and the server say to each other; the server's side is `src/modules/channels/chat/views.ts`. */

export interface FileView {
  readonly url: string
  readonly name: string
  readonly type: string
  readonly bytes: number
  readonly alt?: string
}

export interface Entry {
  readonly seq: number
  readonly id: string
  readonly ours: boolean
  readonly text: string
  readonly at: number
  readonly name?: string
  readonly avatar?: string
  readonly removes?: string
  readonly files?: readonly FileView[]
}

export interface State {
  readonly last: number
  readonly delivered: number
  readonly read: number
  readonly seenByUs: number | null
}

export interface Config {
  readonly name: string
  readonly colour: string
  readonly side: 'left' | 'right'
  readonly isOpen: boolean
  readonly greeting: { readonly language: string; readonly words: string } | null
  readonly away: { readonly language: string; readonly words: string } | null
  readonly files: { readonly max: number; readonly maxBytes: number } | null
  readonly maxText: number
}

export interface Session {
  readonly token: string
  readonly name: string | null
  readonly mail: string | null
  readonly state: State
  readonly entries: readonly Entry[]
  readonly older: boolean
}

export interface PendingFile {
  readonly file: string
  readonly name: string
  readonly type: string
  readonly bytes: number
}

/** Written here and not yet acknowledged. */
export interface Pending {
  readonly id: string
  readonly text: string
  readonly files: readonly PendingFile[]
  readonly at: number
  /** The server said no: it waits for the person. */
  readonly refused?: boolean
}
