/** Words of the scene Today. */
export const today = {
  title: 'Today',
} as const
