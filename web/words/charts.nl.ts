/** Woorden van de grafieken. */
import type { charts as english } from './charts.en.ts'
import type { Translated } from './dictionary.ts'

export const charts: Translated<typeof english> = {
  today: 'vandaag',
  now: 'nu',
  soFar: 'tot nu toe',
  total: 'Totaal',
  series: 'Reeksen',
  openSeries: 'Open alles van {name}',
  openCell: 'Open {n} van {name}, {when}',
  keys: 'Pijltjes om te bewegen, Enter opent wat erachter zit.',
  when: 'Wanneer',
  who: 'Wie',
  share: 'Aandeel',
  change: 'Verschil',
  changePoints: '{change} procentpunt tegenover de vorige periode',
  changeNone: 'niets om mee te vergelijken',
  asTable: 'Als tabel',
  asPicture: 'Als grafiek',
  fromThem: 'van hen, aan ons',
  aroundUs: 'van hen, over ons',
  fromUs: 'van ons',
  direction: 'Richting',
  channel: 'Kanaal',
  count: 'Aantal',
  storyDot: { one: '{when}, {channel}: {n} {direction}', other: '{when}, {channel}: {n} {direction}' },
  weekday: 'Weekdag',
  rhythmCell: { one: '{day} {from}–{to}: {n} keer', other: '{day} {from}–{to}: {n} keer' },
  mostOften: 'Meestal op {day} tussen {from} en {to}.',
}
