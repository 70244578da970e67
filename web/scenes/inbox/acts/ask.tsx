/** What is asked before something is done with conversations: whom, which, until when. */
import { useState, type ReactNode } from 'react'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { Conversation, ConversationDeed } from '../../../api/routes.ts'
import { Avatar } from '../../../components/avatar.tsx'
import { Button } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { faultWords } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useNow } from '../../../hooks/now.ts'
import { useWords } from '../../../words/words.tsx'
import { useColleagues, useLabels } from '../arranged.ts'
import { LabelChip } from '../label-chip.tsx'
import { PickDialog, type Choice } from './pick-dialog.tsx'
import { instantOf, localTime, snoozeTimes } from './snooze-times.ts'

export type Asked = 'assign' | 'team' | 'label' | 'priority' | 'snooze'

interface Props {
  readonly asked: Asked
  readonly targets: readonly Conversation[]
  readonly onDeed: (deed: ConversationDeed, said: string) => void
  readonly onClose: () => void
}

export const priorityWord = { low: 'inbox.low', normal: 'inbox.normal', high: 'inbox.high', urgent: 'inbox.urgent' } as const
const snoozeWord = { hour: 'inbox.snoozeHour', evening: 'inbox.snoozeEvening', tomorrow: 'inbox.snoozeTomorrow', weekend: 'inbox.snoozeWeekend', monday: 'inbox.snoozeMonday', week: 'inbox.snoozeWeek' } as const

export function Ask(props: Props): ReactNode {
  switch (props.asked) {
    case 'assign': return <AskMember {...props} />
    case 'team': return <AskTeam {...props} />
    case 'label': return <AskLabel {...props} />
    case 'priority': return <AskPriority {...props} />
    case 'snooze': return <AskSnooze {...props} />
  }
}

const isAll = (targets: readonly Conversation[], holds: (one: Conversation) => boolean): boolean => targets.length > 0 && targets.every(holds)

function AskMember({ targets, onDeed, onClose }: Props) {
  const { t } = useWords()
  const me = useMember()
  const { members } = useColleagues()
  const mine = members.filter((member) => member.mayAnswer).toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id) || Number(b.present) - Number(a.present))
  const choices: Choice[] = [
    ...mine.map((member) => ({ id: member.id, label: member.id === me.id ? `${member.name} (${t('inbox.me')})` : member.name, shown: <><Avatar id={member.id} name={member.name} size="s" />{member.id === me.id ? `${member.name} (${t('inbox.me')})` : member.name}</>, ...(member.present ? { note: t('inbox.present') } : {}), isChosen: isAll(targets, (one) => one.assignee?.id === member.id) })),
    { id: ' none', label: t('inbox.nobody'), isChosen: isAll(targets, (one) => one.assignee === null) },
  ]
  return <PickDialog title={t('inbox.assignTitle', { n: targets.length })} choices={choices} onClose={onClose} onPick={(id) => id === ' none' ? onDeed({ is: 'assign', to: null }, t('inbox.unassigned')) : onDeed({ is: 'assign', to: id }, t('inbox.assigned', { name: members.find((member) => member.id === id)?.name ?? '' }))} />
}

function AskTeam({ targets, onDeed, onClose }: Props) {
  const { t } = useWords()
  const { teams } = useColleagues()
  const choices: Choice[] = [
    ...teams.map((team) => ({ id: team.id, label: team.name, ...(team.mine ? { note: t('inbox.myTeam') } : {}), isChosen: isAll(targets, (one) => one.team?.id === team.id) })),
    { id: ' none', label: t('inbox.noTeam'), isChosen: isAll(targets, (one) => one.team === null) },
  ]
  return <PickDialog title={t('inbox.teamTitle', { n: targets.length })} about={teams.length === 0 ? t('inbox.noTeams') : undefined} choices={choices} onClose={onClose} onPick={(id) => id === ' none' ? onDeed({ is: 'team', to: null }, t('inbox.teamTaken')) : onDeed({ is: 'team', to: id }, t('inbox.teamGiven', { name: teams.find((team) => team.id === id)?.name ?? '' }))} />
}

function AskLabel({ targets, onDeed, onClose }: Props) {
  const words = useWords()
  const { t } = words
  const { list } = useLabels()
  const pick = (id: string, name: string): void => {
    const holds = isAll(targets, (one) => one.labels.includes(id))
    onDeed(holds ? { is: 'label', remove: [id] } : { is: 'label', add: [id] }, t(holds ? 'inbox.labelTaken' : 'inbox.labelGiven', { name }))
  }
  const make = (name: string): void => {
    api('post', '/conversation-labels', { body: { name } }).then(async (label) => {
      await queryClient.invalidateQueries({ queryKey: queryKey('/conversation-labels') })
      pick(label.id, label.name)
    }, (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' }))
  }
  return <PickDialog title={t('inbox.labelTitle', { n: targets.length })} choices={list.map((label) => ({ id: label.id, label: label.name, shown: <LabelChip label={label} />, isChosen: isAll(targets, (one) => one.labels.includes(label.id)) }))} onClose={onClose} onPick={(id) => pick(id, list.find((label) => label.id === id)?.name ?? '')} make={{ label: (text) => t('inbox.makeLabel', { name: text }), onMake: make }} />
}

function AskPriority({ targets, onDeed, onClose }: Props) {
  const { t } = useWords()
  return <PickDialog title={t('inbox.priorityTitle', { n: targets.length })} choices={(['urgent', 'high', 'normal', 'low'] as const).map((priority) => ({ id: priority, label: t(priorityWord[priority]), shown: <><Icon name="flag" size={14} />{t(priorityWord[priority])}</>, isChosen: isAll(targets, (one) => one.priority === priority) }))} onClose={onClose} onPick={(id) => { const to = id as Conversation['priority']; onDeed({ is: 'priority', to }, t('inbox.priorityGiven', { name: t(priorityWord[to]) })) }} />
}

function AskSnooze({ targets, onDeed, onClose }: Props) {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const [own, setOwn] = useState('')
  const until = (at: number): void => onDeed({ is: 'snooze', until: new Date(at).toISOString() }, t('inbox.snoozedTo', { time: words.dayAndClock(new Date(at)) }))
  const times = snoozeTimes(words.zone, now)
  const chosen = instantOf(words.zone, own)
  return (
    <PickDialog
      title={t('inbox.snoozeTitle', { n: targets.length })} about={t('inbox.snoozeAbout')} onClose={onClose}
      choices={[{ id: 'answer', label: t('inbox.snoozeAnswer') }, ...times.map((time) => ({ id: time.name, label: t(snoozeWord[time.name]), note: words.dayAndClock(new Date(time.at), new Date(now)) }))]}
      onPick={(id) => { const time = times.find((one) => one.name === id); if (time) until(time.at); else onDeed({ is: 'snooze', until: null }, t('inbox.snoozedToAnswer')) }}
      foot={<><TextField label={t('inbox.snoozeOwn')} type="datetime-local" min={localTime(words.zone, now)} value={own} onChange={(event) => setOwn(event.target.value)} /><Button look="primary" disabled={chosen === null || chosen <= now} onClick={() => { if (chosen !== null) until(chosen) }}>{t('inbox.snooze')}</Button></>}
    />
  )
}
