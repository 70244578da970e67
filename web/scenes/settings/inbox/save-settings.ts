/** Keeps how the inbox is set. */
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { InputOf } from '../../../api/routes.ts'

export async function saveSettings(body: InputOf<'put', '/conversation-settings'>['body']): Promise<void> {
  await api('put', '/conversation-settings', { body })
  await queryClient.invalidateQueries({ queryKey: queryKey('/conversation-settings') })
}
