/** Answers for people outside at `/q/…`: looking changes nothing, since mail programs look at links by themselves. */
import { systemClock } from '../../../kernel/instant.ts'
import { rateLimiter } from '../../../platform/http/rate-limit.ts'
import { readText } from '../../../platform/http/body.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { readSettings } from '../engagement/settings.ts'
import { keepScore, questionById } from './ask.ts'
import { questionPath, readQuestionLink } from './link.ts'
import { pageWords, sayingPage, scorePage, scorePageHeaders } from './page.ts'
import { askedLanguage, satisfactionSchema, scales } from './question.ts'

const maxBodyBytes = 20_000

export function questionPages(deps: DecidingDeps): (request: Request, url: URL, from: string) => Promise<Response | null> {
  const limit = rateLimiter(systemClock)
  return async (request, url, from) => {
    if (!url.pathname.startsWith(questionPath)) return null
    limit(from, { burst: 30, perSecond: 1 })
    const now = deps.clock.now()
    const company = await deps.company()
    const readerLanguage = askedLanguage((request.headers.get('accept-language') ?? '').slice(0, 2).toLowerCase())
    const answer = (body: string, status = 200): Response => new Response(request.method === 'HEAD' ? null : body, { status, headers: { ...scorePageHeaders } })
    const link = readQuestionLink(deps, url.pathname.slice(questionPath.length), now)
    if (link === null) return answer(sayingPage(readerLanguage, company, pageWords[readerLanguage].invalid), 404)
    const question = link === 'ended' ? null : await questionById(deps, link.id)
    if (question === null) return answer(sayingPage(readerLanguage, company, pageWords[readerLanguage].ended), 410)
    const { texts } = await readSettings(deps.db, 'satisfaction', satisfactionSchema)
    const page = { company, kind: question.kind, language: question.language, texts }
    if (request.method !== 'POST') {
      const offered = Number(url.searchParams.get('score') ?? Number.NaN)
      return answer(scorePage({ ...page, score: question.score ?? (Number.isInteger(offered) ? offered : null), comment: question.comment ?? '', done: question.state === 'answered', missing: false }))
    }
    const form = new URLSearchParams(await readText(request, maxBodyBytes))
    const score = Number(form.get('score') ?? Number.NaN)
    const comment = (form.get('comment') ?? '').replaceAll('\0', '').trim().slice(0, 2_000)
    const { min, max } = scales[question.kind]
    if (!Number.isInteger(score) || score < min || score > max) return answer(scorePage({ ...page, score: null, comment, done: false, missing: true }), 422)
    await deps.db.transaction().execute((tx) => keepScore(deps, tx, question, score, comment, 'page', now))
    return answer(scorePage({ ...page, score, comment: comment === '' ? (question.comment ?? '') : comment, done: true, missing: false }))
  }
}
