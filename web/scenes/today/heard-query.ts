/** The question for the newest mentions of our own topics, asked as soon as it is known who is signed in. */
import { apiQuery } from '../../api/queries.ts'

export const heardShown = 5
export const heardQuery = apiQuery('/mentions', { query: { roles: 'own', limit: heardShown } })
