/** Words of the scene Settings. */
export const settings = {
  title: 'Settings',
} as const
