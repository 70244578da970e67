/** What the inbox is arranged with, asked once for every part: labels, colleagues, teams, accounts, saved views. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiQuery } from '../../api/queries.ts'
import { useMember } from '../../hooks/member.ts'

const long = { staleTime: 60_000 } as const

export function useLabels() {
  const { data } = useQuery({ ...apiQuery('/conversation-labels'), ...long })
  return useMemo(() => {
    const list = data?.items ?? []
    const byId = new Map(list.map((label) => [label.id, label]))
    return { list, byId }
  }, [data])
}

export function useColleagues() {
  const { data } = useQuery({ ...apiQuery('/conversations/colleagues'), staleTime: 30_000 })
  return useMemo(() => ({ members: data?.items ?? [], teams: data?.teams ?? [] }), [data])
}

export function useAccounts() {
  const { data, isLoading } = useQuery({ ...apiQuery('/conversations/accounts'), ...long })
  return useMemo(() => {
    const list = data?.items ?? []
    return { list, isLoading, byId: new Map(list.map((account) => [account.id, account])) }
  }, [data, isLoading])
}

/** Who reads the list, as its rules see them. */
export function useReader() {
  const me = useMember()
  const { teams } = useColleagues()
  return useMemo(() => ({ id: me.id, teams: new Set(teams.filter((team) => team.mine).map((team) => team.id)) }), [me.id, teams])
}

/** Whether a service is set up that translates. */
export function useTranslates(): boolean {
  const { data } = useQuery({ ...apiQuery('/conversation-settings'), ...long })
  return (data?.translation ?? null) !== null
}
