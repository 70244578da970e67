/** Files of an answer: how far they are, what they show to those who cannot see them, and taking them away. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { api, apiAddress } from '../../../api/client.ts'
import type { Composer, Composition } from '../../../api/routes.ts'
import { IconButton } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { faultWords } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './composer.module.css'
import { uploadFile, type Uploaded } from './upload-file.ts'

type Allowed = Composer['threads'][number]['abilities']['attachments']
type Files = Composition['files']

export interface Upload { readonly key: number; readonly name: string; readonly share: number; readonly stop: () => void }

/** Pure: whether a media type is among those that a network takes. */
export function isTaken(mediaType: string, taken: readonly string[]): boolean {
  return taken.length === 0 || taken.some((one) => (one.endsWith('/*') ? mediaType.startsWith(one.slice(0, -1)) : one === mediaType))
}

let lastKey = 0

export function useUploads(files: Files, allowed: Allowed | undefined, onFiles: (files: Files) => void) {
  const words = useWords()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [known, setKnown] = useState<ReadonlyMap<string, Uploaded>>(new Map())
  const latest = useRef(files)
  useEffect(() => { latest.current = files }, [files])
  const add = useCallback((list: readonly File[]) => {
    for (const file of list) {
      const refused = allowed === null ? words.t('composer.noFiles') : allowed !== undefined && file.size > allowed.maxBytes ? words.t('composer.tooLarge', { name: file.name, most: words.bytes(allowed.maxBytes) }) : allowed !== undefined && !isTaken(file.type, allowed.mediaTypes) ? words.t('composer.wrongKind', { name: file.name, kinds: words.list(allowed.mediaTypes) }) : null
      if (refused !== null) { toast(refused, { tone: 'negative' }); continue }
      const stop = new AbortController()
      lastKey += 1
      const key = lastKey
      setUploads((all) => [...all, { key, name: file.name, share: 0, stop: () => stop.abort() }])
      uploadFile(file, (share) => setUploads((all) => all.map((one) => (one.key === key ? { ...one, share } : one))), stop.signal).then((done) => {
        setKnown((all) => new Map([...all, [done.file, done]]))
        latest.current = [...latest.current, { file: done.file, name: done.name }]
        onFiles(latest.current)
      }, (fault: unknown) => { if (!stop.signal.aborted) toast(faultWords(fault, words), { tone: 'negative' }) }).finally(() => setUploads((all) => all.filter((one) => one.key !== key)))
    }
  }, [allowed, onFiles, words])
  return { uploads, known, add }
}

interface Props {
  readonly files: Files
  readonly uploads: readonly Upload[]
  readonly known: ReadonlyMap<string, Uploaded>
  readonly wantsAlt: boolean
  readonly onFiles: (files: Files) => void
}

export function ComposerFiles({ files, uploads, known, wantsAlt, onFiles }: Props) {
  const { t, bytes, percent } = useWords()
  if (files.length + uploads.length === 0) return null
  const remove = (file: string): void => {
    onFiles(files.filter((one) => one.file !== file))
    void api('delete', '/uploads/{id}', { params: { id: file } }).catch(() => undefined)
  }
  return (
    <ul className={css.files} aria-label={t('thread.files')}>
      {files.map((one) => {
        const about = known.get(one.file)
        const isPicture = about?.picture ?? /\.(png|jpe?g|gif|webp|avif)$/i.test(one.name)
        return (
          <li key={one.file} className={css.file}>
            {isPicture ? <img className={css.thumb} src={apiAddress('/uploads/{id}', { params: { id: one.file } })} alt={one.alt ?? ''} /> : <Icon name="attach" />}
            <span className={css.fileWords}>
              <bdi className={css.fileName}>{one.name}</bdi>
              {about !== undefined && <span className={css.quiet}>{bytes(about.bytes)}</span>}
              {isPicture && wantsAlt && <input className={css.alt} value={one.alt ?? ''} aria-label={t('composer.altOf', { name: one.name })} placeholder={t('composer.alt')} maxLength={5_000} onChange={(event) => onFiles(files.map((each) => (each.file === one.file ? { ...each, alt: event.target.value } : each)))} />}
            </span>
            <IconButton size="s" icon="close" label={t('composer.removeFile', { name: one.name })} onClick={() => remove(one.file)} />
          </li>
        )
      })}
      {uploads.map((one) => (
        <li key={one.key} className={css.file}>
          <Icon name="upload" />
          <span className={css.fileWords}><bdi className={css.fileName}>{one.name}</bdi><progress className={css.progress} value={one.share} aria-label={t('composer.uploading', { name: one.name })}>{percent(one.share)}</progress></span>
          <IconButton size="s" icon="close" label={t('composer.removeFile', { name: one.name })} onClick={one.stop} />
        </li>
      ))}
    </ul>
  )
}
