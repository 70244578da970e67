/** HTTP of annotations: parse, authorise, call, present. */
import { iso } from '../../../kernel/instant.ts'
import { may, type Actor } from '../../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import * as api from './api.ts'
import { createAnnotation, listAnnotations, removeAnnotation, restoreAnnotation, updateAnnotation, type Annotation } from './annotations.ts'

const shown = (actor: Actor, { id, text, startsAt, endsAt, by, madeAt }: Annotation): api.AnnotationView => ({ id, text, startsAt: iso(startsAt), endsAt: endsAt === null ? null : iso(endsAt), by: may(actor, 'members.read') ? by : null, madeAt: iso(madeAt) })
const timeOf = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text))

export function annotationRoutes({ db }: { readonly db: Db }): MountedRoute[] {
  return [
    handle(api.listAnnotations, async ({ query, actor }) => ({ items: (await listAnnotations(db, { from: timeOf(query.from), to: timeOf(query.to) })).map((one) => shown(actor, one)) })),
    handle(api.createAnnotation, async ({ body, actor }) => shown(actor, await createAnnotation(db, actor, { text: body.text, startsAt: Date.parse(body.startsAt), endsAt: body.endsAt === null ? null : Date.parse(body.endsAt) }))),
    handle(api.updateAnnotation, async ({ params, body, actor }) =>
      shown(actor, await updateAnnotation(db, params.id, {
        ...(body.text === undefined ? {} : { text: body.text }), ...(body.startsAt === undefined ? {} : { startsAt: Date.parse(body.startsAt) }),
        ...(body.endsAt === undefined ? {} : { endsAt: body.endsAt === null ? null : Date.parse(body.endsAt) }),
      }))),
    handle(api.removeAnnotation, async ({ params }) => {
      await removeAnnotation(db, params.id)
      return {}
    }),
    handle(api.restoreAnnotation, async ({ params, actor }) => shown(actor, await restoreAnnotation(db, params.id))),
  ]
}
