/** The columns of the list: what each shows, and how wide. */
import type { ReactNode } from 'react'
import type { OutputOf } from '../../api/routes.ts'
import { Badge } from '../../components/badge.tsx'
import { IdentityChip } from '../../components/channel-mark.tsx'
import { Time } from '../../components/time.tsx'
import type { WordKey, Words } from '../../words/words.tsx'
import { money } from './money.ts'
import { identityWords } from '../../mentions/handle-words.ts'
import css from './people-list.module.css'
import { StageMark } from './stage-mark.tsx'

export type Summary = OutputOf<'get', '/people'>['items'][number]
export const columnNames = ['identities', 'stage', 'tags', 'owner', 'company', 'depth', 'interactions', 'followers', 'spent', 'purchases', 'lastPurchase', 'expected', 'alive', 'nextPurchase', 'firstHeard', 'lastHeard'] as const
export type ColumnName = (typeof columnNames)[number]
export const defaultColumns: readonly ColumnName[] = ['identities', 'stage', 'tags', 'interactions', 'spent', 'lastHeard']

export const columnWord = {
  identities: 'people.identities', stage: 'profile.stage', tags: 'profile.tags', owner: 'profile.owner', company: 'profile.company', depth: 'profile.depth', interactions: 'people.figureHeard', followers: 'people.figureFollowers',
  spent: 'profile.spent', purchases: 'profile.purchases', lastPurchase: 'profile.lastPurchase', expected: 'profile.expected', alive: 'profile.alive', nextPurchase: 'profile.nextPurchase', firstHeard: 'people.figureFirst', lastHeard: 'people.figureLast',
} as const satisfies Record<ColumnName, WordKey>
export const depthWord = { connection: 'profile.depthConnection', relationship: 'profile.depthRelationship', business: 'profile.depthBusiness' } as const

/** Widths as the grid takes them; what is counted stands to the right. */
const shape: Readonly<Record<ColumnName, { width: string; number?: true }>> = {
  identities: { width: 'minmax(150px, 1.3fr)' }, stage: { width: '110px' }, tags: { width: 'minmax(90px, .8fr)' }, owner: { width: '120px' }, company: { width: 'minmax(100px, .7fr)' }, depth: { width: '104px' },
  interactions: { width: '76px', number: true }, followers: { width: '84px', number: true }, spent: { width: '92px', number: true }, purchases: { width: '84px', number: true }, lastPurchase: { width: '100px', number: true },
  expected: { width: '108px', number: true }, alive: { width: '96px', number: true }, nextPurchase: { width: '104px', number: true }, firstHeard: { width: '96px', number: true }, lastHeard: { width: '96px', number: true },
}
export const isNumber = (name: ColumnName): boolean => shape[name].number === true
export const gridOf = (columns: readonly ColumnName[]): string => `24px auto minmax(150px, 1.2fr) ${columns.map((name) => shape[name].width).join(' ')}`

const chipsShown = 2

export function cellOf(name: ColumnName, person: Summary, words: Words, ownerName: (id: string) => string): ReactNode {
  const day = (at: string | null): ReactNode => (at === null ? null : <time dateTime={at} title={words.exact(new Date(at))}>{words.day(new Date(at))}</time>)
  switch (name) {
    case 'identities': return (
      <span className={css.chips}>
        {person.identities.slice(0, chipsShown).map((one) => <IdentityChip key={one.id} channel={one.channel}>{identityWords(one)}</IdentityChip>)}
        {person.identities.length > chipsShown && <span>+{person.identities.length - chipsShown}</span>}
      </span>
    )
    case 'stage': return person.ours && person.stage === null ? <Badge tone="accent">{words.t('profile.oneOfUs')}</Badge> : person.stage === null ? null : <StageMark id={person.stage} held={person.held} />
    case 'tags': return <span className={css.chips}>{person.tags.slice(0, 3).map((tag) => <Badge key={tag}>{tag}</Badge>)}{person.tags.length > 3 && <span>+{person.tags.length - 3}</span>}</span>
    case 'owner': return person.owner === null ? null : ownerName(person.owner)
    case 'company': return person.companies.map((company) => company.name).join(', ')
    case 'depth': return words.t(depthWord[person.depth])
    case 'interactions': return words.number(person.interactions)
    case 'followers': return person.followers > 0 ? words.compact(person.followers) : null
    case 'spent': return person.purchases > 0 ? money(person.spentMinor, person.currency, words.language) : null
    case 'purchases': return person.purchases > 0 ? words.number(person.purchases) : null
    case 'lastPurchase': return day(person.lastPurchaseAt)
    case 'expected': return person.expectedMinor === null ? null : money(person.expectedMinor, person.currency, words.language)
    case 'alive': return person.alive === null ? null : words.percent(person.alive)
    case 'nextPurchase': return day(person.nextPurchaseAt)
    case 'firstHeard': return day(person.firstSeenAt)
    case 'lastHeard': return <Time at={person.lastSeenAt} />
  }
}
