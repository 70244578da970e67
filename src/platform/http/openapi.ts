/** The API described in OpenAPI 3.1, from the same schemas that validate. */
import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import { apiBase } from './mount.ts'
import type { EventType } from '../../kernel/event.ts'
import type { RouteDefinition } from './route.ts'

type Json = Record<string, unknown>

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
  return schema
}

function parametersOf(type: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (!type) return []
  const schema = schemaOf(type, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
    name, in: place, required: place === 'path' || (schema.required ?? []).includes(name), schema: property, ...(description ? { description } : {}),
  }))
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string', description: 'Stable; for programs.' },
    detail: { type: 'string', description: 'What happened, where, what was expected, what to do.' }, path: { type: 'string', description: 'JSON pointer to what is wrong.' }, at: { type: 'integer', description: 'Character offset of what is wrong.' }, details: { type: 'object' },
  },
}

function contentOf(definition: RouteDefinition): Json {
  if (definition.path.endsWith('.csv')) return { 'text/csv': { schema: { type: 'string' } } }
  if (definition.path === '/live') return { 'text/event-stream': { schema: { type: 'string' } } }
  return { 'application/json': { schema: schemaOf(definition.output, 'output') } }
}

/** What a receiver gets, signed as Standard Webhooks 1.0.0 says. */
function webhookOf({ type, summary, data, example }: EventType): Json {
  const header = (name: string, description: string): Json => ({ name, in: 'header', required: true, schema: { type: 'string' }, description })
  const schema = { type: 'object', required: ['type', 'timestamp', 'data'], properties: { type: { const: type }, timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' }, data: schemaOf(data, 'output') } }
  return {
    operationId: `on-${type}`, tags: ['Webhooks'], summary,
    parameters: [header('webhook-id', 'The same at every try of the same event.'), header('webhook-timestamp', 'When this try was made, in seconds since 1970.'), header('webhook-signature', 'One or more `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, with a space between.')],
    requestBody: { required: true, content: { 'application/json': { schema, example: { type, timestamp: '2026-11-22T14:30:00.000Z', data: example } } } },
    responses: { '2XX': { description: 'Taken. Anything else is tried again for a day.' }, '410': { description: 'Wants nothing any more: the webhook is switched off.' } },
  }
}

/** So long is described at a stretch before others have their turn, in ms. */
const stretchMs = 8

/** The whole document. Takes seconds of work for hundreds of routes, and lets others have their turn meanwhile. */
export async function openapi(definitions: readonly RouteDefinition[], version: string, publicUrl: string, eventTypes: readonly EventType[] = []): Promise<Json> {
  const paths: Record<string, Json> = {}
  let began = performance.now()
  for (const definition of definitions) {
    if (performance.now() - began > stretchMs) {
      await breathe()
      began = performance.now()
    }
    const parameters = [...parametersOf(definition.params, 'path'), ...parametersOf(definition.query, 'query')]
    const operation: Json = {
      operationId: `${definition.method}${definition.path.replaceAll(/[/{}.-]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replaceAll(/[{}]/g, '')}`,
      tags: [definition.tag],
      summary: definition.summary,
      description: [definition.description, definition.access === 'public' ? 'Public.' : definition.access === 'signed-in' ? 'For anybody signed in.' : `Needs the permission \`${definition.access}\`.`].filter(Boolean).join('\n\n'),
      'x-permission': definition.access,
      security: definition.access === 'public' ? [] : [{ key: [] }, { session: [] }],
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(definition.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(definition.body, 'input') } } } } : {}),
      responses: {
        [String(definition.status ?? 200)]: { description: 'Done.', content: contentOf(definition) },
        default: { description: 'A fault (RFC 9457).', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    }
    const path = apiBase + definition.path
    paths[path] = { ...paths[path], [definition.method]: operation }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Rapport', version, description: 'Lists are paged by key: pass `next` of a page as `cursor` of the following. Faults are problem documents with a stable `code`.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: publicUrl }],
    paths,
    webhooks: Object.fromEntries(eventTypes.map((one) => [one.type, { post: webhookOf(one) }])),
    components: {
      schemas: { Problem: problem },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, made under Settings, Keys or with `bin/rapport key create`.' }, session: { type: 'apiKey', in: 'cookie', name: 'rapport.session_token' } },
    },
  }
}
