/** Cascades in het Nederlands. */
import type { cascades as english } from './cascades.en.ts'
import type { Translated } from './dictionary.ts'

export const cascades: Translated<typeof english> = {
  more: { one: '+{n} zoals dit', other: '+{n} zoals dit' },
  people: { one: 'Van {n} persoon: bekijk hoe het zich verspreidde', other: 'Van {n} mensen: bekijk hoe het zich verspreidde' },
  chip: 'Eén cascade',
  gatherTitle: 'Kopieën en reposts',
  gatherOne: 'elk één regel',
  gatherEach: 'elk bericht',
  title: 'Hoe het zich verspreidde',
  close: 'Cascade sluiten',
  picture: 'Berichten in de tijd, elk verbonden met waar het van komt',
  posts: 'Berichten',
  voices: 'Mensen',
  reach: 'Bereik',
  depth: 'Stappen',
  start: 'begin',
  repost: 'repost',
  quote: 'citaat',
  reply: 'antwoord',
  copy: 'kopie',
  dot: '{name}, {how}, {when}, {followers} volgers',
  somebody: 'Iemand',
  drawnOf: 'De tekening toont de eerste {n} berichten.',
  began: 'Wie begon',
  firstHeard: 'Eerst gehoord',
  startUnheard: 'Het bericht waarmee het begon is niet gehoord; dit is het vroegste dat wel gehoord is.',
  turns: 'Waar het keerde',
  broughtNote: { one: '{n} bericht kwam via dit bericht', other: '{n} berichten kwamen via dit bericht' },
  rateNote: { one: '{before} ervoor, {n} erna', other: '{before} kort ervoor, {n} kort erna' },
  speakers: 'Wie het meest sprak',
}
