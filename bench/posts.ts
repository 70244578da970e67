/** Posts for benchmarks: a seeded mix of people, brands and small talk, as the HTTP intake takes them. */

const words = 'the a of to and in that have it for not on with as you do at this but his by from they we say her she or an will my one all would there their what so up out if about who get which go me when make can like time no just him know take people into year your good some could them see other than then now look only come its over think also back after use two how our work first well way even new want because any these give day most us'.split(' ')
const brands = ['Velora', 'Norrhjul', 'Cadence', 'belt drive', '#bikecommute', 'hub gear']

/** A small generator: mulberry32 (T. Ettinger), good enough to spread load evenly. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** `count` posts, numbered from `first`; one in `brandEvery` names a brand. `authors` different people. */
export function posts(first: number, count: number, options: { authors: number; brandEvery: number; from: number; stepMs: number }): object[] {
  const next = random(first + 1)
  return Array.from({ length: count }, (_, index) => {
    const n = first + index
    const text = Array.from({ length: 8 + Math.floor(next() * 20) }, () => words[Math.floor(next() ** 2 * words.length)])
    if (n % options.brandEvery === 0) text.splice(Math.floor(next() * text.length), 0, brands[Math.floor(next() * brands.length)])
    const author = Math.floor(next() ** 1.5 * options.authors)
    return {
      channel: 'bench', externalId: `p${n}`, kind: 'post', at: new Date(options.from + n * options.stepMs).toISOString(), text: text.join(' '),
      author: { externalId: `a${author}`, handle: `author${author}`, name: `Author ${author}`, followers: author % 5_000 }, languages: ['en'],
    }
  })
}

export const benchTopics = [
  { name: 'Velora', role: 'own', query: 'velora', applyToHistory: true },
  { name: 'Norrhjul', role: 'competitor', query: 'norrhjul', applyToHistory: true },
  { name: 'Cadence', role: 'competitor', query: 'cadence', applyToHistory: true },
  { name: 'Commuting', role: 'industry', query: '"belt drive" OR #bikecommute OR "hub gear"', applyToHistory: true },
] as const
