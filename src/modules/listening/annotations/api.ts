/** The routes of annotations, as data. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })
const tag = 'Figures'

export const annotationView = z.object({ id: z.string(), text: z.string(), startsAt: time, endsAt: time.nullable().describe('Exclusive; null for a moment.'), by: z.string().nullable().describe('Null to those who may not see members.'), madeAt: time })
export type AnnotationView = z.output<typeof annotationView>
const body = z.object({ text: z.string().trim().min(1).max(500), startsAt: time, endsAt: time.nullable().default(null) })

export const listAnnotations = route({ method: 'get', path: '/annotations', access: 'mentions.read', tag, summary: 'What members wrote on the time axis', query: z.object({ from: time.optional().describe('Inclusive: those that touch the period.'), to: time.optional().describe('Exclusive.') }), output: z.object({ items: z.array(annotationView).describe('In order of time, the newest five hundred.') }) })
export const createAnnotation = route({ method: 'post', path: '/annotations', access: 'topics.manage', tag, summary: 'Write something on the time axis', body, output: annotationView, status: 201 })
export const updateAnnotation = route({ method: 'patch', path: '/annotations/{id}', access: 'topics.manage', tag, summary: 'Change an annotation', params: id, body: z.object({ text: body.shape.text.optional(), startsAt: time.optional(), endsAt: time.nullable().optional() }), output: annotationView })
export const removeAnnotation = route({ method: 'delete', path: '/annotations/{id}', access: 'topics.manage', tag, summary: 'Remove an annotation; it can be restored', params: id, output: z.object({}) })
export const restoreAnnotation = route({ method: 'post', path: '/annotations/{id}/restore', access: 'topics.manage', tag, summary: 'Undo the removal', params: id, output: annotationView })
