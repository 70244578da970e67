/** What a deed makes of a conversation. Pure. */
import { Conflict } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Made } from '../change.ts'
import type { Conversation } from '../model.ts'
import type { Deed } from './api.ts'

/** Names as they are now, for the story. */
export interface Names {
  readonly members: ReadonlyMap<string, string>
  readonly teams: ReadonlyMap<Uuid, string>
  readonly labels: ReadonlyMap<Uuid, string>
}

type Lines = Made['lines']

export function done(before: Conversation, deed: Exclude<Deed, { is: 'read' | 'unread' }>, now: Instant, names: Names): Made {
  const made = (change: Partial<Conversation>, lines: Lines): Made => ({ before, after: { ...before, ...change }, lines })
  const nothing: Made = { before, after: before, lines: [] }
  switch (deed.is) {
    case 'assign':
      return deed.to === before.assignee ? nothing : made({ assignee: deed.to }, [{ deed: deed.to === null ? 'unassigned' : 'assigned', facts: { to: deed.to, name: deed.to === null ? null : names.members.get(deed.to) ?? deed.to, from: before.assignee } }])
    case 'team':
      return deed.to === before.team ? nothing : made({ team: deed.to }, [{ deed: 'team', facts: { to: deed.to, name: deed.to === null ? null : names.teams.get(deed.to) ?? '' } }])
    case 'label': {
      const added = deed.add.filter((label) => !before.labels.includes(label))
      const removed = deed.remove.filter((label) => before.labels.includes(label))
      if (added.length + removed.length === 0) return nothing
      const named = (ids: readonly Uuid[]): string[] => ids.map((id) => names.labels.get(id) ?? '')
      return made({ labels: [...before.labels.filter((label) => !removed.includes(label)), ...added] }, [{ deed: 'labelled', facts: { added: named(added), removed: named(removed) } }])
    }
    case 'priority':
      return deed.to === before.priority ? nothing : made({ priority: deed.to }, [{ deed: 'priority', facts: { to: deed.to, from: before.priority } }])
    case 'snooze': {
      const until = deed.until === null ? null : Date.parse(deed.until)
      if (until !== null && until <= now) throw new Conflict('That time has passed. Choose a later one.', 'conversations.snooze-past')
      if (before.state === 'snoozed' && before.snoozedUntil === until) return nothing
      return made({ state: 'snoozed', snoozedUntil: until, closedAt: null, closedBecause: null }, [{ deed: 'snoozed', facts: { until: deed.until } }])
    }
    case 'close':
      return before.state === 'closed' ? nothing : made({ state: 'closed', closedAt: now, closedBecause: deed.because || null, snoozedUntil: null, waitingSince: null }, [{ deed: 'closed', facts: { because: deed.because || null } }])
    case 'reopen':
      return before.state === 'open' ? nothing : made({ state: 'open', closedAt: null, closedBecause: null, snoozedUntil: null, reopened: before.reopened + (before.state === 'closed' ? 1 : 0) }, [{ deed: before.state === 'snoozed' ? 'woken' : 'reopened' }])
    case 'spam':
      return before.spam ? nothing : made({ spam: true, state: 'closed', closedAt: before.closedAt ?? now, waitingSince: null, snoozedUntil: null }, [{ deed: 'spam' }])
    case 'not-spam':
      return before.spam ? made({ spam: false, state: 'open', closedAt: null, closedBecause: null }, [{ deed: 'not-spam' }]) : nothing
  }
}
