/** Which alarms a topic has, with what they would have raised shown before anything is saved. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import type { AlarmSettings, Topic } from '../../api/routes.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Select } from '../../components/select.tsx'
import { FaultState, faultWords, Notice, Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import { toast } from '../../components/toast.tsx'
import { Checkbox } from '../../components/toggles.tsx'
import { useWords, type WordKey } from '../../words/words.tsx'
import { alarmSentence, kindWord } from './alarm-words.ts'
import { SeverityMark } from './severity-mark.tsx'
import css from './alarm-settings.module.css'

type Kind = AlarmSettings['kinds'][number]
const kinds = ['spike', 'slow-burn', 'drop', 'sentiment', 'new-words', 'take-off'] as const satisfies readonly Kind[]
const hintWord = { spike: 'alarms.spikeHint', 'slow-burn': 'alarms.slowBurnHint', drop: 'alarms.dropHint', sentiment: 'alarms.sentimentHint', 'new-words': 'alarms.newWordsHint', 'take-off': 'alarms.takeOffHint' } as const satisfies Record<Kind, WordKey>
const severities = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const
const shownReplayed = 12

export function AlarmSettingsDialog({ topic, mayChange, onClose }: { readonly topic: Topic; readonly mayChange: boolean; readonly onClose: () => void }) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(apiQuery('/topics/{id}/alarm-settings', { params: { id: topic.id } }))
  if (data !== undefined) return <SettingsForm key={topic.id} topic={topic} kept={data} mayChange={mayChange} onClose={onClose} />
  return <Dialog open onOpen={(open) => { if (!open) onClose() }} title={t('alarms.settingsOf', { name: topic.name })} width="l">{error ? <FaultState compact fault={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />}</Dialog>
}

function SettingsForm({ topic, kept, mayChange, onClose }: { readonly topic: Topic; readonly kept: AlarmSettings; readonly mayChange: boolean; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [chosen, setChosen] = useState<readonly Kind[]>(kept.kinds)
  const [sensitivity, setSensitivity] = useState(kept.sensitivity)
  const [tellFrom, setTellFrom] = useState(String(kept.tellFrom))
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const params = { id: topic.id }
  const replay = useQuery({
    queryKey: ['alarm-replay', topic.id, sensitivity, [...chosen].toSorted().join(',')],
    queryFn: ({ signal }) => api('post', '/topics/{id}/alarm-replay', { params, body: { kinds: [...chosen], sensitivity } }, { signal }),
    placeholderData: keepPreviousData, staleTime: 60_000,
  })
  const save = (): void => {
    setBusy(true)
    void api('patch', '/topics/{id}/alarm-settings', { params, body: { kinds: [...chosen], sensitivity, tellFrom: Number(tellFrom) } }).then(async () => {
      await queryClient.invalidateQueries({ queryKey: queryKey('/topics/{id}/alarm-settings') })
      toast(t('alarms.saved', { name: topic.name }))
      onClose()
    }, (thrown: unknown) => { setFault(faultWords(thrown, words)); setBusy(false) })
  }
  return (
    <Dialog
      open onOpen={(open) => { if (!open) onClose() }} title={t('alarms.settingsOf', { name: topic.name })} about={t('alarms.settingsAbout')} width="l"
      actions={<><Button onClick={onClose}>{t(mayChange ? 'common.cancel' : 'common.close')}</Button>{mayChange && <Button look="primary" busy={busy} onClick={save}>{t('common.save')}</Button>}</>}
    >
      <div className={css.form}>
        <fieldset className={css.kinds} disabled={!mayChange}>
          <legend className={css.legend}>{t('alarms.kinds')}</legend>
          {kinds.map((kind) => <Checkbox key={kind} label={t(kindWord[kind])} hint={t(hintWord[kind])} checked={chosen.includes(kind)} onChange={() => setChosen(chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind])} />)}
        </fieldset>
        <div className={css.side}>
          <div>
            <p className={css.legend}>{t('alarms.sensitivity')}</p>
            <Segments look="boxed" label={t('alarms.sensitivity')} value={sensitivity} onValue={setSensitivity} options={[{ value: 'calm', label: t('alarms.calm') }, { value: 'usual', label: t('alarms.usualSensitivity') }, { value: 'keen', label: t('alarms.keen') }]} />
          </div>
          <Select label={t('alarms.tellFrom')} hint={t('alarms.tellFromHint')} disabled={!mayChange} value={tellFrom} onValue={setTellFrom} options={severities.map((value) => ({ value, label: value }))} />
          {fault !== null && <Notice tone="negative">{fault}</Notice>}
        </div>
        <section className={css.replay} aria-live="polite" data-old={replay.isPlaceholderData || undefined}>
          {replay.data === undefined && replay.error === null && <p>{t('alarms.wouldHaveWait')}</p>}
          {replay.data === undefined && replay.error !== null && <FaultState compact fault={replay.error} onRetry={() => void replay.refetch()} />}
          {replay.data !== undefined && (
            <>
              <p><b>{t('alarms.wouldHave', { n: replay.data.items.length })}</b> {t('alarms.wouldHaveKnown', { n: replay.data.days })}</p>
              <ul className={css.raised}>
                {replay.data.items.slice(0, shownReplayed).map((item) => (
                  <li key={`${item.kind} ${item.subject} ${item.openedAt}`}><SeverityMark severity={item.severity} /><span>{words.dayAndClock(new Date(item.openedAt))}</span><span>{t(kindWord[item.kind])}: {alarmSentence(item, words)}</span></li>
                ))}
              </ul>
            </>
          )}
        </section>
      </div>
    </Dialog>
  )
}
