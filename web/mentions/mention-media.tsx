/** Pictures, films and link cards of a mention, through our own proxy. */
import { useState } from 'react'
import { Icon } from '../components/icon.tsx'
import type { Mention } from '../api/routes.ts'
import { useWords } from '../words/words.tsx'
import { safeHref } from './passage.ts'
import css from './mention-media.module.css'

type Media = Mention['media'][number]

/** `small`: thumbnails for a list, which do not lead anywhere; `large`: as the network shows them. */
export function MentionMedia({ media, size }: { readonly media: readonly Media[]; readonly size: 'small' | 'large' }) {
  const pictures = media.filter((one) => one.kind === 'image' || (one.kind === 'video' && one.previewUrl))
  const others = media.filter((one) => !pictures.includes(one) && (size === 'large' || (one.kind === 'link' && (one.title ?? one.description ?? one.previewUrl) !== undefined)))
  const most = size === 'small' ? 4 : 12
  if (pictures.length + others.length === 0) return null
  return (
    <div className={css[size]}>
      {pictures.length > 0 && (
        <ul className={css.pictures} data-count={Math.min(4, pictures.length)}>
          {/* oxlint-disable-next-line react/no-array-index-key -- a mention may carry one picture twice */}
          {pictures.slice(0, most).map((one, index) => <Picture key={index} media={one} left={index === most - 1 ? pictures.length - most : 0} />)}
        </ul>
      )}
      {/* oxlint-disable-next-line react/no-array-index-key -- a mention may carry one link twice */}
      {others.slice(0, size === 'small' ? 1 : 6).map((one, index) => <Card key={index} media={one} />)}
    </div>
  )
}

function Picture({ media, left }: { readonly media: Media; readonly left: number }) {
  const { t } = useWords()
  const [isBroken, setBroken] = useState(false)
  const source = media.kind === 'video' ? media.previewUrl : media.previewUrl ?? media.url
  const alt = media.alt ?? ''
  return (
    <li className={css.picture} title={alt === '' ? t('listen.noAlt') : alt}>
      {isBroken || source === undefined
        ? <span className={css.broken}><Icon name="picture" /><span>{alt === '' ? t('listen.pictureGone') : alt}</span></span>
        : <img src={source} alt={alt === '' ? t('listen.noAlt') : alt} loading="lazy" decoding="async" width={media.width} height={media.height} onError={() => setBroken(true)} />}
      {media.kind === 'video' && <span className={css.film}><Icon name="play" size={14} /></span>}
      {left > 0 && <span className={css.left}>+{left}</span>}
    </li>
  )
}

function Card({ media }: { readonly media: Media }) {
  const { t } = useWords()
  const href = safeHref(media.url)
  const host = href === null ? '' : new URL(href).host.replace(/^www\./, '')
  const body = (
    <>
      {media.previewUrl && <img className={css.cardPicture} src={media.previewUrl} alt="" loading="lazy" decoding="async" />}
      <span className={css.cardWords}>
        <span className={css.cardTitle} dir="auto">{media.title ?? (media.kind === 'link' ? host : t(media.kind === 'audio' ? 'listen.audio' : 'listen.video'))}</span>
        {media.description && <span className={css.cardText} dir="auto">{media.description}</span>}
        <span className={css.cardHost}><Icon name="link" size={12} />{host}</span>
      </span>
    </>
  )
  return href === null ? <div className={css.card}>{body}</div> : <a className={css.card} href={href} target="_blank" rel="noopener noreferrer nofollow">{body}</a>
}
