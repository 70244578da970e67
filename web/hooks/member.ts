/** Who is signed in, what they may do, and their preferences. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Permission } from '../../src/kernel/permission.ts'
import { api } from '../api/client.ts'
import { apiQuery, queryClient } from '../api/queries.ts'
import type { InputOf, Me } from '../api/routes.ts'

export const meQuery = { ...apiQuery('/me'), staleTime: 60_000 }

export interface CurrentMember extends Me {
  readonly may: (permission: Permission) => boolean
}

/** @throws when nobody is signed in; the shell's route sees to it that somebody is. */
export function useMember(): CurrentMember {
  const { data } = useQuery(meQuery)
  if (data === undefined) throw new Error('useMember() needs somebody to be signed in.')
  return useMemo(() => ({ ...data, may: (permission) => data.permissions.includes(permission) }), [data])
}

type Preferences = NonNullable<InputOf<'patch', '/me'>['body']>

/** Changes my own name or preferences: at once in the page, then with the server. */
export function useUpdateMe(): (change: Preferences) => Promise<void> {
  return useCallback(async (change) => {
    const before = queryClient.getQueryData(meQuery.queryKey)
    if (before !== undefined) queryClient.setQueryData(meQuery.queryKey, { ...before, ...withoutUndefined(change) })
    try {
      await api('patch', '/me', { body: change })
    } catch (fault) {
      if (before !== undefined) queryClient.setQueryData(meQuery.queryKey, before)
      throw fault
    }
  }, [])
}

function withoutUndefined(change: Preferences): Partial<Me> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
