/** Takes some identities out of a person. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { Button } from '../../../components/button.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { useWords } from '../../../words/words.tsx'
import type { Face } from './evidence-words.ts'
import css from './recognition.module.css'
import { useAct } from './use-act.ts'

export function SplitDialog({ id, identities, onClose }: { readonly id: string; readonly identities: readonly Face[]; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const toggle = (one: string): void => setChosen((before) => { const after = new Set(before); if (!after.delete(one)) after.add(one); return after })
  const split = async (): Promise<void> => {
    setBusy(true)
    if (await act(api('post', '/people/{id}/split', { params: { id }, body: { identities: [...chosen] } }), t('recognition.splitDone'))) onClose()
    setBusy(false)
  }
  return (
    <Dialog
      open onOpen={onClose} title={t('recognition.splitTitle')} about={t('recognition.splitText')}
      actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={busy} disabled={chosen.size === 0 || chosen.size === identities.length} onClick={() => void split()}>{t('recognition.splitDo', { n: chosen.size })}</Button></>}
    >
      <div className={css.checks}>
        {identities.map((face) => (
          <label key={face.id} className={css.check}>
            <input type="checkbox" checked={chosen.has(face.id)} onChange={() => toggle(face.id)} />
            <ChannelMark channel={face.channel} named /> {face.name ?? ''} <span className={css.quiet}>{face.handle ?? face.externalId}</span>
          </label>
        ))}
      </div>
    </Dialog>
  )
}
