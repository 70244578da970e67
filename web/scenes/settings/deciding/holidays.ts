/** Holidays as lines to be typed: `*2026-12-25 Christmas`. */
import type { Calendar } from '../../../../src/modules/conversations/hours/calendar.ts'

type Holiday = Calendar['holidays'][number]

export const holidayLines = (holidays: readonly Holiday[]): string => holidays.map(({ date, name, yearly }) => `${yearly ? '*' : ''}${date} ${name}`).join('\n')

/** What is no day stays as it was typed, so that the server can say what is wrong with it; hours of a day that was there stay with it. */
export function holidaysOf(text: string, before: readonly Holiday[]): Holiday[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [, star = '', date = '', name = ''] = /^(\*?)\s*(\S+)\s*(.*)$/.exec(line) ?? []
    return { date, name: name === '' ? date : name, yearly: star === '*', hours: before.find((one) => one.date === date)?.hours ?? [] }
  })
}
