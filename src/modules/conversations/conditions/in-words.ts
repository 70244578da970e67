/** A condition in words, for people to read: in English and Dutch. Pure. */
import { both, filled, listed, named, type Both } from './both.ts'
import type { Leaf, When } from './when.ts'

/** What an id of a fact is called; `undefined` where it is not known any more. */
export type NameOf = (fact: string, value: string) => string | undefined

const facts: Readonly<Record<string, Both>> = {
  channel: both('on {}', 'op {}'), account: both('at our account {}', 'bij ons account {}'), kind: both('a {}', 'een {}'), visibility: both('{}', '{}'),
  sentiment: both('feels {}', 'klinkt {}'), emotion: both('with {}', 'met {}'), intent: both('is a {}', 'is een {}'), urgency: both('urgency {}', 'dringendheid {}'),
  language: both('in {}', 'in het {}'), stage: both('a {}', 'een {}'), team: both('with the team {}', 'bij het team {}'), priority: both('priority {}', 'prioriteit {}'), state: both('is {}', 'is {}'),
  topics: both('about {}', 'over {}'), labels: both('labelled {}', 'met het label {}'), companies: both('of {}', 'van {}'),
  followers: both('followers', 'volgers'), value: both('value', 'waarde'), earlier: both('earlier conversations', 'eerdere gesprekken'), reopened: both('times reopened', 'keer heropend'), 'waiting-minutes': both('minutes waiting', 'minuten wachtend'),
}
const yes: Readonly<Record<string, readonly [Both, Both]>> = {
  ours: [both('one of us', 'iemand van ons'), both('none of us', 'niemand van ons')],
  automatic: [both('sent by a machine', 'door een machine verstuurd'), both('sent by a person', 'door een mens verstuurd')],
  'open-case': [both('with an open case', 'met een open zaak'), both('without an open case', 'zonder open zaak')],
  'team-open': [both('within opening hours', 'binnen de openingsuren'), both('outside opening hours', 'buiten de openingsuren')],
  known: [both('somebody we know', 'iemand die we kennen'), both('somebody we do not know', 'iemand die we niet kennen')],
  answered: [both('answered before', 'al eens beantwoord'), both('not answered yet', 'nog niet beantwoord')],
  assigned: [both('somebody has it', 'iemand heeft het'), both('nobody has it', 'niemand heeft het')],
}
const values: Readonly<Record<string, Both>> = {
  public: both('in public', 'in het openbaar'), private: both('in private', 'privé'),
  positive: both('positive', 'positief'), negative: both('negative', 'negatief'), neutral: both('neutral', 'neutraal'), mixed: both('mixed', 'gemengd'),
  joy: both('joy', 'vreugde'), anger: both('anger', 'boosheid'), sadness: both('sadness', 'verdriet'), optimism: both('hope', 'hoop'), none: both('nothing', 'niets'),
  question: both('question', 'vraag'), complaint: both('complaint', 'klacht'), praise: both('praise', 'compliment'), buying: both('wish to buy', 'koopwens'), leaving: both('wish to leave', 'wens om te vertrekken'), spam: both('spam', 'spam'), request: both('request', 'verzoek'), thanks: both('thanks', 'bedankje'),
  low: both('low', 'laag'), normal: both('normal', 'normaal'), high: both('high', 'hoog'), urgent: both('urgent', 'dringend'),
  open: both('open', 'open'), waiting: both('waiting for them', 'wachtend op hen'), snoozed: both('snoozed', 'uitgesteld'), closed: both('closed', 'gesloten'),
  message: both('message', 'bericht'), reply: both('reply', 'antwoord'), comment: both('comment', 'reactie'), review: both('review', 'recensie'), post: both('post', 'bericht'), quote: both('quote', 'citaat'), answer: both('answer', 'antwoord'),
}
const days: readonly Both[] = [both('Monday', 'maandag'), both('Tuesday', 'dinsdag'), both('Wednesday', 'woensdag'), both('Thursday', 'donderdag'), both('Friday', 'vrijdag'), both('Saturday', 'zaterdag'), both('Sunday', 'zondag')]
const languageNames = { en: new Intl.DisplayNames('en', { type: 'language', fallback: 'code' }), nl: new Intl.DisplayNames('nl', { type: 'language', fallback: 'code' }) }

