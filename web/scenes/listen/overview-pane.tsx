/** What the view holds, while no mention is open: where, in which languages, by whom; each leads further in. */
import type { OutputOf } from '../../api/routes.ts'
import { Avatar } from '../../components/avatar.tsx'
import { IconButton } from '../../components/button.tsx'
import { ChannelMark, channelTitle } from '../../components/channel-mark.tsx'
import { FaultState, Skeleton } from '../../components/states.tsx'
import { useWords } from '../../words/words.tsx'
import { languageTitle } from './filter-bar.tsx'
import { labelTitle, labelWord } from '../../mentions/label-words.ts'
import { SentimentShape } from '../../mentions/label-marks.tsx'
import { labelFilters } from './label-filters.tsx'
import { toggled } from './listen-filter.ts'
import { authorTitle } from '../../mentions/mention-facts.tsx'
import type { ListenView } from './use-listen-filter.ts'
import css from './overview-pane.module.css'

interface Props {
  readonly view: ListenView
  readonly facets: OutputOf<'get', '/mentions/facets'> | undefined
  readonly fault: unknown
  /** The filter holds a query that cannot be read yet. */
  readonly isWaiting: boolean
  readonly onHide: () => void
}

export function OverviewPane({ view: { filter, change }, facets, fault, isWaiting, onHide }: Props) {
  const words = useWords()
  return (
    <div className={css.pane}>
      <div className={css.head}>
        <h2 className={css.title}>{words.t('listen.inThisView')}</h2>
        {facets && <span className={css.total}>{words.t('listen.mentionCount', { n: facets.total })}</span>}
        <IconButton icon="close" label={words.t('listen.hidePane')} onClick={onHide} />
      </div>
      {!facets && !isWaiting && (fault ? <FaultState compact fault={fault} /> : <Skeleton lines={8} />)}
      {facets && facets.total > 0 && (
        <>
          {labelFilters.map(({ name, label }) => {
            const items = facets[name].flatMap(({ key, count }) => key === '' ? [] : [{ key, count, label: words.t(labelWord(label, key)), ...(label === 'sentiment' && { sentiment: key as 'negative' | 'neutral' | 'positive' }) }])
            return items.length > 0 && <Bars key={name} title={words.t(labelTitle[label])} total={facets.total} items={items} chosen={filter[name]} onToggle={(key) => change({ [name]: toggled(filter[name], key), slice: {} })} />
          })}
          <Bars title={words.t('listen.channels')} total={facets.total} items={facets.channels.map(({ key, count }) => ({ key, count, label: channelTitle(key), channel: key }))} chosen={filter.channels} onToggle={(key) => change({ channels: toggled(filter.channels, key), slice: {} })} />
          <Bars title={words.t('listen.languages')} total={facets.total} items={facets.languages.map(({ key, count }) => ({ key, count, label: languageTitle(key, words) }))} chosen={filter.languages} onToggle={(key) => change({ languages: toggled(filter.languages, key), slice: {} })} />
          {facets.authors.length > 0 && (
            <section>
              <h3 className={css.heading}>{words.t('listen.voices')}</h3>
              <ul>
                {facets.authors.slice(0, 8).map(({ author, count }) => {
                  const title = authorTitle(author, null)
                  return (
                    <li key={author.identity}>
                      <button type="button" className={css.voice} onClick={() => change({ author: author.identity, slice: {} })} title={words.t('listen.onlyThisAuthor')}>
                        <Avatar id={author.identity} name={author.name ?? title} picture={author.avatar} size="s" />
                        <bdi className={css.name}>{title}</bdi>
                        <ChannelMark channel={author.channel} />
                        <span className={css.count}>{words.number(count)}</span>
                      </button>
                    </li>
                  )
                })}
              </ul>
            </section>
          )}
          <p className={css.hint}>{words.t('listen.openHint')}</p>
        </>
      )}
    </div>
  )
}

interface BarsProps {
  readonly title: string
  readonly total: number
  readonly items: readonly { readonly key: string; readonly label: string; readonly count: number; readonly channel?: string; readonly sentiment?: 'negative' | 'neutral' | 'positive' }[]
  readonly chosen: readonly string[]
  readonly onToggle: (key: string) => void
}

const shownAtOnce = 6

function Bars({ title, total, items, chosen, onToggle }: BarsProps) {
  const words = useWords()
  const rest = items.slice(shownAtOnce).reduce((sum, item) => sum + item.count, 0)
  return (
    <section>
      <h3 className={css.heading}>{title}</h3>
      <ul>
        {items.slice(0, shownAtOnce).map((item) => (
          <li key={item.key}>
            <button type="button" className={css.bar} aria-pressed={chosen.includes(item.key)} onClick={() => onToggle(item.key)}>
              <span className={css.label}>{item.channel !== undefined && <ChannelMark channel={item.channel} named />}{item.sentiment !== undefined && <SentimentShape sentiment={item.sentiment} />}{item.label}</span>
              <span className={css.rail}><span style={{ width: `${(item.count / Math.max(1, total)) * 100}%` }} /></span>
              <span className={css.count}>{words.percent(item.count / Math.max(1, total), item.count / Math.max(1, total) < 0.01 ? 1 : 0)}</span>
              <span className={css.number}>{words.compact(item.count)}</span>
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={css.rest}>{words.t('listen.andOthers', { n: items.length - shownAtOnce, count: words.compact(rest) })}</p>}
    </section>
  )
}
