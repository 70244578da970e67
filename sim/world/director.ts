/** Makes each event when its time comes: finds who does it, has them speak, and keeps the truth. */
import type { SimEvent } from '../event.ts'
import { mix, Random, textSeed } from '../random.ts'
import { type BrandId, organisationNumber, type Truth } from '../truth.ts'
import { compose, sites } from './compose.ts'
import type { BrandPostDue, Due, DirectDue, DrawnInDue, MessageDue, RootDue } from './due.ts'
import type { SimIdentity, SimNetwork } from './identity.ts'
import type { People, Person } from './person.ts'
import { ownership } from './person.ts'
import type { Language } from './places.ts'
import { planOf, replyPlan, type Plan } from './plan.ts'
import { follows, type Sketch } from './population.ts'
import { awake } from './rhythm.ts'
import { noiseSubjects, subjectWords } from './words/index.ts'

export interface Director {
  /** The event, or `null` when nobody was there to do it. */
  readonly make: (due: Due) => SimEvent | null
}

const noMetrics = { likes: 0, reposts: 0, replies: 0, quotes: 0 }

export function directorOf(people: People, pictures: string): Director {
  const { population } = people
  const { seed } = population

  /** Somebody about at that hour who fits; the last candidate if none does in a few tries. */
  function drawAwake(r: Random, at: number, draw: () => number, fits: (sketch: Sketch) => boolean, tries = 10): Sketch | null {
    for (let attempt = 0; attempt < tries; attempt++) {
      const sketch = population.sketch(draw())
      if (!r.chance(awake(sketch.chronotype, sketch.place.zone, at))) continue
      if (fits(sketch)) return sketch
    }
    return null
  }

  const networkOf = (sketch: Sketch, r: Random): 'bluesky' | 'fediverse' => sketch.onBluesky && sketch.onFediverse ? (r.chance(0.6) ? 'bluesky' : 'fediverse') : sketch.onBluesky ? 'bluesky' : 'fediverse'

  function truthOf(plan: Plan, person: number, named: readonly BrandId[], due: { id: string }, via: SimEvent | null, root: SimEvent | null, depth: number): Truth {
    const about = plan.brand === null ? named : named.includes(plan.brand) ? named : [plan.brand, ...named]
    return { person, sentiment: plan.sentiment, emotion: plan.emotion, intent: plan.intent, about, named, subject: plan.subject, cause: plan.cause, irony: plan.rule === 'irony', root: root?.id ?? due.id, parent: via?.id ?? null, depth, arc: plan.arc }
  }

  function picture(r: Random, due: Due, language: Language, subject: string): SimEvent['image'] {
    if (!r.chance(0.07)) return undefined
    return { url: `${pictures}/photos/${mix(seed, textSeed(due.id)).toString(16).padStart(8, '0')}.png`, alt: r.chance(0.5) ? subjectWords[language][subject] ?? subjectWords[language]['commuting'] ?? '' : '' }
  }

  function root(due: RootDue): SimEvent | null {
    const r = new Random(seed, textSeed(due.id), 7)
    let { plan } = due
    const about = plan.brand !== null || plan.subject === 'commuting'
    const fits = (sketch: Sketch) => (due.language === null || sketch.language === due.language) && (!plan.owner || ownership(seed, sketch)?.brand === plan.brand)
    const sketch = drawAwake(r, due.at, () => population.draw(r, about ? 'cyclist' : 'anyone'), fits, 60)
      ?? drawAwake(r, due.at, () => population.draw(r, about ? 'cyclist' : 'anyone'), () => true, 60)
    if (sketch === null) return null
    const person = people.person(sketch.number)
    const language = due.language ?? (r.chance(sketch.language === sketch.community.language ? 0.95 : 0.5) ? sketch.language : sketch.community.language)
    if (plan.rule === 'noise') plan = { ...plan, ...noisePlan(r, person) }
    const long = plan.rule === 'article' || plan.rule.startsWith('review_')
    const network: SimNetwork = plan.rule === 'article' ? 'feed' : long ? 'reviews' : networkOf(sketch, r)
    const site = network === 'feed' ? r.pick(sites.filter((site) => site.language === language).concat(language === 'es' ? sites : [])) : null
    const spoken = site?.language ?? language
    const said = compose(plan, person, network, spoken, r)
    const image = picture(r, due, spoken, plan.subject)
    return {
      id: due.id, at: due.at, sub: due.sub, kind: network === 'feed' ? 'article' : network === 'reviews' ? 'review' : 'post', direction: 'around', network,
      author: site === null ? identityOn(person, network) : siteIdentity(site, person), text: said.text, ...(said.title === undefined ? {} : { title: said.title }), language: spoken,
      ...(site === null ? network === 'reviews' ? { site: 'reviews.example', stars: plan.sentiment === 'negative' ? r.between(1, 2) : r.between(4, 5) } : {} : { site: site.host }),
      ...(image === undefined || long ? {} : { image }), target: null, thread: null, metrics: noMetrics,
      truth: truthOf(plan, person.number, said.named, due, null, null, 0),
    }
  }

  function noisePlan(r: Random, person: Person): Pick<Plan, 'rule' | 'subject'> {
    const liked = person.likes.find((interest) => interest !== 'commuting')
    const subject = liked !== undefined && r.chance(0.55) ? liked : r.pick(noiseSubjects)
    return { rule: `n_${subject}`, subject }
  }

  function drawnIn(due: DrawnInDue): SimEvent | null {
    const r = new Random(seed, textSeed(due.id), 7)
    const { via, root } = due
    // Networks hang a repost of a repost on the original.
    const target = via.kind === 'repost' && via.target !== null ? via.target : via
    const thread = target.thread ?? target
    const brand = target.truth.about[0] ?? null
    const company = target.truth.about.find((id) => organisationNumber(id) !== target.truth.person) ?? brand
    if (due.make === 'answer') {
      if (company === null) return null
      const org = people.person(organisationNumber(company))
      const rule = target.truth.intent === 'praise' || target.truth.intent === 'thanks' ? 'co_thanks' : target.truth.intent === 'complaint' || target.truth.intent === 'leaving' ? 'co_apology' : 'co_answer'
      return speak(due, org, planOf(rule, { brand: company, cause: target.truth.cause, arc: target.truth.arc }), target.language, 'reply', company === 'velora' ? 'outbound' : 'around', target, thread, r)
    }
    if (due.make === 'followup') {
      const person = people.person(thread.truth.person)
      const mended = r.chance(target.truth.arc === 'crisis' && target.truth.cause === 'late-hub-gear' ? 0.4 : 0.62)
      return speak(due, person, planOf(mended ? 'r_thanks' : 'r_still', { brand, cause: target.truth.cause, arc: target.truth.arc }), thread.language, 'reply', 'around', target, thread, r)
    }
    const fromRoot = due.make === 'reply' && due.depth > 1 && thread.truth.person >= 0 && thread.truth.person !== target.truth.person && r.chance(0.45)
    const sketch = fromRoot ? population.sketch(thread.truth.person) : reader(r, due, target)
    if (sketch === null) return null
    const person = people.person(sketch.number)
    if (due.make === 'repost') {
      return {
        id: due.id, at: due.at, sub: due.sub, kind: 'repost', direction: 'around', network: target.network, author: identityOn(person, target.network),
        text: '', language: target.language, target, thread: null, metrics: noMetrics,
        truth: { ...target.truth, person: person.number, named: [], intent: 'none', root: root.id, parent: via.id, depth: due.depth },
      }
    }
    const language = sketch.language === target.language || r.chance(0.9) ? target.language : sketch.language
    const subject = target.truth.subject
    if (due.make === 'quote') {
      const rule = target.truth.sentiment === 'negative' ? (r.chance(0.75) ? 'q_negative' : 'q_neutral') : target.truth.sentiment === 'positive' ? (r.chance(0.6) ? 'q_positive' : 'q_neutral') : 'q_neutral'
      return speak(due, person, planOf(rule, { brand, cause: target.truth.cause, arc: target.truth.arc, subject }), language, 'quote', 'around', target, null, r)
    }
    const plan = fromRoot && r.chance(0.7) ? planOf('r_thanks', { brand, arc: target.truth.arc, subject, sentiment: brand === null ? null : 'positive' })
      : replyPlan(r, { ...target.truth, brand }, brand !== null || subject === 'commuting')
    return speak(due, person, plan, language, 'reply', 'around', target, thread, r)
  }

  /** Who reads it: followers first, then the community, then people like them. */
  function reader(r: Random, due: DrawnInDue, target: SimEvent): Sketch | null {
    const author = due.via.truth.person
    const home = population.communityOf(Math.max(0, author < 0 ? population.draw(r, 'cyclist') : author))
    const draw = () => {
      const where = r.next()
      return where < 0.62 ? population.drawFrom(r, home) : where < 0.9 ? population.drawFrom(r, population.neighbour(r, home)) : population.draw(r, target.truth.about.length > 0 ? 'cyclist' : 'anyone')
    }
    const present = (sketch: Sketch) => sketch.number !== author && sketch.number !== target.truth.person && (target.network === 'bluesky' ? sketch.onBluesky : sketch.onFediverse) && (sketch.language === target.language || sketch.number % 7 === 0)
    return drawAwake(r, due.at, draw, (sketch) => present(sketch) && (author < 0 || follows(population, sketch.number, author)), 8)
      ?? drawAwake(r, due.at, draw, present, 24)
  }

  function speak(due: Due, person: Person, plan: Plan, language: Language, kind: 'reply' | 'quote' | 'post', direction: SimEvent['direction'], target: SimEvent | null, thread: SimEvent | null, r: Random): SimEvent {
    const network = target?.network ?? (due.make === 'brand-post' ? due.network : 'bluesky')
    const said = compose(plan, person, network, language, r)
    const image = kind === 'post' ? picture(r, due, language, plan.subject) : undefined
    const drawn = 'via' in due ? due : null
    return {
      id: due.id, at: due.at, sub: due.sub, kind, direction, network, author: identityOn(person, network), text: said.text, language,
      ...(image === undefined ? {} : { image }), target, thread, metrics: noMetrics,
      truth: truthOf(plan, person.number, said.named, due, drawn?.via ?? null, drawn?.root ?? null, drawn !== null && 'depth' in drawn ? drawn.depth : 0),
    }
  }

  function brandPost(due: BrandPostDue): SimEvent {
    const r = new Random(seed, textSeed(due.id), 7)
    const person = people.person(organisationNumber(due.brand))
    return speak(due, person, planOf(due.rule, { brand: due.brand, arc: due.arc, cause: due.arc === 'crisis' ? 'late-hub-gear' : null }), due.language, 'post', due.brand === 'velora' ? 'outbound' : 'around', null, null, r)
  }

  function direct(due: DirectDue): SimEvent {
    const r = new Random(seed, textSeed(due.id), 7)
    const { purchase } = due
    const person = people.person(purchase.person)
    const order = { number: purchase.number, product: purchase.product.name, amountMinor: purchase.product.priceMinor, currency: 'EUR' as const }
    if (due.make === 'purchase') {
      const plan = planOf('purchase', { brand: 'velora', subject: 'purchase', sentiment: null, emotion: null, intent: 'buying' })
      return { id: due.id, at: due.at, sub: due.sub, kind: 'purchase', direction: 'inbound', network: 'shop', author: identityOn(person, 'shop'), text: '', title: order.product, language: person.sketch.language, target: null, thread: null, metrics: noMetrics, order, truth: truthOf(plan, person.number, [], due, null, null, 0) }
    }
    const cause = purchase.problem?.cause ?? 'late-delivery'
    const network = r.chance(0.6) ? 'mail' : 'chat'
    const said = compose(planOf('dm_open', { brand: 'velora', cause }), person, network, person.sketch.language, r)
    return {
      id: due.id, at: due.at, sub: due.sub, kind: 'message', direction: 'inbound', network, author: chatOrMail(person, network), text: said.text.replace(/\b[3-9]-\d{4}\b/, purchase.number),
      ...(network === 'mail' ? { title: `${purchase.product.name}, ${purchase.number}` } : {}), language: person.sketch.language, target: null, thread: null, metrics: noMetrics, order,
      truth: truthOf(planOf('dm_open', { brand: 'velora', cause }), person.number, said.named, due, null, null, 0),
    }
  }

  function message(due: MessageDue): SimEvent {
    const r = new Random(seed, textSeed(due.id), 7)
    const { via, root } = due
    const person = people.person(due.make === 'desk' ? organisationNumber('velora') : root.truth.person)
    const opening = root.truth
    const said = compose(planOf(due.make === 'desk' ? 'dm_reply' : 'dm_close', { brand: 'velora', cause: opening.cause }), person, root.network, root.language, r)
    const still = due.make === 'close' && /Nee,|No, |Non,|Nein,/.test(said.text)
    const base = planOf('dm_reply', { brand: 'velora', cause: opening.cause })
    const plan: Plan = due.make === 'desk' ? { ...base, sentiment: 'neutral', emotion: 'none', intent: 'none' } : still ? base : { ...base, sentiment: 'positive', emotion: 'joy', intent: 'thanks' }
    return {
      id: due.id, at: due.at, sub: due.sub, kind: 'message', direction: due.make === 'desk' ? 'outbound' : 'inbound', network: root.network,
      author: due.make === 'desk' ? identityOn(person, root.network) : root.author, text: said.text.replace(/\b[3-9]-\d{4}\b/, root.order?.number ?? '$&'),
      ...(root.title === undefined ? {} : { title: `Re: ${root.title}` }), language: root.language, target: via, thread: root, metrics: noMetrics, ...(root.order === undefined ? {} : { order: root.order }),
      truth: truthOf(plan, person.number, said.named, due, via, root, via.truth.depth + 1),
    }
  }

  function visit(due: Due): SimEvent | null {
    const r = new Random(seed, textSeed(due.id), 7)
    const sketch = drawAwake(r, due.at, () => population.draw(r, 'cyclist'), () => true, 30)
    if (sketch === null) return null
    const person = people.person(sketch.number)
    const plan = planOf('visit', { brand: 'velora', subject: 'visit', sentiment: null, emotion: null })
    return { id: due.id, at: due.at, sub: due.sub, kind: 'view', direction: 'inbound', network: 'site', author: identityOn(person, 'site'), text: '', language: sketch.language, path: r.pick(['/', '/', '/t2', '/t2', '/t3', '/kust', '/lade-l', '/pli', '/dealers', '/service', '/hub-gears', '/stories/salt-and-belts']), target: null, thread: null, metrics: noMetrics, truth: truthOf(plan, person.number, [], due, null, null, 0) }
  }

  return {
    make(due) {
      switch (due.make) {
        case 'root': return root(due)
        case 'brand-post': return brandPost(due)
        case 'purchase': case 'problem': return direct(due)
        case 'desk': case 'close': return message(due)
        case 'visit': return visit(due)
        default: return drawnIn(due)
      }
    },
  }
}

function identityOn(person: Person, network: SimNetwork): SimIdentity {
  const identity = person.on(network)
  if (identity === undefined) throw new RangeError(`Person ${person.number} is not on ${network}.`)
  return identity
}

/** In the chat people are known by their mail address or by nothing but the visitor's number. */
function chatOrMail(person: Person, network: 'mail' | 'chat'): SimIdentity {
  const mail = identityOn(person, 'mail')
  return network === 'mail' ? mail : person.number % 3 === 0 ? { ...identityOn(person, 'site'), network: 'chat' } : { ...mail, network: 'chat' }
}

/** A publication speaks under its own name; the truth keeps who wrote. */
function siteIdentity(site: { host: string; title: string }, person: Person): SimIdentity {
  return { person: person.number, network: 'feed', externalId: `https://${site.host}/`, handle: site.host, name: site.title, url: `https://${site.host}/`, bio: '', followers: undefined, following: 0, place: person.sketch.place.name, country: person.sketch.place.country, avatarUrl: undefined, links: [] }
}
