/** Notes that members made on the time axis: read for a period, and as the picture shows them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import type { Annotation as Note } from '../../api/routes.ts'
import type { Annotation } from '../../charts/annotations.ts'
import { instantAt, wallAt } from '../../charts/zoned-time.ts'
import type { Words } from '../../words/words.tsx'
import type { Stretch } from './period.ts'

export function useNotes(stretch: Stretch): readonly Note[] {
  const query = { from: new Date(stretch.from).toISOString(), ...(stretch.to === null ? {} : { to: new Date(stretch.to).toISOString() }) }
  return useQuery({ ...apiQuery('/annotations', { query }), placeholderData: keepPreviousData }).data?.items ?? []
}

export async function notesChanged(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: queryKey('/annotations') })
}

/** When a note is of: a moment, or from when to when. */
export function whenOf({ startsAt, endsAt }: Pick<Note, 'startsAt' | 'endsAt'>, words: Pick<Words, 't' | 'dayAndClock'>): string {
  const from = words.dayAndClock(new Date(startsAt))
  return endsAt === null ? from : words.t('notes.span', { from, to: words.dayAndClock(new Date(endsAt)) })
}

/** A note as a mark: at its beginning, or where the picture begins when it was under way by then. */
export function marksOf(notes: readonly Note[], first: number | undefined, words: Pick<Words, 't' | 'dayAndClock'>): Annotation[] {
  return notes.map((note) => ({ at: Math.max(Date.parse(note.startsAt), first ?? 0), sign: '✎', words: `${note.text} (${whenOf(note, words)})` }))
}

/** As a field for date and time holds it, in the viewer's zone. */
export function fieldOf(at: string, zone: string): string {
  const { year, month, day, hour, minute } = wallAt(zone, Date.parse(at))
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/** The instant that such a field means there; `null` when it is empty or no time. */
export function instantOfField(text: string, zone: string): string | null {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text) ?? []
  return minute === undefined ? null : new Date(instantAt(zone, { year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute) })).toISOString()
}
