/** The types of every route, taken from the server's definitions; nothing of this exists at run time. */
import type { z } from 'zod'
import type {
  accounts,
  alarms,
  annotations,
  cascades,
  channels,
  consent,
  conversations,
  engagement,
  exchange,
  governance,
  labels,
  listening,
  lists,
  members,
  outgoing,
  people,
  recognition,
  recovery,
  relevance,
  rules,
  satisfaction,
  teams,
  trends,
} from '../../src/api.ts'

/** A module's routes by method and path: `get /topics`. Names its path only, since comparing whole zod types is too much for the compiler. */
type ByAddress<Module> = { [K in keyof Module as Module[K] extends { readonly method: infer M extends string; readonly path: infer P extends string } ? `${M} ${P}` : never]: Module[K] }
type Routes =
  & ByAddress<typeof accounts>
  & ByAddress<typeof alarms>
  & ByAddress<typeof annotations>
  & ByAddress<typeof cascades>
  & ByAddress<typeof channels>
  & ByAddress<typeof consent>
  & ByAddress<typeof conversations>
  & ByAddress<typeof engagement>
  & ByAddress<typeof exchange>
  & ByAddress<typeof governance>
  & ByAddress<typeof labels>
  & ByAddress<typeof listening>
  & ByAddress<typeof lists>
  & ByAddress<typeof members>
  & ByAddress<typeof outgoing>
  & ByAddress<typeof people>
  & ByAddress<typeof recognition>
  & ByAddress<typeof recovery>
  & ByAddress<typeof relevance>
  & ByAddress<typeof rules>
  & ByAddress<typeof satisfaction>
  & ByAddress<typeof teams>
  & ByAddress<typeof trends>
type Address = keyof Routes

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type PathOf<M extends Method> = Address extends infer A ? (A extends `${M} ${infer P}` ? P : never) : never
type RouteAt<M extends Method, P extends string> = `${M} ${P}` extends infer A extends Address ? Routes[A] : never

/** What is sent under a name, if the route takes it; optional when everything in it is. */
type Sent<R, Name extends 'params' | 'query' | 'body'> = R extends Readonly<Record<Name, infer S extends z.ZodType>>
  ? object extends z.input<S>
    ? { readonly [K in Name]?: z.input<S> | undefined }
    : { readonly [K in Name]: z.input<S> }
  : unknown

/** What a call of a route takes. */
export type InputOf<M extends Method, P extends string> = Sent<RouteAt<M, P>, 'params'> & Sent<RouteAt<M, P>, 'query'> & Sent<RouteAt<M, P>, 'body'>
/** What a call of a route answers. */
export type OutputOf<M extends Method, P extends string> = RouteAt<M, P> extends { readonly output: infer S extends z.ZodType } ? z.output<S> : never
/** Paths that answer a page by key. */
export type PagedPath = { [P in PathOf<'get'>]: OutputOf<'get', P> extends { items: unknown[]; next: string | null } ? P : never }[PathOf<'get'>]

export type Topic = OutputOf<'get', '/topics'>['items'][number]
export type TopicRole = Topic['role']
export type Mention = OutputOf<'get', '/mentions'>['items'][number]
export type Understanding = OutputOf<'get', '/understanding'>
export type Retraining = Understanding['retrainings'][number]
export type Correction = OutputOf<'get', '/corrections'>['items'][number]
export type OutsideSettings = NonNullable<OutputOf<'get', '/understanding/outside-model'>['settings']>
export type Reputation = OutputOf<'get', '/mentions/reputation'>
export type Labels = NonNullable<Mention['labels']>
export type MentionFilter = NonNullable<InputOf<'get', '/mentions'>['query']>
export type Annotation = OutputOf<'get', '/annotations'>['items'][number]
export type Relevance = OutputOf<'get', '/mentions/{id}/relevance'>
export type Cascade = OutputOf<'get', '/cascades/{id}'>
export type Alarm = OutputOf<'get', '/alarms'>['items'][number]
export type AlarmStory = OutputOf<'get', '/alarms/{id}'>
export type AlarmSettings = OutputOf<'get', '/topics/{id}/alarm-settings'>
export type Volume = OutputOf<'get', '/mentions/volume'>
export type Person = OutputOf<'get', '/people/{id}'>
export type Identity = Person['identities'][number]
export type Source = OutputOf<'get', '/sources'>['items'][number]
export type ChannelInfo = OutputOf<'get', '/channels'>['items'][number]
export type SettingField = ChannelInfo['fields'][number]
export type Account = OutputOf<'get', '/accounts'>['items'][number]
export type AccountChannel = OutputOf<'get', '/account-channels'>['items'][number]
export type SetAsideItem = OutputOf<'get', '/set-aside'>['items'][number]
export type Import = OutputOf<'get', '/imports'>['items'][number]
export type ImportPreview = OutputOf<'post', '/imports/{id}/preview'>
export type Mapping = ImportPreview['mapping']
export type Me = OutputOf<'get', '/me'>
export type Member = OutputOf<'get', '/members'>['items'][number]
export type CustomRole = OutputOf<'get', '/roles'>['items'][number]
export type TrailEntry = OutputOf<'get', '/audit'>['items'][number]
export type Invitation = OutputOf<'get', '/invitations'>['items'][number]
export type Webhook = OutputOf<'get', '/webhooks'>['items'][number]
export type Delivery = OutputOf<'get', '/webhooks/{id}/deliveries'>['items'][number]
export type MailSettings = NonNullable<OutputOf<'get', '/mail'>['settings']>
export type OutboxMail = OutputOf<'get', '/mail/outbox'>['items'][number]
export type EventTypeInfo = OutputOf<'get', '/event-types'>['items'][number]
export type WordList = OutputOf<'get', '/lists'>['items'][number]
export type Key = OutputOf<'get', '/keys'>['items'][number]
export type Conversation = OutputOf<'get', '/conversations'>['items'][number]
export type WholeConversation = OutputOf<'get', '/conversations/{id}'>
export type Entry = OutputOf<'get', '/conversations/{id}/entries'>['items'][number]
export type MessageEntry = Extract<Entry, { is: 'message' }>
export type NoteEntry = Extract<Entry, { is: 'note' }>
export type ActivityEntry = Extract<Entry, { is: 'activity' }>
export type Draft = NonNullable<OutputOf<'get', '/conversations/{id}/draft'>['draft']>
export type Composition = Draft['content']
export type Composer = OutputOf<'post', '/conversations/{id}/composer'>
export type InboxLabel = OutputOf<'get', '/conversation-labels'>['items'][number]
export type SavedView = OutputOf<'get', '/conversation-views'>['items'][number]
export type CannedReply = OutputOf<'get', '/canned-replies'>['items'][number]
export type Macro = OutputOf<'get', '/macros'>['items'][number]
export type InboxSettings = OutputOf<'get', '/conversation-settings'>
export type InboxCounts = OutputOf<'get', '/conversations/counts'>
export type ConversationDeed = InputOf<'post', '/conversations/acts'>['body']['deed']
