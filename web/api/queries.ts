/** GET routes as queries: kept, shared between components, and asked again when stale. */
import { infiniteQueryOptions, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { ApiFault, mayPass } from './fault.ts'
import type { InputOf, OutputOf, PagedPath, PathOf } from './routes.ts'

type Rest<I> = object extends I ? [input?: I] : [input: I]
type Loose = (method: 'get', path: string, input: unknown, options: { signal: AbortSignal }) => Promise<never>

/** The keys under which answers are kept: `queryKey('/topics')` matches every query of that path. */
export function queryKey(path: PathOf<'get'>, input?: unknown): readonly unknown[] {
  return input === undefined ? [path] : [path, input]
}

/** For `useQuery` and route loaders: `useQuery(apiQuery('/topics'))`. */
export function apiQuery<P extends PathOf<'get'>>(path: P, ...[input]: Rest<InputOf<'get', P>>) {
  return queryOptions<OutputOf<'get', P>>({
    queryKey: queryKey(path, input),
    queryFn: ({ signal }) => (api as Loose)('get', path, input, { signal }),
  })
}

/** For `useInfiniteQuery`, over routes that answer pages by key. */
export function apiPages<P extends PagedPath & PathOf<'get'>>(path: P, ...[input]: Rest<InputOf<'get', P>>) {
  const { query, ...rest } = (input ?? {}) as { query?: object }
  return infiniteQueryOptions({
    queryKey: [...queryKey(path, input), 'pages'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<OutputOf<'get', P>> => (api as Loose)('get', path, { ...rest, query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } }, { signal }),
    getNextPageParam: (last: OutputOf<'get', P>) => (last as { next: string | null }).next,
  })
}

let signedOut: (() => void) | null = null

/** Sets what happens when an answer says that nobody is signed in any more. */
export function whenSignedOut(act: () => void): void {
  signedOut = act
}

/** What is tried again by itself: only what may pass, and only twice. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (fault) => { if (fault instanceof ApiFault && fault.status === 401) signedOut?.() } }),
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 5 * 60_000, retry: (count, fault) => count < 2 && mayPass(fault), refetchOnWindowFocus: 'always' },
    mutations: { retry: false },
  },
})
