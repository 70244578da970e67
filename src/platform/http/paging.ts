/** Pages by key: a page says where the next one starts, never how many came before. */
import { z } from 'zod'

export const pageQuery = {
  cursor: z.string().max(500).optional().describe('Where to go on: `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many at most.'),
}

export function page<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page; null at the end.'),
  })
}
