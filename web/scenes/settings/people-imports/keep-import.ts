/** Puts an import that changed where the page reads it. */
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { PeopleImport } from './people-imports-view.tsx'

export function keep(changed: PeopleImport): void {
  queryClient.setQueryData(apiQuery('/people-imports/{id}', { params: { id: changed.id } }).queryKey, changed)
  void queryClient.invalidateQueries({ queryKey: queryKey('/people-imports') })
}
