/** Joins a person with another: search, see both side by side and what would conflict, join. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Avatar } from '../../../components/avatar.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { FaultState, Notice, Skeleton } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useWords } from '../../../words/words.tsx'
import { Evidence, FaceView } from './evidence.tsx'
import { exactShare, faceName } from './evidence-words.ts'
import css from './recognition.module.css'
import { useAct } from './use-act.ts'

type Compared = OutputOf<'get', '/recognition/compare'>

export function JoinDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [sought, setSought] = useState('')
  const [other, setOther] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const found = useQuery({ ...apiQuery('/people', { query: { q: sought.trim(), limit: 8 } }), enabled: sought.trim().length > 1, placeholderData: keepPreviousData })
  const compared = useQuery({ ...apiQuery('/recognition/compare', { query: { a: id, b: other ?? id } }), enabled: other !== null })
  const choices = (found.data?.items ?? []).filter((person) => person.id !== id)
  const barred = compared.data?.conflicts.some(({ code }) => code === 'kept-apart' || code === 'same-person') ?? true
  const join = async (): Promise<void> => {
    if (other === null) return
    setBusy(true)
    const name = faceName(t, compared.data?.b[0])
    if (await act(api('post', '/recognition/join', { body: { identities: [id, other] } }), t('recognition.joined', { name }))) onClose()
    setBusy(false)
  }
  return (
    <Dialog
      open onOpen={onClose} width="l" title={t('recognition.joinTitle')}
      actions={<><Button onClick={onClose}>{t('common.cancel')}</Button>{other !== null && <Button look="primary" busy={busy} disabled={barred} onClick={() => void join()}>{t('recognition.joinDo')}</Button>}</>}
    >
      {other === null ? (
        <div className={css.form}>
          <TextField label={t('recognition.joinSearch')} hint={t('recognition.joinSearchHint')} value={sought} onChange={(event) => setSought(event.target.value)} />
          {found.error !== null && <FaultState compact fault={found.error} onRetry={() => void found.refetch()} />}
          {sought.trim().length > 1 && found.data !== undefined && choices.length === 0 && <p className={css.quiet}>{t('recognition.joinNobody')}</p>}
          <div className={css.choices}>
            {choices.map((person) => (
              <button key={person.id} type="button" className={css.choice} onClick={() => setOther(person.id)}>
                <Avatar id={person.id} name={person.name} size="s" /><span>{person.name}</span><span className={css.quiet}>{t('recognition.choose')}</span>
              </button>
            ))}
          </div>
        </div>
      ) : (
        <div className={css.form}>
          {compared.error !== null && <FaultState compact fault={compared.error} onRetry={() => void compared.refetch()} />}
          {compared.data === undefined && compared.error === null && <Skeleton lines={5} />}
          {compared.data !== undefined && <Comparison compared={compared.data} />}
          <div><Button look="plain" size="s" icon="back" onClick={() => setOther(null)}>{t('recognition.chooseOther')}</Button></div>
        </div>
      )}
    </Dialog>
  )
}

function Comparison({ compared }: { readonly compared: Compared }) {
  const { t, percent, number } = useWords()
  return (
    <>
      <div className={css.sides}>
        {[compared.a, compared.b].map((side, at) => <div key={at} className={css.side}>{side.slice(0, 6).map((face) => <FaceView key={face.id} face={face} />)}{side.length > 6 && <p className={css.quiet}>{t('recognition.others', { n: side.length - 6 })}</p>}</div>)}
      </div>
      {compared.probability !== null && <p className={css.certainty}>{t('recognition.certainty', { percent: exactShare(percent, number, compared.probability) })}</p>}
      <Evidence evidence={compared.evidence} />
      {compared.conflicts.length === 0
        ? <p className={css.quiet}>{t('recognition.noConflict')}</p>
        : <Notice tone="warn"><strong>{t('recognition.conflicts')}</strong>{compared.conflicts.map((conflict) => <div key={`${conflict.code}${conflict.a ?? ''}`}><Conflict conflict={conflict} /></div>)}</Notice>}
    </>
  )
}

function Conflict({ conflict: { code, a, b } }: { readonly conflict: Compared['conflicts'][number] }) {
  const { t } = useWords()
  const [one, other] = [a ?? '', b ?? '']
  if (code === 'kept-apart') return t('recognition.conflictApart', { a: one })
  if (code === 'bot') return t('recognition.conflictBot', { a: one })
  if (code === 'two-customers') return t('recognition.conflictCustomers', { a: one, b: other })
  if (code === 'same-channel') return t('recognition.conflictChannel', { a: one, b: other })
  return t('recognition.conflictSame')
}
