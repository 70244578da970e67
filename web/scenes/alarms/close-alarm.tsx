/** Asks why an alarm is closed by hand. */
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { faultWords } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useKept } from '../../hooks/kept.ts'
import { useWords } from '../../words/words.tsx'

const text = (kept: unknown): string | undefined => (typeof kept === 'string' ? kept : undefined)

export function CloseAlarmDialog({ onReason, onClose }: { readonly onReason: (because: string) => Promise<unknown>; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [because, setBecause] = useKept('drafts', 'draft.close-alarm', '', text)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const close = (): void => {
    if (because.trim() === '') return setFault(t('alarms.becauseNeeded'))
    setBusy(true)
    void onReason(because.trim()).then(() => setBecause(''), (thrown: unknown) => { setFault(faultWords(thrown, words)); setBusy(false) })
  }
  return (
    <Dialog open onOpen={(open) => { if (!open) onClose() }} title={t('alarms.closeTitle')} about={t('alarms.closeAbout')} width="s" actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={busy} onClick={close}>{t('alarms.close')}</Button></>}>
      <form onSubmit={(event) => { event.preventDefault(); close() }}>
        <TextField label={t('alarms.because')} value={because} error={fault} placeholder={t('alarms.becauseExample')} maxLength={1_000} onChange={(event) => { setFault(null); setBecause(event.target.value) }} />
      </form>
    </Dialog>
  )
}
