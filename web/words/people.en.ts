/** Words of the scene People. */
export const people = {
  title: 'People',
} as const