function valueOf(fact: string, value: string, nameOf: NameOf): Both {
  if (fact === 'language') {
    try {
      return { en: languageNames.en.of(value) ?? value, nl: languageNames.nl.of(value) ?? value }
    } catch {
      return named(value)
    }
  }
  const own = nameOf(fact, value)
  if (own !== undefined) return named(fact === 'channel' ? own : `“${own}”`)
  return ['account', 'team', 'labels', 'topics', 'companies'].includes(fact) ? both('something removed', 'iets dat er niet meer is') : (values[value] ?? named(value))
}

function leafWords(leaf: Leaf, nameOf: NameOf): Both {
  switch (leaf.fact) {
    case 'words': return filled(both('says {}', 'zegt {}'), listed(leaf.says.map((one) => named(`“${one}”`)), 'or'))
    case 'time': {
      const time = leaf.from === '00:00' && leaf.to === '24:00' ? null : both(`from ${leaf.from} to ${leaf.to}`, `van ${leaf.from} tot ${leaf.to}`)
      const on = leaf.days.length === 0 ? null : filled(both('on {}', 'op {}'), listed(leaf.days.map((day) => days[day - 1] ?? named('')), 'or'))
      const parts = [on, time].filter((part) => part !== null)
      return parts.length === 0 ? both('at any time', 'op elk moment') : { en: parts.map(({ en }) => en).join(' '), nl: parts.map(({ nl }) => nl).join(' ') }
    }
    case 'topics': case 'labels': case 'companies': return filled(facts[leaf.fact] ?? named('{}'), listed(leaf.anyOf.map((one) => valueOf(leaf.fact, one, nameOf)), 'or'))
    case 'followers': case 'value': case 'earlier': case 'reopened': case 'waiting-minutes': {
      const divisor = leaf.fact === 'value' ? 100 : 1
      const shown = (value: number | undefined): Both => (value === undefined ? named('') : { en: (value / divisor).toLocaleString('en-GB'), nl: (value / divisor).toLocaleString('nl-BE') })
      const name = facts[leaf.fact] ?? named('')
      if (leaf.atLeast !== undefined && leaf.atMost !== undefined) return filled(both('{} to {} {}', '{} tot {} {}'), shown(leaf.atLeast), shown(leaf.atMost), name)
      return leaf.atLeast === undefined ? filled(both('at most {} {}', 'hoogstens {} {}'), shown(leaf.atMost), name) : filled(both('at least {} {}', 'minstens {} {}'), shown(leaf.atLeast), name)
    }
    case 'ours': case 'automatic': case 'open-case': case 'team-open': case 'known': case 'answered': case 'assigned': return yes[leaf.fact]?.[leaf.is ? 0 : 1] ?? named('')
    default: return filled(facts[leaf.fact] ?? named('{}'), listed(leaf.in.map((one) => valueOf(leaf.fact, one, nameOf)), 'or'))
  }
}

/** The whole tree as one sentence part: `negative and on mail or instagram, but not labelled “vip”`. */
export function inWords(when: When, nameOf: NameOf, isInner = false): Both {
  if ('not' in when) return filled(both('not ({})', 'niet ({})'), inWords(when.not, nameOf))
  const group = 'all' in when ? { parts: when.all, last: 'and' as const } : 'any' in when ? { parts: when.any, last: 'or' as const } : null
  if (group === null) return leafWords(when as Leaf, nameOf)
  if (group.parts.length === 0) return both('always', 'altijd')
  const said = listed(group.parts.map((part) => inWords(part, nameOf, true)), group.last)
  return isInner && group.parts.length > 1 ? { en: `(${said.en})`, nl: `(${said.nl})` } : said
}

/** Why it held: the conditions that made it so. */
export const becauseOf = (leaves: readonly Leaf[], nameOf: NameOf): Both => (leaves.length === 0 ? both('always', 'altijd') : listed(leaves.map((leaf) => leafWords(leaf, nameOf)), 'and'))
