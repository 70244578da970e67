/** Words of the scene Welcome. */
export const entry = {
  title: 'Welcome',
} as const
