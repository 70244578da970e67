/** Beside the timeline: what they talk about, where, and when; a count filters the timeline when clicked. */
import type { Person } from '../../api/routes.ts'
import { RhythmHeat } from '../../charts/rhythm-heat.tsx'
import { cityOf } from '../../charts/zoned-time.ts'
import { ChannelMark, channelTitle } from '../../components/channel-mark.tsx'
import type { TopicMark } from '../../mentions/mention-facts.tsx'
import { useWords } from '../../words/words.tsx'
import { listOf, listToggled, type PersonSearch } from './people-search.ts'
import type { ChangePerson } from './person-scene.tsx'
import css from './person-facts.module.css'

interface Props {
  readonly person: Person
  readonly search: PersonSearch
  readonly marks: ReadonlyMap<string, TopicMark>
  readonly zone: string
  readonly change: ChangePerson
}

export function PersonFacts({ person, search, marks, zone, change }: Props) {
  const words = useWords()
  const hasRhythm = person.rhythm.flat().some((count) => count > 0)
  return (
    <div className={css.facts}>
      {person.byTopic.length > 0 && (
        <section>
          <h2 className={css.heading}>{words.t('people.byTopic')}</h2>
          <Counts
            items={person.byTopic.map(({ topic, count }) => ({ key: topic, count, label: marks.get(topic)?.name ?? words.t('people.topicGone'), mark: <span className={css.swatch} style={{ background: marks.get(topic)?.colour ?? 'var(--series-rest)' }} /> }))}
            chosen={listOf(search.topics)} onToggle={(topic) => change({ topics: listToggled(search.topics, topic) })}
          />
        </section>
      )}
      <section>
        <h2 className={css.heading}>{words.t('people.byChannel')}</h2>
        <Counts
          items={person.byChannel.map(({ channel, count }) => ({ key: channel, count, label: channelTitle(channel), mark: <ChannelMark channel={channel} named /> }))}
          chosen={listOf(search.channels)} onToggle={(channel) => change({ channels: listToggled(search.channels, channel) })}
        />
      </section>
      {hasRhythm && (
        <section>
          <h2 className={css.heading}>{words.t('people.rhythm')}<span>{words.t('people.rhythmZone', { city: words.said(cityOf(zone)) })}</span></h2>
          <RhythmHeat rhythm={person.rhythm} zone={zone} name={words.t('people.rhythm')} />
        </section>
      )}
      <section>
        <h2 className={css.heading}>{words.t('people.whyHere')}</h2>
        <p className={css.why}>{words.t('people.whyHereText', { n: person.interactions, channels: words.list(person.byChannel.map(({ channel }) => channelTitle(channel))) })}</p>
      </section>
    </div>
  )
}

interface CountsProps {
  readonly items: readonly { readonly key: string; readonly label: string; readonly count: number; readonly mark: React.ReactNode }[]
  readonly chosen: readonly string[]
  readonly onToggle: (key: string) => void
}

function Counts({ items, chosen, onToggle }: CountsProps) {
  const words = useWords()
  const most = Math.max(1, ...items.map((item) => item.count))
  return (
    <ul>
      {items.map((item) => (
        <li key={item.key}>
          <button type="button" className={css.count} aria-pressed={chosen.includes(item.key)} onClick={() => onToggle(item.key)}>
            {item.mark}
            <span className={css.label}>{item.label}</span>
            <span className={css.rail}><span style={{ width: `${(item.count / most) * 100}%` }} /></span>
            <span className={css.number}>{words.number(item.count)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
