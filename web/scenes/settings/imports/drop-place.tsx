/** Where a file is dropped or chosen, and uploaded. */
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { queryClient, queryKey } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './imports.module.css'
import { ProgressBar } from './progress-bar.tsx'
import { upload } from './upload.ts'

interface Running {
  readonly file: File
  readonly sent: number
}

/** @param people What a file of people holds; left out, it holds old posts. */
export function DropPlace({ people }: { readonly people?: 'people' | 'companies' | 'purchases' | 'relations' }) {
  const words = useWords()
  const { t, bytes } = words
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController | null>(null)
  const [over, setOver] = useState(false)
  const [running, setRunning] = useState<Running | null>(null)
  const [fault, setFault] = useState<string | null>(null)

  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined || running !== null) return
    setFault(null)
    setRunning({ file, sent: 0 })
    stop.current = new AbortController()
    try {
      const made = await upload(file, (sent) => setRunning({ file, sent }), stop.current.signal, people)
      await queryClient.invalidateQueries({ queryKey: queryKey(people === undefined ? '/imports' : '/people-imports') })
      await navigate(people === undefined ? { to: '/settings/imports/$id', params: { id: made.id } } : { to: '/settings/people-imports/$id', params: { id: made.id } })
    } catch (thrown) {
      if (!(thrown instanceof DOMException)) setFault(faultWords(thrown, words))
    } finally {
      setRunning(null)
    }
  }

  return (
    <>
      <div
        className={css.drop}
        data-over={over || undefined}
        onDragOver={(event) => { event.preventDefault(); setOver(true) }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); void take(event.dataTransfer.files[0]) }}
      >
        {running === null ? (
          <>
            <Icon name="upload" size={20} />
            <p><strong>{t('settings.dropHere')}</strong></p>
            <p className={css.quiet}>{t('settings.dropKinds')}</p>
            <Button look="primary" onClick={() => input.current?.click()}>{t('settings.chooseFile')}</Button>
            <input ref={input} type="file" hidden accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json,.gz" aria-label={t('settings.chooseFile')} onChange={(event) => { void take(event.target.files?.[0]); event.target.value = '' }} />
          </>
        ) : (
          <div className={css.uploading}>
            <p><strong>{running.file.name}</strong> <span className={css.quiet}>{t('settings.uploaded', { sent: bytes(running.sent), total: bytes(running.file.size) })}</span></p>
            <ProgressBar value={running.file.size === 0 ? 0 : running.sent / running.file.size} label={t('settings.uploading')} />
            <Button size="s" onClick={() => stop.current?.abort()}>{t('common.cancel')}</Button>
          </div>
        )}
      </div>
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
    </>
  )
}
