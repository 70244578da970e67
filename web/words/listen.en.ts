/** Words of the scene Listen. */
export const listen = {
  title: 'Listen',
} as const
