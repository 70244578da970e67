/** Files of a message: pictures small and large, sound and film to be played, all else to be fetched. */
import { useState } from 'react'
import { apiAddress } from '../../../api/client.ts'
import type { MessageEntry } from '../../../api/routes.ts'
import { AnchorButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Icon } from '../../../components/icon.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './attachments.module.css'

type Attachment = MessageEntry['attachments'][number]

const address = (one: Attachment, download = false): string => apiAddress('/attachments/{id}', { params: { id: one.id }, ...(download ? { query: { download: 'true' as const } } : {}) })

export function Attachments({ items }: { readonly items: readonly Attachment[] }) {
  const { t, bytes } = useWords()
  const [large, setLarge] = useState<Attachment | null>(null)
  const shown = items.filter((one) => !one.inline)
  if (shown.length === 0) return null
  return (
    <>
      <ul className={css.list} aria-label={t('thread.files')}>
        {shown.map((one) => <li key={one.id}><One file={one} onLarge={() => setLarge(one)} /></li>)}
      </ul>
      {large !== null && (
        <Dialog open onOpen={() => setLarge(null)} width="l" title={<bdi>{large.name}</bdi>} about={large.alt ?? undefined} actions={<AnchorButton icon="download" href={address(large, true)} download={large.name}>{t('thread.download')}{large.bytes === null ? '' : ` · ${bytes(large.bytes)}`}</AnchorButton>}>
          <img className={css.large} src={address(large)} alt={large.alt ?? t('thread.noAlt')} />
        </Dialog>
      )}
    </>
  )
}

function One({ file, onLarge }: { readonly file: Attachment; readonly onLarge: () => void }) {
  const { t, bytes } = useWords()
  const [isBroken, setBroken] = useState(false)
  const size = file.bytes === null ? '' : bytes(file.bytes)
  if (file.picture) {
    return (
      <button type="button" className={css.picture} title={file.alt ?? file.name} onClick={onLarge}>
        {isBroken ? <span className={css.broken}><Icon name="picture" />{file.alt ?? file.name}</span> : <img src={address(file)} alt={file.alt ?? t('thread.pictureNamed', { name: file.name })} loading="lazy" decoding="async" onError={() => setBroken(true)} />}
      </button>
    )
  }
  const [kind] = file.mediaType.split('/')
  if (kind === 'audio' || kind === 'video') {
    return (
      <div className={css.player}>
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what people send carries none */}
        {kind === 'audio' ? <audio controls preload="none" src={address(file)} aria-label={file.name} /> : <video controls preload="metadata" src={address(file)} aria-label={file.name} />}
        <a className={css.about} href={address(file, true)} download={file.name}>{file.name} · {size}</a>
      </div>
    )
  }
  const isPdf = file.mediaType === 'application/pdf'
  return (
    <a className={css.file} href={address(file, true)} download={file.name}>
      <Icon name={isPdf ? 'file' : 'attach'} />
      <span className={css.fileWords}><bdi className={css.name}>{file.name}</bdi><span className={css.about}>{isPdf ? 'PDF' : file.mediaType}{size === '' ? '' : ` · ${size}`}</span></span>
    </a>
  )
}
