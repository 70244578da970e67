/** Words for a plan: the lexicon spoken by this person, on this network, at this moment. */
import type { Random } from '../random.ts'
import { type BrandId, brandIds } from '../truth.ts'
import { brands, launched, type Product } from './brands.ts'
import type { Lexicon, Scene } from './grammar.ts'
import type { SimNetwork } from './identity.ts'
import type { Person } from './person.ts'
import { allPlaces, type Language } from './places.ts'
import type { Plan } from './plan.ts'
import { typed } from './style.ts'
import { agentNames, lexicons, subjectTags } from './words/index.ts'

export interface Composed {
  readonly text: string
  readonly title?: string
  /** Brands that the words name. */
  readonly named: readonly BrandId[]
}

/** Sites that people link to and that publish: invented, one or two a language. */
export const sites: readonly { readonly host: string; readonly title: string; readonly language: Language }[] = [
  { host: 'ridehome.example', title: 'Ride Home', language: 'en' },
  { host: 'wetroads.example', title: 'Wet Roads Weekly', language: 'en' },
  { host: 'fietsblad.example', title: 'Het Fietsblad', language: 'nl' },
  { host: 'veloquotidien.example', title: 'Vélo Quotidien', language: 'fr' },
  { host: 'radweg.example', title: 'Radweg', language: 'de' },
]

const noNames: readonly BrandId[] = []
const naming: Record<BrandId, RegExp> = { velora: /\bvelora\b/i, norrhjul: /\bnorrhjul\b/i, cadence: /\bcadence(bikes)?\b/i }

/** Which brands a text names; "cadence" counts only where the text is about bicycles, which the plan knows. */
function namedIn(text: string, plan: Pick<Plan, 'brand' | 'subject'>): readonly BrandId[] {
  if (plan.brand === null && plan.subject !== 'commuting') return noNames
  const list = brandIds.filter((id) => naming[id].test(text))
  return list.length === 0 ? noNames : list
}

function otherThan(brand: BrandId, r: Random): BrandId {
  const others = brandIds.filter((id) => id !== brand)
  return r.pick(others)
}

/** Who the brand is where it can be mentioned. */
function mentionOf(brand: BrandId, network: SimNetwork): string {
  if (network === 'bluesky') return `@${brands[brand].domain}`
  if (network === 'fediverse') return `@${brand}@fedi.example`
  return brands[brand].name
}

function productFor(person: Person, brand: BrandId, plan: Plan, r: Random): Product {
  if (plan.rule === 'launch') return launched
  if (plan.owner && person.owns?.brand === brand) return person.owns.product
  return r.pick(brands[brand].bicycles)
}

/** Speaks. Company voices (`co_…`) keep their spelling; everybody else types as they do. */
export function compose(plan: Plan, person: Person, network: SimNetwork, language: Language, r: Random): Composed {
  const lexicon = lexicons[language]
  const brand = plan.brand ?? 'velora'
  const facts = brands[brand]
  const product = productFor(person, brand, plan, r)
  const social = network === 'bluesky' || network === 'fediverse'
  const mention = mentionOf(brand, network)
  const way = r.next()
  const company = plan.rule.startsWith('co_')
  const scene: Record<string, string> = {
    b: company || !social || way > 0.1 ? facts.name : way < 0.05 ? `#${facts.tag}` : mention,
    o: brands[otherThan(brand, r)].name,
    p: r.chance(0.82) || plan.rule.startsWith('dm_') ? `${facts.name} ${product.name}` : product.name,
    pm: product.name, h: mention, btag: facts.tag,
    city: r.chance(0.75) ? person.sketch.place.name : r.pick(allPlaces.filter((place) => place.language === language)).name,
    town: townIn(facts.town, language), place: person.sketch.place.name,
    link: linkFor(company ? facts.domain : r.pick(sites).host, r),
    spamlink: `https://deal${r.between(2, 99)}.example/${r.uint32().toString(36)}`,
    agent: r.pick(agentNames[language]), order: `${r.between(3, 9)}-${r.between(1000, 9999)}`,
    likes: '', likes2: '', body: '', praise: '', commuting: '',
  }
  if (plan.cause !== null && lexicon.has(`complaint_${plan.cause}`)) scene['body'] = sentence(lexicon.say(`complaint_${plan.cause}`, r, scene))
  if (plan.rule === 'article' || plan.rule === 'review_positive') {
    scene['praise'] = sentence(lexicon.say('praise', r, scene))
    scene['commuting'] = sentence(lexicon.say('commuting', r, scene))
  }
  let text = lexicon.say(plan.rule, r, scene)
  if (!company && !/^(r_|q_|dm_|article|review_|spam)/.test(plan.rule)) text = surrounded(text, plan, lexicon, r, scene, person.style.short)
  const long = plan.rule === 'article' || plan.rule.startsWith('review_') || plan.rule.startsWith('dm_')
  const title = plan.rule === 'article' ? lexicon.say('article_title', r, scene) : plan.rule.startsWith('review_') ? lexicon.say(plan.rule === 'review_positive' ? 'review_title_positive' : 'review_title_negative', r, scene) : undefined
  if (!company && plan.rule !== 'article') {
    const tags = social && !long && !/^[rq]_/.test(plan.rule) ? subjectTags[language][plan.subject] ?? [] : []
    text = typed(text, person.style, r, language, plan.brand === null && plan.subject !== 'commuting' ? 'small' : plan.sentiment ?? 'neutral', tags)
  } else {
    text = text.trim().replace(/ {2,}/g, ' ').normalize('NFC')
  }
  return { text, ...(title === undefined ? {} : { title }), named: namedIn(title === undefined ? text : `${title} ${text}`, plan) }
}

/** Some begin with a word of their own, some end with one; the terse do neither. */
function surrounded(text: string, plan: Plan, lexicon: Lexicon, r: Random, scene: Scene, short: number): string {
  const mood = plan.brand === null && plan.subject !== 'commuting' ? 'small' : plan.intent === 'question' || plan.intent === 'buying' ? 'question' : plan.sentiment ?? 'neutral'
  const lead = r.chance(0.46 - 0.24 * short) ? lexicon.say(`lead_${mood}`, r, scene).trim() : ''
  const tail = text.length < 190 && !text.endsWith('}') && r.chance(0.58 - 0.32 * short) ? lexicon.say(`tail_${mood}`, r, scene) : ''
  const ended = tail === '' || /[.!?…»”"\p{Extended_Pictographic}]$/u.test(text.trim()) || /(https?:\S+|#\S+)$/.test(text.trim()) ? text.trim() : `${text.trim()}.`
  return [lead, ended, tail].filter(Boolean).join(r.chance(0.12) ? '\n\n' : ' ')
}

/** What the brand's town is called in the language. */
function townIn(town: string, language: Language): string {
  return town !== 'Ostend' || language === 'en' ? town : language === 'nl' ? 'Oostende' : 'Ostende'
}

/** Inside a longer text a sentence begins with a capital and ends. */
function sentence(text: string): string {
  const trimmed = text.trim()
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.!?…»”"]$/.test(trimmed) ? '' : '.')
}

const slugs = ['winter-belt-test', 'hub-gears-explained', 'bridge-counts', 'morning-lanes', 'frame-factory', 'salt-and-belts', 'lease-or-buy', 'open-list', 'notes', 'map']
function linkFor(host: string, r: Random): string {
  return `https://${host}/${r.pick(slugs)}${r.chance(0.3) ? `-${r.between(2, 40)}` : ''}`
}
