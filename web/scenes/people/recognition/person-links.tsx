/** Why some identities are one person: links with their evidence, what keeps apart, and the log; with joining and splitting. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { FaultState, Skeleton } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { Evidence, FaceMarks } from './evidence.tsx'
import { endedWords, exactShare, type Face, faceName, kindWords, type LinkShown, type LinksOf, overruledWords } from './evidence-words.ts'
import { JoinDialog } from './join-dialog.tsx'
import css from './recognition.module.css'
import { SplitDialog } from './split-dialog.tsx'
import { useAct } from './use-act.ts'

type Faces = ReadonlyMap<string, Face>

export function PersonLinks({ id }: { readonly id: string }) {
  const { t } = useWords()
  const me = useMember()
  const mayChange = me.may('people.manage')
  const [open, setOpen] = useState<'join' | 'split' | null>(null)
  const { data, error, refetch } = useQuery(apiQuery('/people/{id}/links', { params: { id } }))
  if (error && !data) return <div className={css.part}><FaultState compact fault={error} onRetry={() => void refetch()} /></div>
  if (!data) return <div className={css.part}><Skeleton lines={4} /></div>
  const faces: Faces = new Map([...data.identities, ...data.others].map((face) => [face.id, face]))
  const shown = data.links.filter((link) => link.endedAt === null)
  const apart = data.apart.filter((one) => one.endedAt === null)
  return (
    <section className={css.part} aria-label={t('recognition.why')}>
      <div>
        <h2 className={css.heading}>{t('recognition.why')}
          {mayChange && <span>
            <Button size="s" look="plain" onClick={() => setOpen('join')}>{t('recognition.join')}</Button>
            {data.identities.length > 1 && <Button size="s" look="plain" onClick={() => setOpen('split')}>{t('recognition.split')}</Button>}
          </span>}
        </h2>
        <ul className={css.list} aria-label={t('recognition.identities')}>
          {data.identities.map((face) => <li key={face.id} className={css.ends}><End face={face} /><FaceMarks face={face} /></li>)}
        </ul>
      </div>
      {shown.length === 0 && <p className={css.quiet}>{t('recognition.whyAlone')}</p>}
      {shown.length > 0 && <ul className={css.list}>{shown.map((link) => <OneLink key={link.id} link={link} faces={faces} own={data} mayChange={mayChange} />)}</ul>}
      {apart.length > 0 && <Apart apart={apart} faces={faces} own={data} mayChange={mayChange} />}
      <LinkLog data={data} faces={faces} />
      {open === 'join' && <JoinDialog id={data.person} onClose={() => setOpen(null)} />}
      {open === 'split' && <SplitDialog id={data.person} identities={data.identities} onClose={() => setOpen(null)} />}
    </section>
  )
}

function End({ face }: { readonly face: Face | undefined }) {
  const { t } = useWords()
  return <span className={css.end}>{face && <ChannelMark channel={face.channel} named />} {face?.handle ?? face?.externalId ?? faceName(t, face)}</span>
}

function OneLink({ link, faces, own, mayChange }: { readonly link: LinkShown; readonly faces: Faces; readonly own: LinksOf; readonly mayChange: boolean }) {
  const { t, percent, number } = useWords()
  const act = useAct()
  const isIdle = link.state !== 'standing' || link.overruled !== null
  const other = [link.a, link.b].find((end) => !own.identities.some((face) => face.id === end))
  return (
    <li className={css.link} data-idle={isIdle || undefined}>
      <div className={css.ends}>
        <End face={faces.get(link.a)} /> <span aria-hidden>–</span>
        {other === undefined ? <End face={faces.get(link.b)} /> : <Link to="/people/$id" params={{ id: other }}><End face={faces.get(other)} /></Link>}
        {mayChange && link.state === 'standing' && <Button size="s" look="plain" onClick={() => void act(api('delete', '/recognition/links/{id}', { params: { id: link.id } }), t('recognition.linkUndone'))}>{t('recognition.undoLink')}</Button>}
      </div>
      <div className={css.ends}>
        <Badge tone={link.kind === 'proof' ? 'positive' : 'plain'}>{kindWords(t, link.kind)}</Badge>
        {link.state === 'offered' && <Badge tone="accent">{t('recognition.stateOffered')}</Badge>}
        {link.state === 'waiting' && <Badge tone="warn">{t('recognition.stateWaiting')}</Badge>}
        {link.probability !== null && <span className={css.quiet}>{t('recognition.certainty', { percent: exactShare(percent, number, link.probability) })}</span>}
        <span className={css.quiet}><Time at={link.madeAt} /></span>
      </div>
      {link.overruled !== null && <p className={css.quiet}>{overruledWords(t, link.overruled)}</p>}
      <Evidence evidence={link.evidence} />
    </li>
  )
}

function Apart({ apart, faces, own, mayChange }: { readonly apart: LinksOf['apart']; readonly faces: Faces; readonly own: LinksOf; readonly mayChange: boolean }) {
  const { t } = useWords()
  const act = useAct()
  return (
    <div>
      <h3 className={css.heading}>{t('recognition.keptApart')}</h3>
      <ul className={css.list}>
        {apart.map((one) => {
          const other = own.identities.some((face) => face.id === one.a) ? one.b : one.a
          return (
            <li key={one.id} className={css.ends}>
              <Link to="/people/$id" params={{ id: other }}><End face={faces.get(other)} /></Link> <span className={css.quiet}>{one.madeBy} · <Time at={one.madeAt} /></span>
              {mayChange && <Button size="s" look="plain" onClick={() => void act(api('delete', '/recognition/apart/{id}', { params: { id: one.id } }), t('recognition.allowed'))}>{t('recognition.allow')}</Button>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** What happened to the links, newest first; nothing is ever taken out of it. */
function LinkLog({ data, faces }: { readonly data: LinksOf; readonly faces: Faces }) {
  const { t } = useWords()
  const name = (end: string): string => { const face = faces.get(end); return face?.handle ?? face?.externalId ?? faceName(t, face) }
  const events = [
    ...data.links.flatMap(({ id, a, b, kind, state, madeAt, madeBy, endedAt, endedBy, endedBecause }) => [
      { key: `${id}+`, at: madeAt, text: state === 'offered' || state === 'refused' ? t('recognition.logOffered', { by: madeBy, a: name(a), b: name(b) }) : t('recognition.logMade', { by: madeBy, a: name(a), b: name(b), how: kindWords(t, kind) }) },
      ...(endedAt === null ? [] : [{ key: `${id}-`, at: endedAt, text: t('recognition.logEnded', { by: endedBy ?? '', a: name(a), b: name(b), why: endedWords(t, endedBecause) }) }]),
    ]),
    ...data.apart.flatMap(({ id, a, b, madeAt, madeBy, endedAt, endedBy }) => [
      { key: `${id}+`, at: madeAt, text: t('recognition.logApart', { by: madeBy, a: name(a), b: name(b) }) },
      ...(endedAt === null ? [] : [{ key: `${id}-`, at: endedAt, text: t('recognition.logAllowed', { by: endedBy ?? '', a: name(a), b: name(b) }) }]),
    ]),
  ].toSorted((x, y) => y.at.localeCompare(x.at))
  return (
    <details>
      <summary className={css.quiet}>{t('recognition.log')}</summary>
      {events.length === 0 ? <p className={css.quiet}>{t('recognition.logEmpty')}</p> : <ol className={css.log}>{events.slice(0, 200).map(({ key, at, text }) => <li key={key}><span>{text}</span><Time at={at} /></li>)}</ol>}
    </details>
  )
}
