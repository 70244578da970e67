/** The evidence of a link in words and weights, and an identity as one judges it. */
import type { ReactNode } from 'react'
import { Avatar } from '../../../components/avatar.tsx'
import { Badge } from '../../../components/badge.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { useWords } from '../../../words/words.tsx'
import { type EvidenceShown, type Face, faceName, fieldWords, levelWords, proofWords, saidBy } from './evidence-words.ts'
import css from './recognition.module.css'

export function Evidence({ evidence }: { readonly evidence: readonly EvidenceShown[] }) {
  const { t, number } = useWords()
  if (evidence.length === 0) return null
  return (
    <dl className={css.evidence}>
      {evidence.map((one, at) => {
        const said = saidBy(t, one)
        if (said !== null) return <div key={at} style={{ display: 'contents' }}><dt className={css.wide}>{said}</dt></div>
        // A picture is compared by its address, which tells nobody anything.
        const values = one.what === 'picture' ? '' : one.a === null || one.b === null || one.a === one.b ? one.a ?? one.b ?? '' : `${one.a} · ${one.b}`
        return (
          <div key={at} style={{ display: 'contents' }}>
            <dt>{fieldWords(t, one.what)}</dt>
            <dd>{levelWords(t, one.level)}{values === '' ? '' : `: ${values}`}</dd>
            <dd className={css.weight} data-for={(one.weight ?? 0) > 0 || undefined} data-against={(one.weight ?? 0) < 0 || undefined} title={t('recognition.bitsHint')}>
              {one.weight !== null && <>{one.weight > 0 ? '+' : ''}{number(one.weight)}</>}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** Who an identity shows themselves to be. */
export function FaceView({ face, more }: { readonly face: Face; readonly more?: ReactNode }) {
  const { t, number } = useWords()
  return (
    <div className={css.face}>
      <Avatar id={face.id} name={faceName(t, face)} picture={face.avatar} size="l" />
      <div>
        <p className={css.name}>{faceName(t, face)}</p>
        <p className={css.end}><ChannelMark channel={face.channel} named /> <span className={css.quiet}>{face.handle ?? face.externalId}</span></p>
      </div>
      {face.bio !== null && <p className={`${css.more ?? ''} ${css.bio ?? ''}`}>{face.bio}</p>}
      <p className={`${css.more ?? ''} ${css.quiet ?? ''}`}>
        {[face.place, face.followers === null ? null : t('people.followers', { n: face.followers, shown: number(face.followers) })].filter(Boolean).join(' · ')}
      </p>
      <FaceMarks face={face} />
      {more !== undefined && <div className={`${css.more ?? ''} ${css.quiet ?? ''}`}>{more}</div>}
    </div>
  )
}

/** Whether an address is shared, and what proves it. */
export function FaceMarks({ face }: { readonly face: Pick<Face, 'shared' | 'proven' | 'bot'> }) {
  const { t } = useWords()
  return (
    <>
      {face.proven.map((how) => <Badge key={how} tone="positive" title={t('recognition.proofMark', { how: proofWords(t, how) })}>✓ {t('recognition.proofMark', { how: proofWords(t, how) })}</Badge>)}
      {face.shared && <Badge tone="warn" title={t('recognition.sharedHint')}>{t('recognition.sharedMark')}</Badge>}
    </>
  )
}
