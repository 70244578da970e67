/** Every route of the API in one type, for the page's client. Imported as a type only. */
export type * as alarms from './modules/listening/alarms/api.ts'
export type * as cascades from './modules/listening/cascades/api.ts'
export type * as channels from './modules/channels/api.ts'
export type * as listening from './modules/listening/api.ts'
export type * as members from './modules/members/api.ts'
export type * as outgoing from './modules/outgoing/api.ts'
export type * as people from './modules/people/api.ts'
export type * as consent from './modules/people/consent/api.ts'
