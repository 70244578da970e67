/** Today: what needs somebody now, what changed, and the figure the company steers by. */
import { useEffect, useRef } from 'react'
import { useLive } from '../../api/live.ts'
import { queryClient, queryKey } from '../../api/queries.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useWords } from '../../words/words.tsx'
import { ChangesCard } from './changes-card.tsx'
import { FirstSteps } from './first-steps-card.tsx'
import { JoiningCard } from './joining-card.tsx'
import { HeardCard } from './heard-card.tsx'
import { NeedsCard } from './needs-card.tsx'
import { SteeringCard } from './steering-card.tsx'
import css from './today-scene.module.css'

/** Under a stream of fifty a second figures that are this old are still true enough. */
const figuresEveryMs = 5_000

/** Counts again some time after something was heard, however much it was. */
function useFreshFigures(): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useLive({}, {
    mentions: () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined
        for (const path of ['/mentions/volume', '/mentions/share-of-voice'] as const) void queryClient.invalidateQueries({ queryKey: queryKey(path) })
      }, figuresEveryMs)
    },
  })
  useEffect(() => () => clearTimeout(timer.current), [])
}

export function TodayScene() {
  const { t, longDay } = useWords()
  const me = useMember()
  const now = useNow()
  useFreshFigures()
  return (
    <div className={css.scene}>
      <PageHeader title={t('today.title')}><span className={css.date}>{longDay(new Date(now))}</span></PageHeader>
      <div className={css.sheets}>
        <div className={css.steps}><FirstSteps /></div>
        <div className={css.needs}>{(me.may('sources.read') || me.may('conversations.read')) && <NeedsCard />}</div>
        <div className={css.figure}><SteeringCard /></div>
        <div className={css.joining}>{me.may('mentions.read') && <JoiningCard />}</div>
        <div className={css.changes}><ChangesCard /></div>
        <div className={css.heard}><HeardCard /></div>
      </div>
    </div>
  )
}
