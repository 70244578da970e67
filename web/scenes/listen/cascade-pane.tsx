/** A cascade opened: who began it, how it spread, where it turned, who spoke and how far it went. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiQuery } from '../../api/queries.ts'
import type { Cascade } from '../../api/routes.ts'
import { CascadePicture, type CascadeEdge } from '../../charts/cascade-picture.tsx'
import { Avatar } from '../../components/avatar.tsx'
import { IconButton } from '../../components/button.tsx'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { FaultState, Skeleton } from '../../components/states.tsx'
import { Time } from '../../components/time.tsx'
import { authorTitle } from '../../mentions/mention-facts.tsx'
import { useWords, type WordKey } from '../../words/words.tsx'
import css from './cascade-pane.module.css'

interface Props {
  readonly id: string
  readonly onMention: (id: string) => void
  readonly onAuthor: (identity: string) => void
  readonly onHide: () => void
}

const edgeWord = { start: 'cascades.start', repost: 'cascades.repost', quote: 'cascades.quote', reply: 'cascades.reply', copy: 'cascades.copy' } as const satisfies Record<CascadeEdge, WordKey>

export function CascadePane({ id, onMention, onAuthor, onHide }: Props) {
  const words = useWords()
  const { data, error, refetch } = useQuery({ ...apiQuery('/cascades/{id}', { params: { id } }), refetchInterval: 30_000 })
  return (
    <div className={css.pane}>
      <div className={css.head}>
        <h2 className={css.title}>{words.t('cascades.title')}</h2>
        <IconButton icon="close" label={words.t('cascades.close')} onClick={onHide} />
      </div>
      {data ? <Opened cascade={data} onMention={onMention} onAuthor={onAuthor} /> : error ? <FaultState compact fault={error} onRetry={() => void refetch()} /> : <Skeleton lines={9} />}
    </div>
  )
}

function Opened({ cascade, onMention, onAuthor }: { readonly cascade: Cascade } & Pick<Props, 'onMention' | 'onAuthor'>) {
  const words = useWords()
  const turns = useMemo(() => new Set(cascade.turningPoints.map(({ mention }) => mention.id)), [cascade])
  const first = cascade.start ?? cascade.first
  const figures = [
    ['cascades.posts', cascade.size], ['cascades.voices', cascade.people], ['cascades.reach', cascade.reach], ['cascades.depth', cascade.depth],
  ] as const
  return (
    <>
      <dl className={css.figures}>
        {figures.map(([word, value]) => <div key={word}><dt>{words.t(word)}</dt><dd>{words.compact(value)}</dd></div>)}
      </dl>
      <CascadePicture label={words.t('cascades.picture')} nodes={cascade.nodes} turns={turns} open="" edgeName={(edge) => words.t(edgeWord[edge])} onOpen={onMention} />
      <ul className={css.kinds}>{cascade.kinds.map(({ edge, count }) => <li key={edge}><span className={css.dot} data-edge={edge} />{words.t(edgeWord[edge])} <b>{words.number(count)}</b></li>)}</ul>
      {cascade.drawnOf < cascade.size && <p className={css.hint}>{words.t('cascades.drawnOf', { n: cascade.drawnOf })}</p>}
      <section>
        <h3 className={css.heading}>{words.t(cascade.start === null ? 'cascades.firstHeard' : 'cascades.began')}</h3>
        <PostLine mention={first} onOpen={onMention} />
        {cascade.start === null && <p className={css.hint}>{words.t('cascades.startUnheard')}</p>}
      </section>
      {cascade.turningPoints.length > 0 && (
        <section>
          <h3 className={css.heading}>{words.t('cascades.turns')}</h3>
          {cascade.turningPoints.map(({ mention, because, brought, before, after }) => (
            <PostLine key={mention.id} mention={mention} onOpen={onMention} note={because === 'brought' ? words.t('cascades.broughtNote', { n: brought }) : words.t('cascades.rateNote', { before, n: after })} />
          ))}
        </section>
      )}
      <section>
        <h3 className={css.heading}>{words.t('cascades.speakers')}</h3>
        <ul>
          {cascade.speakers.map(({ author, count }) => {
            const title = authorTitle(author, null)
            return (
              <li key={author.identity}>
                <button type="button" className={css.voice} onClick={() => onAuthor(author.identity)} title={words.t('listen.onlyThisAuthor')}>
                  <Avatar id={author.identity} name={author.name ?? title} picture={author.avatar} size="s" />
                  <bdi className={css.name}>{title}</bdi><ChannelMark channel={author.channel} />
                  <span className={css.count}>{words.number(count)}</span>
                </button>
              </li>
            )
          })}
        </ul>
      </section>
    </>
  )
}

function PostLine({ mention, note, onOpen }: { readonly mention: Cascade['first']; readonly note?: string; readonly onOpen: (id: string) => void }) {
  const name = authorTitle(mention.author, mention.site)
  return (
    <button type="button" className={css.post} onClick={() => onOpen(mention.id)}>
      <span className={css.by}><Avatar id={mention.author.identity} name={mention.author.name ?? name} picture={mention.author.avatar} size="s" /><bdi className={css.name}>{name}</bdi><ChannelMark channel={mention.channel} /><Time at={mention.at} className={css.time} /></span>
      <span className={css.text} dir="auto">{mention.text || (mention.title ?? '')}</span>
      {note !== undefined && <span className={css.note}>{note}</span>}
    </button>
  )
}
