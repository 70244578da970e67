/** Are these the same? Likely pairs one after the other, answered by keyboard, each answer to be taken back. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiPages, apiQuery } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button, LinkButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../../components/states.tsx'
import { useShortcut } from '../../../hooks/shortcuts.ts'
import { useWords } from '../../../words/words.tsx'
import { PeopleTabs } from '../people-tabs.tsx'
import { Evidence, FaceView } from './evidence.tsx'
import { exactShare, faceName } from './evidence-words.ts'
import css from './recognition.module.css'
import { useAct } from './use-act.ts'

type Pair = OutputOf<'get', '/recognition/review'>['items'][number]
type Answer = 'same' | 'different' | 'never'

export function ReviewScene() {
  const words = useWords()
  const { t } = words
  const act = useAct()
  const queue = useInfiniteQuery(apiPages('/recognition/review', { query: { limit: 30 } }))
  const figures = useQuery(apiQuery('/recognition/review/figures'))
  const [at, setAt] = useState(0)
  const [answered, setAnswered] = useState(0)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [many, setMany] = useState(false)
  const pairs = (queue.data?.pages ?? []).flatMap((page) => page.items).filter((pair) => !gone.has(pair.id))
  const place = Math.min(at, Math.max(0, pairs.length - 1))
  const pair = pairs[place]
  const waiting = figures.data?.waiting ?? pairs.length
  useEffect(() => { if (queue.hasNextPage && !queue.isFetchingNextPage && place > pairs.length - 5) void queue.fetchNextPage() }, [queue, place, pairs.length])

  const answer = async (one: Pair, said: Answer): Promise<void> => {
    const [a, b] = [faceName(t, one.a), faceName(t, one.b)]
    const text = said === 'same' ? t('recognition.saidSame', { a, b }) : said === 'different' ? t('recognition.saidDifferent', { a, b }) : t('recognition.saidNever', { a, b })
    setGone((before) => new Set(before).add(one.id))
    const back = (): void => setGone((before) => { const after = new Set(before); after.delete(one.id); return after })
    if (await act(api('post', '/recognition/review/{id}', { params: { id: one.id }, body: { answer: said } }), text, () => { back(); setAnswered((count) => Math.max(0, count - 1)) })) setAnswered((count) => count + 1)
    else back()
  }
  const group = t('recognition.reviewTitle')
  const some = pair !== undefined && !many
  useShortcut('j', t('recognition.next'), group, () => setAt(Math.min(place + 1, pairs.length - 1)), some)
  useShortcut('k', t('recognition.previous'), group, () => setAt(Math.max(0, place - 1)), some)
  useShortcut('y', t('recognition.same'), group, () => { if (pair) void answer(pair, 'same') }, some)
  useShortcut('n', t('recognition.different'), group, () => { if (pair) void answer(pair, 'different') }, some)
  useShortcut('x', t('recognition.never'), group, () => { if (pair) void answer(pair, 'never') }, some)

  return (
    <div className={css.scene}>
      <PageHeader title={t('recognition.reviewTitle')} below={<PeopleTabs />} actions={(figures.data?.from.some(({ count }) => count > 0) ?? false) && <Button onClick={() => setMany(true)}>{t('recognition.acceptMany')}</Button>}>{t('recognition.reviewAbout')}</PageHeader>
      {queue.error !== null && pairs.length === 0 && <FaultState fault={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.data === undefined && queue.error === null && <Skeleton lines={8} />}
      {queue.data !== undefined && pair === undefined && !queue.hasNextPage && <EmptyState icon="people" title={t('recognition.reviewEmpty')} action={<LinkButton to="/settings/recognition">{t('recognition.reviewSettings')}</LinkButton>}>{t('recognition.reviewEmptyText')}</EmptyState>}
      {pair !== undefined && (
        <>
          <p className={css.progress}>
            <span>{t('recognition.waiting', { n: waiting })}</span>
            <progress aria-label={t('recognition.answered', { n: answered })} value={answered} max={Math.max(1, answered + waiting)} />
            <span>{t('recognition.answered', { n: answered })}</span>
          </p>
          <PairView key={pair.id} pair={pair} />
          <div className={css.acts}>
            <Button look="primary" keys="y" onClick={() => void answer(pair, 'same')}>{t('recognition.same')}</Button>
            <Button keys="n" onClick={() => void answer(pair, 'different')}>{t('recognition.different')}</Button>
            <Button look="plain" keys="x" onClick={() => void answer(pair, 'never')}>{t('recognition.never')}</Button>
            <span><Button look="plain" keys="k" disabled={place === 0} onClick={() => setAt(place - 1)}>{t('recognition.previous')}</Button> <Button look="plain" keys="j" disabled={place >= pairs.length - 1} onClick={() => setAt(place + 1)}>{t('recognition.next')}</Button></span>
          </div>
        </>
      )}
      {many && figures.data && <AcceptMany from={figures.data.from} onClose={() => setMany(false)} onAccepted={(count) => { setAnswered((before) => before + count); setAt(0) }} />}
    </div>
  )
}

function PairView({ pair }: { readonly pair: Pair }) {
  const { t, percent, number } = useWords()
  const ref = useRef<HTMLElement>(null)
  const others = (count: number, person: string) => (count > 0 ? <Link to="/people/$id" params={{ id: person }}>{t('recognition.others', { n: count })}</Link> : undefined)
  return (
    <section ref={ref} className={css.pair} aria-label={`${faceName(t, pair.a)} – ${faceName(t, pair.b)}`}>
      <div className={css.sides}>
        <div className={css.side}><FaceView face={pair.a} more={others(pair.othersOfA, pair.a.person)} /></div>
        <div className={css.side}><FaceView face={pair.b} more={others(pair.othersOfB, pair.b.person)} /></div>
      </div>
      <p className={css.certainty}><strong>{t('recognition.certainty', { percent: exactShare(percent, number, pair.probability) })}</strong><span className={css.quiet}>{t('recognition.bitsHint')}</span></p>
      <Evidence evidence={pair.evidence} />
    </section>
  )
}

function AcceptMany({ from, onClose, onAccepted }: { readonly from: readonly { readonly probability: number; readonly count: number }[]; readonly onClose: () => void; readonly onAccepted: (count: number) => void }) {
  const words = useWords()
  const { t } = words
  const act = useAct()
  const choices = from.filter(({ count }) => count > 0)
  const [chosen, setChosen] = useState(choices[0]?.probability ?? 1)
  const [busy, setBusy] = useState(false)
  const accept = async (): Promise<void> => {
    setBusy(true)
    const count = choices.find((one) => one.probability === chosen)?.count ?? 0
    if (await act(api('post', '/recognition/review/accept', { body: { probability: chosen } }), t('recognition.accepted', { n: Math.min(2_000, count) }))) {
      onAccepted(Math.min(2_000, count))
      onClose()
    }
    setBusy(false)
  }
  return (
    <Dialog open onOpen={onClose} width="s" title={t('recognition.acceptManyTitle')} about={t('recognition.acceptManyText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={busy} onClick={() => void accept()}>{t('recognition.acceptDo')}</Button></>}>
      <div className={css.checks} role="radiogroup" aria-label={t('recognition.acceptManyTitle')}>
        {choices.map(({ probability, count }) => (
          <label key={probability} className={css.check}>
            <input type="radio" name="certainty" checked={chosen === probability} onChange={() => setChosen(probability)} />
            {t('recognition.acceptFrom', { percent: exactShare(words.percent, words.number, probability), n: count })}
          </label>
        ))}
      </div>
    </Dialog>
  )
}
