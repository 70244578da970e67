/** Asks anew for what was changed. */
import { queryClient, queryKey } from '../../../api/queries.ts'

export const macrosChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKey('/macros') })
