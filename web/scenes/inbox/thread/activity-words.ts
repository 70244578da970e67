/** What was done with a conversation, as a sentence. Pure but for the words. */
import type { ActivityEntry } from '../../../api/routes.ts'
import type { WordKey, Words } from '../../../words/words.tsx'
import { priorityWord } from '../acts/ask.tsx'

const plain: Readonly<Record<string, WordKey>> = {
  unassigned: 'thread.didUnassign', reopened: 'thread.didReopen', woken: 'thread.didWake', opened: 'thread.didOpen', spam: 'thread.didSpam', 'not-spam': 'thread.didNotSpam', 'join-undone': 'thread.didUndoJoin', 'split-undone': 'thread.didUndoSplit', undone: 'thread.didUndo',
}
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter((one) => one !== '') : [])

type Say = Pick<Words, 't' | 'list' | 'dayAndClock'>

/** Without who did it. */
function deedWords({ deed, facts }: ActivityEntry, words: Say): string {
  const { t } = words
  const name = text(facts['name'])
  switch (deed) {
    case 'assigned': return t('thread.didAssign', { name })
    case 'team': return name === '' ? t('thread.didNoTeam') : t('thread.didTeam', { name })
    case 'labelled': {
      const [added, removed] = [texts(facts['added']), texts(facts['removed'])]
      return [...(added.length > 0 ? [t('thread.didLabel', { names: words.list(added) })] : []), ...(removed.length > 0 ? [t('thread.didUnlabel', { names: words.list(removed) })] : [])].join(', ')
    }
    case 'priority': { const to = text(facts['to']); return t('thread.didPriority', { name: to in priorityWord ? t(priorityWord[to as keyof typeof priorityWord]) : to }) }
    case 'snoozed': { const until = text(facts['until']); return until === '' ? t('thread.didSnoozeAnswer') : t('thread.didSnooze', { time: words.dayAndClock(new Date(until)) }) }
    case 'closed': { const because = text(facts['because']); return because === '' ? t('thread.didClose') : t('thread.didCloseBecause', { because }) }
    case 'joined': return t('thread.didJoin', { n: text(facts['number']), subject: text(facts['subject']) })
    case 'joined-to': return t('thread.didJoinTo', { n: text(facts['number']) })
    case 'split': return t('thread.didSplit', { n: text(facts['number']) })
    case 'split-from': return t('thread.didSplitFrom', { n: text(facts['number']) })
    case 'renamed': return t('thread.didRename', { subject: text(facts['to'] ?? facts['subject']) })
    default: { const key = plain[deed]; return key === undefined ? deed.replaceAll('-', ' ') : (t as (key: WordKey) => string)(key) }
  }
}

/** "Ann assigned it to Bea": the deed with its doer. */
export function activityWords(entry: ActivityEntry, words: Say): string {
  const said = deedWords(entry, words)
  return entry.by.kind === 'system' ? words.t('thread.byItself', { what: said }) : words.t('thread.by', { who: entry.by.name, what: said })
}
