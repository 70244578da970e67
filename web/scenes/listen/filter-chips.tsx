/** What narrows the stream right now, each to be taken away by itself. */
import { memo } from 'react'
import type { Topic } from '../../api/routes.ts'
import { Button } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { useWords } from '../../words/words.tsx'
import { languageTitle } from './filter-bar.tsx'
import { kindWord } from '../../mentions/kind-words.ts'
import { labelWord } from '../../mentions/label-words.ts'
import { labelFilters } from './label-filters.tsx'
import { toggled, widened, type ListenFilter } from './listen-filter.ts'
import type { ListenView } from './use-listen-filter.ts'
import css from './filter-chips.module.css'

interface Chip { readonly key: string; readonly label: string; readonly without: Partial<ListenFilter> }

interface Props {
  readonly view: ListenView
  readonly topics: readonly Topic[]
  /** What the clicked part of the picture is called. */
  readonly sliceTitle: string
}

export const FilterChips = memo(function FilterChips({ view: { filter, change }, topics, sliceTitle }: Props) {
  const words = useWords()
  const { slice } = filter
  const chips: Chip[] = [
    ...(slice.from || slice.of ? [{ key: 'slice', label: sliceTitle, without: { slice: {} } }] : []),
    ...filter.topics.map((id) => ({ key: `topic ${id}`, label: topics.find((topic) => topic.id === id)?.name ?? id, without: { topics: toggled(filter.topics, id) } })),
    ...filter.channels.map((one) => ({ key: `channel ${one}`, label: channelTitle(one), without: { channels: toggled(filter.channels, one) } })),
    ...filter.languages.map((one) => ({ key: `language ${one}`, label: languageTitle(one, words), without: { languages: toggled(filter.languages, one) } })),
    ...filter.kinds.map((one) => ({ key: `kind ${one}`, label: words.t(kindWord(one)), without: { kinds: toggled(filter.kinds, one) } })),
    ...labelFilters.flatMap(({ name, label }) => filter[name].map((one) => ({ key: `${label} ${one}`, label: words.t(labelWord(label, one)), without: { [name]: toggled(filter[name], one) } }))),
    ...(filter.reposts === 'with' ? [] : [{ key: 'reposts', label: words.t(filter.reposts === 'only' ? 'listen.repostsOnly' : 'listen.repostsWithout'), without: { reposts: 'with' as const } }]),
    ...(filter.own === 'with' ? [] : [{ key: 'own', label: words.t(filter.own === 'only' ? 'notes.ownOnly' : 'notes.ownWithout'), without: { own: 'with' as const } }]),
    ...(filter.cascade ? [{ key: 'cascade', label: words.t('cascades.chip'), without: { cascade: '' } }] : []),
    ...(filter.author ? [{ key: 'author', label: words.t('listen.byAuthor', { author: filter.author }), without: { author: '' } }] : []),
    ...(filter.person ? [{ key: 'person', label: words.t('listen.byPerson'), without: { person: '' } }] : []),
    ...(filter.q ? [{ key: 'q', label: `“${filter.q}”`, without: { q: '' } }] : []),
  ]
  if (chips.length === 0) return null
  return (
    <div className={css.chips}>
      <ul className={css.list} aria-label={words.t('listen.narrowedBy')}>
        {chips.map((chip) => (
          <li key={chip.key}>
            <button type="button" className={css.chip} onClick={() => change(chip.without)} aria-label={words.t('listen.takeAway', { what: chip.label })}>
              <span className={css.label}>{chip.label}</span><Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      {chips.length > 1 && <Button size="s" look="plain" onClick={() => change(widened(filter))}>{words.t('listen.clearFilters')}</Button>}
    </div>
  )
})
