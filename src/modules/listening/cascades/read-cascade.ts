/** Reads a cascade as it is shown. */
import { NotFound } from '../../../kernel/fault.ts'
import { iso } from '../../../kernel/instant.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { HeardInteraction } from '../ports.ts'
import { present, type ReadDeps } from '../read.ts'
import type { CascadeView } from './api.ts'
import { leadsTo } from './gather.ts'
import { courseOf, reachOf, treeOf, turningPoints, type Member, type TreeNode } from './tree.ts'

/** So many posts, the earliest, are made into a tree; so many of them are drawn. */
const mostMembers = 5_000
const mostDrawn = 600
const mostSpeakers = 12

function memberOf(heard: HeardInteraction): Member {
  return { id: heard.id, at: heard.at, identity: heard.identity, kind: heard.kind, followers: heard.followers ?? 0, source: leadsTo(heard).source }
}

/** @throws {NotFound} where no mention of a topic belongs to it. */
export async function readCascade(deps: ReadDeps, id: Uuid): Promise<CascadeView> {
  await deps.listener.refresh()
  const editions = deps.listener.topics.map((topic) => topic.edition)
  const all = isUuid(id) ? await deps.mentions.cascade(editions, id) : null
  if (all === null) throw new NotFound('cascade', id)
  const heard = await deps.history.interactions(await deps.mentions.cascadeMembers(editions, id, mostMembers))
  const tree = treeOf(heard.map(memberOf), id)
  const turns = turningPoints(tree)
  const drawn = chosen(tree)
  const byId = new Map(heard.map((one) => [one.id, one]))
  const spoken = speakersOf(heard)
  const first = tree[0]
  const start = byId.has(id) ? tree.find(({ edge }) => edge === 'start') : undefined
  const shown = new Map((await present(deps, [...new Set([...(start ? [start.id] : []), ...(first ? [first.id] : []), ...turns.map((turn) => turn.id), ...spoken.map(({ newest }) => newest)])].flatMap((one) => byId.get(one) ?? []))).map((view) => [view.id, view]))
  const firstView = first === undefined ? undefined : shown.get(first.id)
  if (firstView === undefined) throw new NotFound('cascade', id)
  const course = courseOf(tree)
  const kinds = new Map<TreeNode['edge'], number>()
  for (const { edge } of tree) kinds.set(edge, (kinds.get(edge) ?? 0) + 1)
  return {
    id, start: start ? shown.get(start.id) ?? null : null, first: firstView, startedAt: iso(all.from), lastAt: iso(all.to), size: all.size, people: all.people,
    reach: all.size > tree.length ? all.reach : reachOf(tree), depth: tree.reduce((most, { depth }) => Math.max(most, depth), 0),
    kinds: [...kinds].map(([edge, count]) => ({ edge, count })),
    turningPoints: turns.flatMap(({ id: turn, ...facts }) => { const mention = shown.get(turn); return mention ? [{ mention, ...facts }] : [] }),
    course: { starts: course.starts.map(iso), stepMs: course.stepMs, series: course.series.map(({ edge, values }) => ({ edge, values: [...values] })) },
    nodes: drawn.map(({ id: node, parent, edge, kind, at, depth, followers, brought }) => ({ id: node, parent, edge, kind, at: iso(at), depth, followers, brought, name: byId.get(node)?.author.name ?? byId.get(node)?.author.handle ?? null })),
    drawnOf: tree.length,
    speakers: spoken.flatMap(({ newest, count }) => { const view = shown.get(newest); return view ? [{ author: view.author, count }] : [] }),
  }
}

/** As many nodes as can be drawn: those that brought others with all above them, then the earliest. In order of time. */
function chosen(tree: readonly TreeNode[]): TreeNode[] {
  if (tree.length <= mostDrawn) return [...tree]
  const byId = new Map(tree.map((node) => [node.id, node]))
  const kept = new Set<Uuid>()
  const keep = (node: TreeNode): void => {
    for (let at: TreeNode | undefined = node; at !== undefined && !kept.has(at.id); at = at.parent === null ? undefined : byId.get(at.parent)) kept.add(at.id)
  }
  for (const node of [...tree.toSorted((a, b) => b.brought - a.brought).slice(0, mostDrawn / 3), ...tree]) if (kept.size < mostDrawn) keep(node)
  return tree.filter(({ id }) => kept.has(id))
}

/** Who said most in it, with their newest post. */
function speakersOf(heard: readonly HeardInteraction[]): { newest: Uuid; count: number }[] {
  const found = new Map<Uuid, { newest: Uuid; at: number; count: number }>()
  for (const { id, at, identity } of heard) {
    const before = found.get(identity)
    found.set(identity, before === undefined || at >= before.at ? { newest: id, at, count: (before?.count ?? 0) + 1 } : { ...before, count: before.count + 1 })
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count || a.at - b.at).slice(0, mostSpeakers)
}
