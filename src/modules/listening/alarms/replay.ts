/** Which alarms a stretch of history would have raised, by the same rules as the present. */
import { dayMs, hourMs, type Instant } from '../../../kernel/instant.ts'
import type { AlarmBoard } from './alarm-board.ts'
import { countsOf } from './counts.ts'
import type { Heard } from './heard.ts'
import { wordsBackMs } from './heard-store.ts'
import { judge, lookEveryMs, type Judged } from './judge.ts'
import type { AlarmSettings } from './model.ts'
import { memoryDays } from './usual.ts'

/** How much of the past one look needs: what is learnt from, and a week more for slow burns. */
export const backMs = (memoryDays + 8) * dayMs

/** All that is known of an edition for looks in (from, to]. */
export async function heardOf({ heard }: Pick<AlarmBoard, 'heard'>, edition: number, settings: AlarmSettings, from: Instant, to: Instant): Promise<Heard> {
  const wants = (kind: AlarmSettings['kinds'][number]): boolean => settings.kinds.includes(kind)
  const [hourly, fine, hoursHeard] = [await heard.hourly([edition], from - backMs, to), await heard.fine([edition], from - 2 * hourMs, to), await heard.hoursHeard(from - backMs, to)]
  return {
    hourly: countsOf(hourly.get(edition) ?? [], hourMs, from - backMs, to),
    fine: countsOf(fine.get(edition) ?? [], lookEveryMs, from - 2 * hourMs, to),
    isHeard: (hour) => hoursHeard.has(hour),
    sentiment: wants('sentiment') ? await heard.sentiment(edition, from - 30 * dayMs, to) : [],
    words: wants('new-words') ? await heard.words(edition, from - wordsBackMs, to) : [],
    shares: wants('take-off') ? await heard.shares(edition, from - wordsBackMs, to) : [],
  }
}

/** Looks at (from, to] as if it were passing now, with no alarm open before. */
export async function replay(board: Pick<AlarmBoard, 'heard'>, edition: number, settings: AlarmSettings, from: Instant, to: Instant): Promise<Judged> {
  return judge(await heardOf(board, edition, settings, from, to), settings, new Map(), from, to)
}
