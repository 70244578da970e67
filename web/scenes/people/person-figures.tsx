/** The figures of a person: how much was heard, where they stand, what they are worth and how sure that is. */
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/queries.ts'
import type { Person } from '../../api/routes.ts'
import { Time } from '../../components/time.tsx'
import { useWords } from '../../words/words.tsx'
import { money } from './money.ts'
import css from './person-head.module.css'
import { depthWord } from './people-columns.tsx'
import { StageMark } from './stage-mark.tsx'

const twoDigits = (hour: number): string => String(hour).padStart(2, '0')

export function PersonFigures({ person }: { readonly person: Person }) {
  const words = useWords()
  const { t } = words
  const profile = useQuery(apiQuery('/people/{id}/profile', { params: { id: person.id } })).data
  const habits = useQuery(apiQuery('/people/{id}/habits', { params: { id: person.id } })).data
  const value = profile?.value
  const followers = person.identities.map((one) => one.followers).filter((count) => count !== null)
  const cash = (minor: number): string => money(minor, value?.currency ?? null, words.language)
  return (
    <dl className={css.figures}>
      <div><dt>{t('profile.stage')}</dt><dd>{profile?.ours.holds === true && profile.life.stage === null ? t('profile.oneOfUs') : profile?.life.stage ? <StageMark id={profile.life.stage} held={profile.life.hold !== null} /> : '–'}</dd><dd className={css.note}>{profile && t(depthWord[profile.life.depth])}{profile && profile.life.exchanges > 0 && ` · ${t('profile.exchanges', { n: profile.life.exchanges })}`}</dd></div>
      <div><dt>{t('people.figureHeard')}</dt><dd>{words.number(person.interactions)}</dd><dd className={css.note}>{t('people.figureHeardOn', { n: person.byChannel.length })} · <Time at={person.lastSeenAt} /></dd></div>
      {value && value.count > 0 && <div><dt>{t('profile.spentSoFar')}</dt><dd>{cash(value.spentMinor)}</dd><dd className={css.note}>{value.everyDays === null ? t('profile.bought', { n: value.count }) : t('profile.boughtEvery', { n: value.count, days: Math.round(value.everyDays) })}</dd></div>}
      {value?.state === 'ready' && value.expectedPurchases !== null && (
        <div>
          <dt>{t('profile.expected')}</dt>
          <dd>{value.expectedMinor === null ? t('profile.purchasesExpected', { n: words.number(Math.round(value.expectedPurchases * 10) / 10) }) : cash(value.expectedMinor)}</dd>
          <dd className={css.note}>{value.valueRange !== null ? t('profile.between', { low: cash(value.valueRange.low), high: cash(value.valueRange.high) }) : value.purchasesRange !== null && t('profile.between', { low: words.number(value.purchasesRange.low), high: words.number(value.purchasesRange.high) })}</dd>
        </div>
      )}
      {value?.state === 'ready' && value.count > 0 && <div><dt>{t('profile.churn')}</dt><dd>{value.alive === null ? t('profile.churnUnknown') : words.percent(1 - value.alive)}</dd><dd className={css.note}>{value.alive === null ? t('profile.churnUnknownWhy') : t('profile.stillCustomer', { share: words.percent(value.alive) })}</dd></div>}
      {value?.state === 'too-little' && value.needs && <div><dt>{t('profile.expected')}</dt><dd>{t('profile.notYet')}</dd><dd className={css.note}>{t('profile.needsRepeaters', { n: value.needs.repeaters, have: value.needs.haveRepeaters })}</dd></div>}
      {habits?.best && <div><dt>{t('profile.bestMet')}</dt><dd>{twoDigits(habits.best.fromHour)}–{twoDigits(habits.best.toHour)} h</dd><dd className={css.note}>{t('profile.sure', { share: words.percent(habits.best.certainty) })}</dd></div>}
      {followers.length > 0 && <div><dt>{t('people.figureFollowers')}</dt><dd>{words.compact(followers.reduce((sum, one) => sum + one, 0))}</dd><dd className={css.note}>{t('people.figureFollowersOn', { n: followers.length })}</dd></div>}
      <div><dt>{t('people.figureFirst')}</dt><dd><time dateTime={person.firstSeenAt} title={words.exact(new Date(person.firstSeenAt))}>{words.day(new Date(person.firstSeenAt))}</time></dd><dd className={css.note}>{t('people.figureSpan', { n: Math.max(1, Math.round((Date.parse(person.lastSeenAt) - Date.parse(person.firstSeenAt)) / 86_400_000)) })}</dd></div>
    </dl>
  )
}
