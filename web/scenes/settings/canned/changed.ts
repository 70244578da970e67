/** Asks anew for what was changed. */
import { queryClient, queryKey } from '../../../api/queries.ts'

export const cannedChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKey('/canned-replies') })
