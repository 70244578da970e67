/** What narrows the view: topics, channels, languages and the rest, each as a list that opens from a button. */
import { memo, useState, type ReactNode } from 'react'
import type { OutputOf, Topic } from '../../api/routes.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { ChannelMark, channelTitle } from '../../components/channel-mark.tsx'
import { Popover } from '../../components/popover.tsx'
import { Segments } from '../../components/tabs.tsx'
import { TextField } from '../../components/text-field.tsx'
import { phoneQuery, useMedia } from '../../hooks/media.ts'
import { useWords, type Words } from '../../words/words.tsx'
import { CheckList, type Choice } from './check-list.tsx'
import { LabelLists } from './label-filters.tsx'
import { gatherChoices, isNarrowed, labelCount, ownChoices, repostChoices, toggled, type ListenFilter } from './listen-filter.ts'
import type { ListenView } from './use-listen-filter.ts'
import { kindWord } from '../../mentions/kind-words.ts'
import css from './filter-bar.module.css'

type Facets = OutputOf<'get', '/mentions/facets'>
interface Props {
  readonly view: ListenView
  readonly topics: readonly Topic[]
  readonly colours: ReadonlyMap<string, string>
  readonly facets: Facets | undefined
  readonly mayManage: boolean
  readonly onEdit: (topic: string) => void
}

export function languageTitle(tag: string, words: Pick<Words, 't' | 'languageName'>): string {
  if (tag === 'und' || tag === '') return words.t('listen.languageUnknown')
  const name = words.languageName(tag)
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}

export const FilterBar = memo(function FilterBar(props: Props) {
  const { view: { filter, change } } = props
  const words = useWords()
  const isPhone = useMedia(phoneQuery)
  const count = filter.topics.length + filter.channels.length
  const rest = filter.languages.length + filter.kinds.length + labelCount(filter) + (filter.author ? 1 : 0) + (filter.reposts === 'with' ? 0 : 1) + (filter.own === 'with' ? 0 : 1)
  const some = (all: string, chosen: readonly string[], name: (value: string) => string): string => chosen.length === 0 ? all : chosen.length === 1 ? name(chosen[0] ?? '') : `${name(chosen[0] ?? '')} +${chosen.length - 1}`
  const topicName = (id: string): string => props.topics.find((topic) => topic.id === id)?.name ?? id
  if (isPhone) {
    return (
      <Popover label={words.t('listen.filters')} trigger={<Button icon="filter" after="down">{isNarrowed(filter) ? words.t('listen.filtersSet', { n: count + rest }) : words.t('listen.filters')}</Button>}>
        <div className={css.all}><TopicList {...props} /><ChannelList {...props} /><LanguageList {...props} /><MoreFilters filter={filter} change={change} facets={props.facets} /></div>
      </Popover>
    )
  }
  return (
    <>
      <ListMenu title={some(words.t('listen.allTopics'), filter.topics, topicName)} label={words.t('listen.topics')} isSet={filter.topics.length > 0}><TopicList {...props} isQuiet /></ListMenu>
      <ListMenu title={some(words.t('listen.allChannels'), filter.channels, channelTitle)} label={words.t('listen.channels')} isSet={filter.channels.length > 0}><ChannelList {...props} isQuiet /></ListMenu>
      <ListMenu title={rest > 0 ? words.t('listen.filtersSet', { n: rest }) : words.t('common.more')} label={words.t('listen.moreFilters')} isSet={rest > 0}><div className={css.all}><LanguageList {...props} /><MoreFilters filter={filter} change={change} facets={props.facets} /></div></ListMenu>
    </>
  )
})

function ListMenu({ title, label, isSet, children }: { readonly title: string; readonly label: string; readonly isSet: boolean; readonly children: ReactNode }) {
  return <Popover label={label} align="end" trigger={<Button after="down" className={isSet ? css.set : undefined} aria-label={`${label}: ${title}`}>{title}</Button>}>{children}</Popover>
}

type ListProps = Props & { readonly isQuiet?: boolean }

