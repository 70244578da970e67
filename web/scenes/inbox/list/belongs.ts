/** Whether a conversation belongs into a view, as far as the page can judge by itself. Pure. */
import type { Conversation } from '../../../api/routes.ts'
import { listOf, viewOf, type InboxSearch, type ViewName } from '../inbox-search.ts'

export interface Reader {
  readonly id: string
  /** Teams of mine. */
  readonly teams: ReadonlySet<string>
}

/** `ask`: only the server knows. */
export type Belongs = 'yes' | 'no' | 'ask'

const isActive = ({ state }: Conversation): boolean => state === 'open' || state === 'waiting'

function ofView(view: ViewName, one: Conversation, me: Reader): Belongs {
  if (view === 'spam') return one.spam ? 'yes' : 'no'
  if (one.spam) return 'no'
  const says = (holds: boolean): Belongs => (holds ? 'yes' : 'no')
  switch (view) {
    case 'waiting': return says(one.state === 'open' && one.waitingSince !== null)
    case 'mine': return says(one.assignee?.id === me.id && isActive(one))
    case 'unassigned': return says(one.assignee === null && one.state === 'open')
    case 'team': return says(one.team !== null && me.teams.has(one.team.id) && isActive(one))
    case 'open': return says(one.state === 'open')
    case 'snoozed': return says(one.state === 'snoozed')
    case 'closed': return says(one.state === 'closed')
    case 'all': return 'yes'
    case 'drafts': return says(one.drafted)
    case 'failed': return says(one.failed)
    case 'mentions': return 'ask'
  }
}

export function belongsTo(search: InboxSearch, one: Conversation, me: Reader): Belongs {
  const view = ofView(viewOf(search), one, me)
  if (view !== 'yes') return view
  const within = (list: string | undefined, values: readonly (string | null)[]): boolean => list === undefined || values.some((value) => listOf(list).includes(value ?? 'none'))
  const holds = within(search.states, [one.state]) && within(search.assignees, [one.assignee?.id ?? null]) && within(search.teams, [one.team?.id ?? null])
    && within(search.labels, one.labels) && within(search.accounts, [one.account]) && within(search.channels, one.channels) && within(search.priorities, [one.priority])
    && within(search.languages, [one.language]) && within(search.sentiments, [one.sentiment]) && within(search.intents, [one.intent])
    && (search.visibility === undefined || search.visibility === one.visibility) && (search.person === undefined || search.person === one.with?.person)
  if (!holds) return 'no'
  return search.topics !== undefined || search.openedFrom !== undefined || search.closedFrom !== undefined ? 'ask' : 'yes'
}
