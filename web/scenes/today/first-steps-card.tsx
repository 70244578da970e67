/** The way from an empty installation to the first mention; goes away when it is done. */
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useLive } from '../../api/live.ts'
import { apiQuery } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/class-names.ts'
import { Icon } from '../../components/icon.tsx'
import { Skeleton } from '../../components/states.tsx'
import { toast } from '../../components/toast.tsx'
import { useKept } from '../../hooks/kept.ts'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import { allDone, firstSteps, type Step } from './first-steps.ts'
import css from './first-steps-card.module.css'

const BrandStep = lazy(async () => ({ default: (await import('./brand-step.tsx')).BrandStep }))
const SourceStep = lazy(async () => ({ default: (await import('./source-step.tsx')).SourceStep }))
const MentionStep = lazy(async () => ({ default: (await import('./mention-step.tsx')).MentionStep }))

function StepItem({ step, number, title, summary, children }: { readonly step: Step; readonly number: number; readonly title: string; readonly summary?: ReactNode; readonly children?: ReactNode }) {
  const { t } = useWords()
  const state = { done: t('today.stepDone'), next: t('today.stepNext'), later: t('today.stepLater') }[step.state]
  return (
    <li className={cx(css.step, css[step.state])} aria-current={step.state === 'next' ? 'step' : undefined}>
      <span className={css.mark} aria-hidden="true">{step.state === 'done' ? <Icon name="check" size={14} /> : number}</span>
      <div className={css.body}>
        <h3 className={css.title}>{title}<span className={css.state}> ({state})</span></h3>
        {summary !== undefined && <p className={css.summary}>{summary}</p>}
        {step.state === 'next' && <Suspense fallback={<Skeleton lines={2} />}>{children}</Suspense>}
      </div>
    </li>
  )
}

/** What the steps follow from. `null` until everything is known. */
function useProgress() {
  const me = useMember()
  const topics = useQuery({ ...apiQuery('/topics'), enabled: me.may('topics.read') }).data?.items
  const sources = useQuery({ ...apiQuery('/sources'), enabled: me.may('sources.read') }).data?.items
  const imports = useQuery({ ...apiQuery('/imports', { query: { limit: 20 } }), enabled: me.may('imports.read') }).data?.items
  const mentions = useQuery({ ...apiQuery('/mentions', { query: { limit: 1 } }), staleTime: 0, refetchInterval: (query) => ((query.state.data?.items.length ?? 0) > 0 ? false : 10_000) })
  useLive({}, { mentions: () => { if (mentions.data?.items.length === 0) void mentions.refetch() } })
  if (topics === undefined || sources === undefined || imports === undefined || mentions.data === undefined) return null
  const running = imports.filter((each) => each.state === 'running' || each.state === 'finished' || each.state === 'paused')
  const steps = firstSteps({ topics, sources: sources.length, imports: running.length, mentions: mentions.data.items.length })
  return { topics, sources, imports: running, first: mentions.data.items[0] ?? null, steps }
}

export function FirstSteps() {
  const { t, list } = useWords()
  const me = useMember()
  const [away, setAway] = useKept('choices', 'first-steps-away', false, (kept) => (typeof kept === 'boolean' ? kept : undefined))
  const progress = useProgress()
  const [sawUnfinished, setSawUnfinished] = useState(false)
  const finished = progress === null || allDone(progress.steps)
  if (!finished && !sawUnfinished) setSawUnfinished(true)
  // Whoever watched the first mention arrive may look at it; on the next visit the list is gone.
  if (progress === null || away || (finished && !sawUnfinished)) return null
  const { topics, sources, imports, first, steps } = progress
  const [brand, source, mention] = steps
  if (brand === undefined || source === undefined || mention === undefined) return null
  const putAway = (): void => {
    setAway(true)
    toast(t('today.stepsBack'), { undo: () => setAway(false) })
  }
  const notYours = <p className={css.summary}>{t('today.stepNotYours')}</p>
  return (
    <section className={css.card} aria-labelledby="first-steps">
      <div className={css.head}>
        <div>
          <h2 id="first-steps" className={css.heading}>{t('today.stepsTitle')}</h2>
          <p className={css.about}>{t('today.stepsText')}</p>
        </div>
        <Button look="plain" size="s" onClick={putAway}>{finished ? t('common.done') : t('today.stepsDismiss')}</Button>
      </div>
      <ol className={css.steps}>
        <StepItem step={brand} number={1} title={t('today.stepBrand')} summary={brand.state === 'done' ? t('today.stepBrandDone', { names: list(topics.map((topic) => topic.name)) }) : t('today.stepBrandText')}>
          {me.may('topics.manage') ? <BrandStep /> : notYours}
        </StepItem>
        <StepItem step={source} number={2} title={t('today.stepSource')} summary={source.state === 'done' ? (sources.length > 0 ? t('today.stepSourceDone', { n: sources.length }) : imports.length > 0 ? t('today.stepSourceImport') : undefined) : t('today.stepSourceText')}>
          {me.may('sources.manage') ? <SourceStep /> : notYours}
        </StepItem>
        <StepItem step={mention.state === 'done' ? { ...mention, state: 'next' } : mention} number={3} title={mention.state === 'done' ? t('today.stepMentionDone') : t('today.stepMention')} summary={mention.state === 'later' ? t('today.stepMentionLater') : undefined}>
          <MentionStep first={first} seen={sources.reduce((sum, each) => sum + each.seen, 0)} />
        </StepItem>
      </ol>
    </section>
  )
}