function TopicList({ view: { filter, change }, topics, colours, mayManage, onEdit, isQuiet = false }: ListProps) {
  const words = useWords()
  const choices = topics.map((topic): Choice => ({
    value: topic.id,
    label: topic.name,
    mark: <span className={css.swatch} style={{ background: colours.get(topic.id) }} />,
    ...(mayManage && { after: <IconButton size="s" icon="edit" label={words.t('listen.editTopic', { name: topic.name })} onClick={() => onEdit(topic.id)} /> }),
  }))
  return (
    <div className={css.topics}>
      <CheckList label={words.t('listen.topics')} isLabelQuiet={isQuiet} choices={choices} chosen={filter.topics} onToggle={(id) => change({ topics: toggled(filter.topics, id), slice: {} })} />
      {mayManage && <Button look="plain" icon="plus" keys="t" onClick={() => onEdit('new')}>{words.t('listen.newTopic')}</Button>}
    </div>
  )
}

function ChannelList({ view: { filter, change }, facets, isQuiet = false }: ListProps) {
  const words = useWords()
  const choices = (facets?.channels ?? []).map(({ key, count }): Choice => ({ value: key, label: channelTitle(key), count, mark: <ChannelMark channel={key} named /> }))
  return <CheckList label={words.t('listen.channels')} isLabelQuiet={isQuiet} choices={choices} chosen={filter.channels} onToggle={(key) => change({ channels: toggled(filter.channels, key), slice: {} })} />
}

function LanguageList({ view: { filter, change }, facets }: Props) {
  const words = useWords()
  const choices = (facets?.languages ?? []).map(({ key, count }): Choice => ({ value: key, label: languageTitle(key, words), count }))
  return <CheckList label={words.t('listen.languages')} choices={choices} chosen={filter.languages} onToggle={(key) => change({ languages: toggled(filter.languages, key), slice: {} })} />
}

function MoreFilters({ filter, change, facets }: { readonly filter: ListenFilter; readonly change: ListenView['change']; readonly facets: Facets | undefined }) {
  const words = useWords()
  const [author, setAuthor] = useState(filter.author)
  const ownWord = { with: 'notes.ownWith', without: 'notes.ownWithout', only: 'notes.ownOnly' } as const
  const repostWord = { with: 'listen.repostsWith', without: 'listen.repostsWithout', only: 'listen.repostsOnly' } as const
  return (
    <>
      <form onSubmit={(event) => { event.preventDefault(); change({ author: author.trim(), slice: {} }) }}>
        <TextField label={words.t('listen.author')} hint={words.t('listen.authorHint')} value={author} spellCheck={false} autoCapitalize="none" onChange={(event) => setAuthor(event.target.value)} onBlur={() => { if (author.trim() !== filter.author) change({ author: author.trim(), slice: {} }) }} />
      </form>
      <div>
        <p className={css.legend}>{words.t('listen.repostsTitle')}</p>
        <Segments label={words.t('listen.repostsTitle')} value={filter.reposts} onValue={(reposts) => change({ reposts, slice: {} })} options={repostChoices.map((value) => ({ value, label: words.t(repostWord[value]) }))} />
      </div>
      <div>
        <p className={css.legend}>{words.t('notes.ownTitle')}</p>
        <Segments label={words.t('notes.ownTitle')} value={filter.own} onValue={(own) => change({ own, slice: {} })} options={ownChoices.map((value) => ({ value, label: words.t(ownWord[value]) }))} />
      </div>
      <div>
        <p className={css.legend}>{words.t('cascades.gatherTitle')}</p>
        <Segments label={words.t('cascades.gatherTitle')} value={filter.gather} onValue={(gather) => change({ gather })} options={gatherChoices.map((value) => ({ value, label: words.t(value === 'one' ? 'cascades.gatherOne' : 'cascades.gatherEach') }))} />
      </div>
      <LabelLists filter={filter} change={change} facets={facets} />
      <CheckList label={words.t('listen.kinds')} choices={(facets?.kinds ?? []).map(({ key, count }): Choice => ({ value: key, label: words.t(kindWord(key)), count }))} chosen={filter.kinds} onToggle={(key) => change({ kinds: toggled(filter.kinds, key), slice: {} })} />
    </>
  )
}
