/** Settings, Recognition: what was learnt, thresholds with their expected errors, and addresses known to be shared. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api } from '../../../api/client.ts'
import { apiPages, apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { channelTitle } from '../../../components/channel-mark.tsx'
import { Section } from '../../../components/page-header.tsx'
import { FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { exactShare, fieldWords, levelWords } from '../../people/recognition/evidence-words.ts'
import css from '../../people/recognition/recognition.module.css'

type Standing = OutputOf<'get', '/recognition'>
type Model = NonNullable<Standing['now']>
type Shared = OutputOf<'get', '/recognition/shared-addresses'>['items'][number]

export function RecognitionView() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery({ ...apiQuery('/recognition'), refetchInterval: ({ state }) => (state.data?.learning === true ? 3_000 : false) })
  return (
    <div className={css.settings}>
      <Section title={t('recognition.settings')} about={t('recognition.settingsText')}>
        {data === undefined && error === null && <Skeleton lines={5} />}
        {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
        {data !== undefined && <Learnt standing={data} />}
      </Section>
      <SharedList />
    </div>
  )
}

function useLearn(): { readonly busy: boolean; readonly learn: () => void } {
  const words = useWords()
  const [busy, setBusy] = useState(false)
  const learn = (): void => {
    setBusy(true)
    api('post', '/recognition/learn', { body: {} }).then(async () => {
      toast(words.t('recognition.learnBegun'))
      await queryClient.invalidateQueries({ queryKey: queryKey('/recognition') })
    }, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) }).finally(() => setBusy(false))
  }
  return { busy, learn }
}

function Learnt({ standing: { now, before, compared, waiting, learning } }: { readonly standing: Standing }) {
  const words = useWords()
  const { t, percent, number } = words
  const { busy, learn } = useLearn()
  const joins = ({ joinAt }: Model): string => (joinAt === null ? t('recognition.joinsNever') : t('recognition.joinsFrom', { percent: exactShare(percent, number, joinAt) }))
  return (
    <div className={css.facts}>
      <p>{t('recognition.compared', { n: compared })}{waiting > 0 && ` · ${t('recognition.comparedWaiting', { n: waiting })}`}</p>
      {now === null ? <Notice>{t('recognition.notLearnt')}</Notice> : (
        <>
          <p><strong>{joins(now)}</strong> · {t('recognition.offersFrom', { percent: percent(now.offerAt) })}</p>
          <p className={css.quiet}>{t('recognition.learntFrom', { records: number(now.records), known: number(now.known) })} <Time at={now.learntAt} /></p>
          {before !== null && <p className={css.quiet}>{t('recognition.before', { what: `${joins(before)} ${t('recognition.learntFrom', { records: number(before.records), known: number(before.known) })}` })}</p>}
        </>
      )}
      <p><Button busy={busy || learning} onClick={learn}>{t(learning ? 'recognition.learning' : 'recognition.learnNow')}</Button></p>
      {now !== null && (
        <>
          <Table
            caption={t('recognition.errors')} rows={now.errors} keyOf={({ probability }) => String(probability)}
            columns={[
              { id: 'at', title: t('recognition.errorAt'), renderCell: ({ probability }) => <>{exactShare(percent, number, probability)} {probability === now.joinAt && <Badge tone="accent">{t('recognition.inUse')}</Badge>}</> },
              { id: 'pairs', title: t('recognition.errorPairs'), number: true, renderCell: ({ joined }) => number(joined) },
              { id: 'wrong', title: t('recognition.errorWrong'), number: true, renderCell: ({ expectedWrong }) => exactShare(percent, number, expectedWrong) },
              { id: 'missed', title: t('recognition.errorMissed'), number: true, renderCell: ({ expectedMissed }) => percent(expectedMissed) },
              { id: 'known', title: t('recognition.errorKnown'), number: true, wideOnly: true, renderCell: ({ knownRight, knownWrong }) => `${number(knownRight)}, ${number(knownWrong)}` },
            ]}
          />
          <details>
            <summary>{t('recognition.weights')}</summary>
            <p className={css.quiet}>{t('recognition.weightsText')}</p>
            <dl className={css.evidence}>
              {now.weights.map(({ field, levels }) => <div key={field} style={{ display: 'contents' }}><dt>{fieldWords(t, field)}</dt><dd className={css.levels}>{levels.map(({ level, bits }) => <span key={level}>{levelWords(t, level)} {bits > 0 ? '+' : ''}{number(bits)}</span>)}</dd><dd /></div>)}
            </dl>
          </details>
        </>
      )}
    </div>
  )
}

function SharedList() {
  const words = useWords()
  const { t, list } = words
  const [pattern, setPattern] = useState('')
  const [channel, setChannel] = useState('mail')
  const [busy, setBusy] = useState(false)
  const shared = useInfiniteQuery(apiPages('/recognition/shared-addresses', { query: { limit: 100 } }))
  const rows = (shared.data?.pages ?? []).flatMap((page) => page.items)
  const failed = (fault: unknown): void => { toast(faultWords(fault, words), { tone: 'negative' }) }
  const save = async (one: { channel: string; pattern: string; shared: boolean }): Promise<void> => {
    await api('put', '/recognition/shared-addresses', { body: one })
    await queryClient.invalidateQueries({ queryKey: queryKey('/recognition/shared-addresses') })
    toast(t('recognition.sharedSaved'))
  }
  const remove = (one: Shared): void => {
    api('post', '/recognition/shared-addresses/remove', { body: { channel: one.channel, pattern: one.pattern } }).then(() => queryClient.invalidateQueries({ queryKey: queryKey('/recognition/shared-addresses') }), failed)
  }
  const add = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    save({ channel, pattern, shared: true }).then(() => setPattern(''), failed).finally(() => setBusy(false))
  }
  const because = ({ because: why, names, by }: Shared): string => (why === 'role' ? t('recognition.becauseRole') : why === 'hand' ? t('recognition.becauseHand', { by }) : names.length === 0 ? t('recognition.becauseSomeNames') : t('recognition.becauseNames', { names: list(names) }))
  return (
    <Section title={t('recognition.sharedList')} about={t('recognition.sharedListText')}>
      <form className={css.row} onSubmit={add}>
        <TextField label={t('recognition.sharedPattern')} hint={t('recognition.sharedPatternHint')} value={pattern} onChange={(event) => setPattern(event.target.value)} required />
        <TextField label={t('recognition.sharedChannel')} fieldClassName={css.narrow} value={channel} onChange={(event) => setChannel(event.target.value)} required />
        <Button type="submit" busy={busy}>{t('recognition.sharedAdd')}</Button>
      </form>
      {shared.error !== null && rows.length === 0 && <FaultState fault={shared.error} onRetry={() => void shared.refetch()} />}
      {shared.data === undefined && shared.error === null && <Skeleton lines={4} />}
      {rows.length > 0 && (
        <Table
          caption={t('recognition.sharedList')} rows={rows} keyOf={(one) => `${one.channel} ${one.pattern}`} dimmed={(one) => !one.shared}
          columns={[
            { id: 'pattern', title: t('recognition.sharedPattern'), renderCell: (one) => <>{one.pattern} <span className={css.quiet}>{channelTitle(one.channel)}</span></> },
            { id: 'verdict', title: t('recognition.isShared'), renderCell: (one) => <Badge tone={one.shared ? 'warn' : 'positive'}>{t(one.shared ? 'recognition.isShared' : 'recognition.isOwn')}</Badge> },
            { id: 'because', title: t('recognition.sharedBecause'), wideOnly: true, renderCell: because },
            { id: 'acts', title: t('settings.acts'), quietTitle: true, renderCell: (one) => <span className={css.cellActs}><Button size="s" look="plain" onClick={() => { save({ channel: one.channel, pattern: one.pattern, shared: !one.shared }).catch(failed) }}>{t(one.shared ? 'recognition.makeOwn' : 'recognition.makeShared')}</Button><Button size="s" look="plain" onClick={() => remove(one)}>{t('common.remove')}</Button></span> },
          ]}
        />
      )}
      {shared.hasNextPage && <Button busy={shared.isFetchingNextPage} onClick={() => void shared.fetchNextPage()}>{t('common.more')}</Button>}
    </Section>
  )
}
