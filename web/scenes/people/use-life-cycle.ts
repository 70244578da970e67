/** The company's stages with their names and marks, as every scene of people shows them. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiQuery } from '../../api/queries.ts'
import type { OutputOf } from '../../api/routes.ts'
import { useMember } from '../../hooks/member.ts'
import { useWords, type WordKey, type Words } from '../../words/words.tsx'

export type LifeCycle = OutputOf<'get', '/people/life-cycle'>
export type StageOf = LifeCycle['stages'][number]

/** The default stages' own names, in the member's language while nobody has renamed them. */
const defaultNames: Readonly<Record<string, readonly [string, WordKey]>> = {
  stranger: ['Stranger', 'profile.stageStranger'], fan: ['Fan', 'profile.stageFan'], prospect: ['Prospect', 'profile.stageProspect'], customer: ['Customer', 'profile.stageCustomer'],
  loyal: ['Loyal', 'profile.stageLoyal'], advocate: ['Advocate', 'profile.stageAdvocate'], lapsed: ['Lapsed', 'profile.stageLapsed'],
}

export function stageName(stage: Pick<StageOf, 'id' | 'name'>, words: Pick<Words, 't'>): string {
  const known = defaultNames[stage.id]
  return known && known[0] === stage.name ? (words.t as (key: WordKey) => string)(known[1]) : stage.name
}

/** Stages deepen in colour along the way; who left stands apart. */
export function stageShade(stages: readonly StageOf[], id: string): string {
  const stage = stages.find((one) => one.id === id)
  if (stage?.leaves) return 'var(--series-rest)'
  const way = stages.filter((one) => !one.leaves)
  const at = way.findIndex((one) => one.id === id)
  return `color-mix(in oklab, var(--accent) ${Math.round(14 + (86 * Math.max(0, at)) / Math.max(1, way.length - 1))}%, var(--surface))`
}

export function useLifeCycle() {
  const words = useWords()
  const me = useMember()
  const { data } = useQuery({ ...apiQuery('/people/life-cycle'), enabled: me.may('people.read'), staleTime: 60_000 })
  return useMemo(() => {
    const stages = data?.stages ?? []
    return { life: data, stages, nameOf: (id: string): string => { const stage = stages.find((one) => one.id === id); return stage ? stageName(stage, words) : id }, shadeOf: (id: string): string => stageShade(stages, id) }
  }, [data, words])
}

/** Members by id, for owners. */
export function useMembers() {
  const me = useMember()
  const { data } = useQuery({ ...apiQuery('/members'), enabled: me.may('members.read'), staleTime: 60_000 })
  return useMemo(() => {
    const list = (data?.items ?? []).filter((member) => !member.suspended)
    return { list, nameOf: (id: string): string => list.find((member) => member.id === id)?.name ?? (id === me.id ? me.name : id) }
  }, [data, me])
}
