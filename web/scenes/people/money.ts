/** Money in the member's language. Pure. */
import { localeFor, type Language } from '../../words/formats.ts'

/** @param minor Minor units. Whole units from a thousand on: cents say nothing there. */
export function money(minor: number, currency: string | null, language: Language): string {
  const locale = localeFor(language, typeof navigator === 'undefined' ? [] : navigator.languages)
  if (currency === null) return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(minor / 100)
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const value = minor / 10 ** digits
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...(Math.abs(value) >= 1_000 ? { maximumFractionDigits: 0 } : {}) }).format(value)
}
