/** Narrows the list: state, whom, team, label, channel, account, priority, language, sentiment, what they want; with chips for what holds. */
import { Button, IconButton } from '../../../components/button.tsx'
import { channelTitle } from '../../../components/channel-mark.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Popover } from '../../../components/popover.tsx'
import { Select } from '../../../components/select.tsx'
import { labelWord, labelWords } from '../../../mentions/label-words.ts'
import { useWords } from '../../../words/words.tsx'
import { priorityWord } from '../acts/ask.tsx'
import { useAccounts, useColleagues, useLabels } from '../arranged.ts'
import { listOf, listToggled, narrowing, sortNames, sortOf, type FilterName, type InboxSearch, type SearchChange, type SortName } from '../inbox-search.ts'
import css from './list-pane.module.css'

export const stateWord = { open: 'inbox.stateOpen', waiting: 'inbox.stateWaiting', snoozed: 'inbox.stateSnoozed', closed: 'inbox.stateClosed' } as const
const sortWord = { newest: 'inbox.sortNewest', oldest: 'inbox.sortOldest', waiting: 'inbox.sortWaiting', due: 'inbox.sortDue' } as const satisfies Record<SortName, string>

interface Props {
  readonly search: InboxSearch
  readonly onChange: (change: SearchChange) => void
}

interface Filter {
  readonly name: FilterName
  readonly title: string
  readonly values: readonly { readonly id: string; readonly label: string }[]
}

/** Every filter with the values that can be chosen here. */
function useFilters(): readonly Filter[] {
  const words = useWords()
  const { t } = words
  const { list: labels } = useLabels()
  const { members, teams } = useColleagues()
  const { list: accounts } = useAccounts()
  const channels = [...new Set(accounts.map((account) => account.channel))]
  return [
    { name: 'states', title: t('inbox.state'), values: Object.entries(stateWord).map(([id, word]) => ({ id, label: t(word) })) },
    { name: 'assignees', title: t('inbox.assignee'), values: [{ id: 'none', label: t('inbox.nobody') }, ...members.map((member) => ({ id: member.id, label: member.name }))] },
    { name: 'teams', title: t('inbox.team'), values: teams.length === 0 ? [] : [{ id: 'none', label: t('inbox.noTeam') }, ...teams.map((team) => ({ id: team.id, label: team.name }))] },
    { name: 'labels', title: t('inbox.label'), values: labels.map((label) => ({ id: label.id, label: label.name })) },
    { name: 'channels', title: t('charts.channel'), values: channels.length < 2 ? [] : channels.map((channel) => ({ id: channel, label: channelTitle(channel) })) },
    { name: 'accounts', title: t('inbox.account'), values: accounts.length < 2 ? [] : accounts.map((account) => ({ id: account.id, label: account.name })) },
    { name: 'priorities', title: t('inbox.priority'), values: Object.entries(priorityWord).map(([id, word]) => ({ id, label: t(word) })) },
    { name: 'visibility', title: t('inbox.visibility'), values: [{ id: 'public', label: t('inbox.public') }, { id: 'private', label: t('inbox.private') }] },
    { name: 'sentiments', title: t('labels.sentiment'), values: Object.keys(labelWords.sentiment).map((id) => ({ id, label: t(labelWord('sentiment', id)) })) },
    { name: 'intents', title: t('labels.intent'), values: Object.keys(labelWords.intent).map((id) => ({ id, label: t(labelWord('intent', id)) })) },
    { name: 'languages', title: t('inbox.language'), values: ['en', 'nl', 'fr', 'de', 'es', 'it', 'pt', 'ja'].map((id) => ({ id, label: words.languageName(id) })) },
  ]
}

export function ListFilters({ search, onChange }: Props) {
  const { t } = useWords()
  const filters = useFilters()
  const count = Object.keys(narrowing(search)).length
  return (
    <Popover label={t('inbox.filters')} align="end" trigger={<IconButton icon="filter" label={count === 0 ? t('inbox.filters') : t('inbox.filtersOn', { n: count })} aria-pressed={count > 0} />}>
      <div className={css.filters}>
        <Select label={t('inbox.sort')} value={sortOf(search)} options={sortNames.map((sort) => ({ value: sort, label: t(sortWord[sort]) }))} onValue={(sort) => onChange({ sort })} />
        {filters.filter((filter) => filter.values.length > 0).map((filter) => (
          <fieldset key={filter.name} className={css.filter}>
            <legend>{filter.title}</legend>
            <div className={css.values}>
              {filter.values.map((value) => {
                const isOn = listOf(search[filter.name]).includes(value.id)
                const next = filter.name === 'visibility' ? (isOn ? undefined : value.id) : listToggled(search[filter.name], value.id)
                return <Button key={value.id} size="s" look={isOn ? 'quiet' : 'plain'} aria-pressed={isOn} icon={isOn ? 'check' : undefined} onClick={() => onChange({ [filter.name]: next })}>{value.label}</Button>
              })}
            </div>
          </fieldset>
        ))}
        {count > 0 && <Button look="plain" icon="close" onClick={() => onChange(Object.fromEntries(Object.keys(narrowing(search)).map((name) => [name, undefined])))}>{t('inbox.filtersOff')}</Button>}
      </div>
    </Popover>
  )
}

/** What narrows the list, each to be taken away. */
export function FilterChips({ search, onChange }: Props) {
  const words = useWords()
  const { t } = words
  const filters = useFilters()
  const chips = Object.entries(narrowing(search)).flatMap(([name, list]) => {
    const filter = filters.find((one) => one.name === name)
    if (name === 'person') return [{ key: name, label: t('inbox.onePerson'), without: { person: undefined } }]
    if (filter === undefined) return [{ key: name, label: name.startsWith('opened') || name.startsWith('closed') ? words.day(new Date(list)) : t('inbox.someTopics'), without: { [name]: undefined } }]
    return listOf(list).map((id) => ({ key: `${name} ${id}`, label: filter.values.find((value) => value.id === id)?.label ?? id, without: { [name]: name === 'visibility' ? undefined : listToggled(list, id) } }))
  })
  if (chips.length === 0) return null
  return (
    <ul className={css.chips} aria-label={t('inbox.filters')}>
      {chips.map((chip) => <li key={chip.key}><button type="button" className={css.chip} aria-label={t('inbox.takeAway', { what: chip.label })} onClick={() => onChange(chip.without)}>{chip.label}<Icon name="close" size={12} /></button></li>)}
    </ul>
  )
}
