/** What a step of a macro does, in a few words. */
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import type { Macro } from '../../../api/routes.ts'
import { useWords } from '../../../words/words.tsx'
import { priorityWord } from '../../inbox/acts/ask.tsx'
import { useColleagues, useLabels } from '../../inbox/arranged.ts'

export type MacroStep = Macro['steps'][number]

export function useStepWords(): (step: MacroStep) => string {
  const { t, list } = useWords()
  const labels = useLabels()
  const { members, teams } = useColleagues()
  const canned = useQuery({ ...apiQuery('/canned-replies'), staleTime: 60_000 }).data?.items
  return useCallback((step) => {
    const labelNames = (ids: readonly string[]): string => list(ids.map((id) => labels.byId.get(id)?.name ?? '?'))
    switch (step.is) {
      case 'assign': return step.to === null ? t('desk.stepUnassign') : t('desk.stepAssign', { name: members.find((one) => one.id === step.to)?.name ?? step.to })
      case 'team': return step.to === null ? t('desk.stepNoTeam') : t('desk.stepTeam', { name: teams.find((one) => one.id === step.to)?.name ?? '?' })
      case 'label': return [...(step.add.length > 0 ? [t('desk.stepLabel', { names: labelNames(step.add) })] : []), ...(step.remove.length > 0 ? [t('desk.stepUnlabel', { names: labelNames(step.remove) })] : [])].join(', ')
      case 'priority': return t('desk.stepPriority', { name: t(priorityWord[step.to]) })
      case 'snooze': return t('desk.stepSnooze')
      case 'close': return t('desk.stepClose')
      case 'reopen': return t('desk.stepReopen')
      case 'spam': return t('inbox.spam')
      case 'not-spam': return t('inbox.notSpam')
      case 'read': return t('desk.stepRead')
      case 'unread': return t('inbox.keyUnread')
      case 'reply': return t('desk.stepReply', { name: canned?.find((one) => one.id === step.canned)?.name ?? '?' })
      case 'note': return t('desk.stepNote', { text: step.text })
    }
  }, [t, list, labels, members, teams, canned])
}
