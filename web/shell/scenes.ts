/** The scenes in the order of navigation. A scene appears when it works and the member may see it. */
import type { Permission } from '../../src/kernel/permission.ts'
import type { IconName } from '../components/icon.tsx'
import type { WordKey } from '../words/words.tsx'

export interface Scene {
  readonly id: string
  readonly to: '/' | '/listen' | '/inbox' | '/people' | '/settings'
  readonly icon: IconName
  readonly word: WordKey & ('shell.today' | 'shell.listen' | 'shell.inbox' | 'shell.people' | 'shell.settings')
  readonly goWord: WordKey & ('shell.goToday' | 'shell.goListen' | 'shell.goInbox' | 'shell.goPeople' | 'shell.goSettings')
  readonly keys: string
  readonly needs?: Permission
  /** What its number in the navigation counts: conversations that wait for us. */
  readonly counts?: 'waiting'
  /** Views of the scene that have addresses of their own. */
  readonly also?: readonly string[]
}

export const scenes: readonly Scene[] = [
  { id: 'today', to: '/', icon: 'today', word: 'shell.today', goWord: 'shell.goToday', keys: 'g t' },
  { id: 'listen', to: '/listen', icon: 'listen', word: 'shell.listen', goWord: 'shell.goListen', keys: 'g l', needs: 'mentions.read' },
  { id: 'inbox', to: '/inbox', icon: 'inbox', word: 'shell.inbox', goWord: 'shell.goInbox', keys: 'g i', needs: 'conversations.read', counts: 'waiting' },
  { id: 'people', to: '/people', icon: 'people', word: 'shell.people', goWord: 'shell.goPeople', keys: 'g p', needs: 'people.read', also: ['/companies', '/life-cycle', '/value', '/recognition'] },
]

/** At the foot of the navigation, apart from the work. */
export const settingsScene: Scene = { id: 'settings', to: '/settings', icon: 'settings', word: 'shell.settings', goWord: 'shell.goSettings', keys: 'g s' }
