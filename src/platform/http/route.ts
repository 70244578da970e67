/**
 * A route as data: one definition validates, authorises, documents and types.
 * The server mounts it (`mount.ts`), OpenAPI describes it (`openapi.ts`), and
 * the page calls it by the type alone (`web/api`).
 */
import type { z } from 'zod'
import type { Actor, Permission } from '../../kernel/permission.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Who may call: a permission, anybody signed in, or anybody at all. */
export type Access = Permission | 'signed-in' | 'public'

export interface RouteDefinition {
  readonly method: Method
  /** Below `/api/v1`, with `{name}` for parameters: `/topics/{id}`. */
  readonly path: string
  readonly access: Access
  /** One line for the reference. */
  readonly summary: string
  readonly description?: string
  readonly tag: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Body limit in bytes; default 1 MB. */
  readonly maxBodyBytes?: number
  readonly output: z.ZodType
  /**
   * Whether a call goes on record in the audit trail before it is carried out.
   * Absent: what changes something does, what only reads does not. `true` for
   * reads of private content; `false` for what is no act of its own, such as
   * saying that one is typing.
   */
  readonly onRecord?: boolean
  /** Fields of the body whose values are kept with the record: never what is personal or secret. */
  readonly recordedFields?: readonly string[]
  /** Default 200. */
  readonly status?: 200 | 201 | 202
}

/** Keeps the literal types of a definition, so that callers are typed by path. */
export function route<const R extends RouteDefinition>(definition: R): R {
  return definition
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : Record<string, never>

export interface Call<R extends RouteDefinition> {
  readonly actor: R['access'] extends 'public' ? Actor | null : Actor
  readonly params: Parsed<R['params']>
  readonly query: Parsed<R['query']>
  readonly body: R['body'] extends z.ZodType ? z.output<R['body']> : undefined
  /** The raw request: for streams, headers and the address it came from. */
  readonly request: Request
  readonly remoteAddress: string
}

/** A handler returns what `output` describes, or a whole `Response` for streams and files. */
export type Handler<R extends RouteDefinition> = (call: Call<R>) => Promise<z.input<R['output']> | Response> | z.input<R['output']> | Response

export interface MountedRoute {
  readonly definition: RouteDefinition
  readonly handle: (call: Call<RouteDefinition>) => unknown
}

/** Ties a handler to its definition. */
export function handle<R extends RouteDefinition>(definition: R, handler: Handler<R>): MountedRoute {
  return { definition, handle: handler as MountedRoute['handle'] }
}
