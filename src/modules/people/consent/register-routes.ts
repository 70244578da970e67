/** HTTP of retention and the register of processing. */
import { csvLine } from '../../../kernel/csv.ts'
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import * as api from './api.ts'
import { plainPageHeaders } from './plain-page.ts'
import { registerOf, registerPage, type RegisterDeps } from './register.ts'
import { retentionOf, saveRetention, wouldGo } from './retention.ts'

export function registerRoutes(deps: RegisterDeps): MountedRoute[] {
  const view = async () => {
    const settings = await retentionOf(deps)
    return { items: deps.ageing.map(({ kind, what }) => { const one = settings.find((known) => known.kind === kind); return { kind, what: { ...what }, months: one?.months ?? null, changedBy: one?.changedBy ?? null, lastRunAt: typeof one?.lastRunAt === 'number' ? iso(one.lastRunAt) : null, lastRemoved: one?.lastRemoved ?? 0 } }) }
  }
  return [
    handle(api.listRetention, view),
    handle(api.saveRetention, async ({ params, body, actor }) => {
      await saveRetention(deps, params.kind, body.months, actor.name)
      return view()
    }),
    handle(api.previewRetention, async ({ params, query }) => ({ count: await wouldGo(deps, params.kind, query.months) })),
    handle(api.processingRegister, async () => {
      const register = await registerOf(deps)
      return { ...register, purposes: register.purposes.map((one) => ({ id: one.id, name: one.name, about: one.about, basis: one.basis, channels: [...one.channels], validMonths: one.validMonths })), holdings: register.holdings.map((one) => ({ ...one, what: { ...one.what }, folders: [...one.folders] })), retention: register.retention.map((one) => ({ ...one, what: { ...one.what } })), sources: [...register.sources], recipients: [...register.recipients] }
    }),
    handle(api.processingRegisterPage, async ({ query }) => new Response(registerPage(await registerOf(deps), query.language), { headers: plainPageHeaders })),
    handle(api.processingRegisterCsv, async ({ query }) => {
      const register = await registerOf(deps)
      const { language } = query
      const lines = [
        ['part', 'name', 'detail'],
        ...register.purposes.map((one) => ['purpose', one.name[language] ?? one.name.en ?? one.id, `${one.basis}: ${one.channels.join(', ')}${one.validMonths === null ? '' : ` (${one.validMonths} months)`}`]),
        ...register.holdings.map((one) => ['kept', one.name, one.what[language]]),
        ...register.retention.map((one) => ['retention', one.what[language], one.months === null ? '' : `${one.months} months`]),
        ...register.sources.map((one) => ['source', one.name, one.channel]),
        ...register.recipients.map((one) => ['recipient', one, '']),
      ]
      return new Response(`\ufeff${lines.map((line) => csvLine(line)).join('')}`, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="register-of-processing.csv"', 'cache-control': 'no-store' } })
    }),
  ]
}
