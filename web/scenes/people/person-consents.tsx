/** What somebody may be contacted for, since when and why; entering what they said; their page, their copy, their erasure. */
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, apiAddress } from '../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import type { OutputOf } from '../../api/routes.ts'
import { dateIn, startOfDate } from '../../charts/zoned-time.ts'
import { Badge } from '../../components/badge.tsx'
import { AnchorButton, Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Select } from '../../components/select.tsx'
import { FaultState, faultWords, Skeleton } from '../../components/states.tsx'
import { TextArea, TextField } from '../../components/text-field.tsx'
import { toast } from '../../components/toast.tsx'
import { Checkbox } from '../../components/toggles.tsx'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { type Words, useWords } from '../../words/words.tsx'
import css from './person-panel.module.css'

type Consents = OutputOf<'get', '/people/{id}/consents'>
type Answer = Consents['standing'][number]['answer']
type Purpose = OutputOf<'get', '/purposes'>['items'][number]
const sourceWord = { 'by-hand': 'privacy.sourceByHand', form: 'privacy.sourceForm', preferences: 'privacy.sourcePreferences', 'one-click': 'privacy.sourceOneClick', import: 'privacy.sourceImport', api: 'privacy.sourceApi', reply: 'privacy.sourceReply' } as const

export const purposeName = (purpose: Pick<Purpose, 'id' | 'name'>, language: 'en' | 'nl'): string => purpose.name[language] ?? purpose.name.en ?? purpose.name.nl ?? purpose.id
const channelWord = { '*': 'privacy.anyChannel', mail: 'privacy.mail', phone: 'privacy.phone', sms: 'privacy.sms', chat: 'privacy.chat', social: 'privacy.social', post: 'privacy.post', any: 'privacy.any' } as const
/** A channel of consent in words; one that the company made up is said as it is. */
export const consentChannelWord = (channel: string, { t }: Pick<Words, 't'>): string => (channel in channelWord ? t(channelWord[channel as keyof typeof channelWord]) : channel)

function whyOf({ because }: Answer, { t, day }: Pick<Words, 't' | 'day'>): string {
  const since = { day: because.since === null ? '' : day(new Date(because.since)) }
  switch (because.is) {
    case 'granted': return t('privacy.becauseGranted', since)
    case 'withdrawn': return t('privacy.becauseWithdrawn', since)
    case 'suppressed': return t('privacy.becauseSuppressed', since)
    case 'expired': return t('privacy.becauseExpired', since)
    case 'never-asked': return t('privacy.becauseNever')
    case 'no-consent-needed': return t('privacy.becauseNoNeed')
    case 'unknown-purpose': return t('privacy.becauseNoPurpose')
  }
}

export function PersonConsents({ id, name }: { readonly id: string; readonly name: string }) {
  const words = useWords()
  const { t, language } = words
  const me = useMember()
  const { data, error, refetch } = useQuery(apiQuery('/people/{id}/consents', { params: { id } }))
  const { data: purposes } = useQuery(apiQuery('/purposes'))
  const [isEntering, setEntering] = useState(false)
  const [isErasing, setErasing] = useState(false)
  const nameOf = (purpose: string): string => { const known = purposes?.items.find((one) => one.id === purpose); return purpose === '*' ? t('privacy.everything') : known ? purposeName(known, language) : purpose }
  return (
    <section>
      <h2 className={css.heading}>{t('privacy.consents')}{me.may('people.manage') && <Button size="s" look="plain" icon="plus" onClick={() => setEntering(true)}>{t('privacy.enter')}</Button>}</h2>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data?.standing.length === 0 && <p className={css.why}>{t('privacy.consentsNone')}</p>}
      {data !== undefined && (
        <dl className={css.stack}>
          {[...Map.groupBy(data.standing, (one) => one.purpose)].map(([purpose, channels]) => (
            <div key={purpose} className={css.trait}>
              <dt>{nameOf(purpose)}</dt>
              <dd>
                {[...Map.groupBy(channels, ({ answer }) => `${String(answer.may)} ${whyOf(answer, words)}`)].map(([key, alike]) => (
                  <div key={key}><Badge tone={alike[0]?.answer.may ? 'positive' : 'plain'}>{t(alike[0]?.answer.may ? 'privacy.may' : 'privacy.mayNot')}</Badge> {words.list(alike.map(({ channel }) => consentChannelWord(channel, words)))} <span className={css.quiet}>{alike[0] && whyOf(alike[0].answer, words)}</span></div>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {data !== undefined && data.said.length > 0 && (
        <details className={css.others}>
          <summary>{t('privacy.history', { n: data.said.length })}</summary>
          <ul>{data.said.map((one) => <li key={one.id}>{t('privacy.line', { act: t(one.act === 'granted' ? 'privacy.may' : 'privacy.mayNot'), purpose: nameOf(one.purpose), channel: consentChannelWord(one.channel, words), day: words.day(new Date(one.at)), source: t(sourceWord[one.source]) })}{one.enteredBy !== null && ` · ${one.enteredBy}`}{one.proof !== null && <> · <span dir="auto">{one.proof}</span></>}</li>)}</ul>
        </details>
      )}
      <div className={css.formRow}>
        {me.may('people.manage') && <PageLink id={id} />}
        {me.may('people.export') && <AnchorButton size="s" look="plain" icon="file" href={apiAddress('/people/{id}/everything.html', { params: { id }, query: { language } })} target="_blank" rel="noopener">{t('privacy.copy')}</AnchorButton>}
        {me.may('people.export') && <AnchorButton size="s" look="plain" icon="download" href={apiAddress('/people/{id}/everything.json', { params: { id } })} download>{t('privacy.copyFile')}</AnchorButton>}
        {me.may('people.erase') && <Button size="s" look="plain" icon="remove" onClick={() => setErasing(true)}>{t('privacy.erase')}</Button>}
      </div>
      {isEntering && purposes && <EnterDialog id={id} purposes={purposes.items} onClose={() => setEntering(false)} />}
      {isErasing && <EraseDialog id={id} name={name} onClose={() => setErasing(false)} />}
    </section>
  )
}

/** Makes the link and puts it where it can be pasted; shows it where the browser forbids that. */
function PageLink({ id }: { readonly id: string }) {
  const words = useWords()
  const { t } = words
  const [url, setUrl] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    try {
      const made = await api('post', '/people/{id}/preference-link', { params: { id }, body: { language: words.language } })
      await navigator.clipboard.writeText(made.url).then(() => toast(t('privacy.linkCopied')), () => setUrl(made.url))
    } catch (fault) {
      toast(faultWords(fault, words), { tone: 'negative' })
    }
  }
  return (
    <>
      <Button size="s" look="plain" icon="link" onClick={() => void make()}>{t('privacy.link')}</Button>
      {url !== null && <Dialog open onOpen={() => setUrl(null)} title={t('privacy.linkTitle')} about={t('privacy.linkCopied')}><TextField label={t('privacy.linkTitle')} quietLabel readOnly value={url} onFocus={(event) => event.target.select()} /></Dialog>}
    </>
  )
}

/** A day that somebody names without an hour stands for its middle. */
const middayMs = 12 * 3_600_000

function EnterDialog({ id, purposes, onClose }: { readonly id: string; readonly purposes: readonly Purpose[]; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const choices = purposes.filter((one) => one.basis === 'consent' || one.basis === 'legitimate-interest')
  const [purpose, setPurpose] = useState(choices[0]?.id ?? '*')
  const [channel, setChannel] = useState(choices[0]?.channels[0] ?? '*')
  const [act, setAct] = useState<'granted' | 'withdrawn'>('granted')
  const [proof, setProof] = useState('')
  const today = dateIn(words.zone, useNow())
  const [day, setDay] = useState(today)
  const [fault, setFault] = useState<string | undefined>()
  const offered = purposes.find((one) => one.id === purpose)?.channels ?? []
  const send = (event: FormEvent): void => {
    event.preventDefault()
    api('post', '/people/{id}/consents', { params: { id }, body: { purpose, channel, act: purpose === '*' ? 'withdrawn' : act, proof, ...(day === today || day === '' ? {} : { at: new Date((startOfDate(words.zone, day) ?? 0) + middayMs).toISOString() }) } }).then(async () => {
      await queryClient.invalidateQueries({ queryKey: queryKey('/people/{id}/consents') })
      toast(t('privacy.kept'))
      onClose()
    }, (thrown: unknown) => setFault(faultWords(thrown, words)))
  }
  return (
    <Dialog open onOpen={onClose} title={t('privacy.enterTitle')} about={t('privacy.enterText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" type="submit" form="consent" disabled={proof.trim().length < 3}>{t('common.save')}</Button></>}>
      <form id="consent" className={css.form} onSubmit={send}>
        <Select label={t('privacy.purpose')} value={purpose} options={[...choices.map((one) => ({ value: one.id, label: purposeName(one, words.language) })), { value: '*', label: t('privacy.everything') }]} onValue={(value) => { setPurpose(value); setChannel(purposes.find((one) => one.id === value)?.channels[0] ?? '*') }} />
        <Select label={t('privacy.channel')} value={channel} options={[...offered.map((one) => ({ value: one, label: consentChannelWord(one, words) })), { value: '*', label: t('privacy.anyChannel') }]} onValue={setChannel} />
        {purpose !== '*' && <Select label={t('privacy.said')} value={act} options={[{ value: 'granted', label: t('privacy.saidYes') }, { value: 'withdrawn', label: t('privacy.saidNo') }]} onValue={setAct} />}
        <TextField label={t('privacy.saidOn')} type="date" max={today} value={day} onChange={(event) => setDay(event.target.value)} />
        <TextArea label={t('privacy.proof')} hint={t('privacy.proofHint')} value={proof} maxLength={2_000} error={fault} onChange={(event) => setProof(event.target.value)} />
      </form>
    </Dialog>
  )
}

function EraseDialog({ id, name, onClose }: { readonly id: string; readonly name: string; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [because, setBecause] = useState('')
  const [never, setNever] = useState(false)
  const [busy, setBusy] = useState(false)
  const erase = (): void => {
    setBusy(true)
    api('post', '/people/{id}/erase', { params: { id }, body: { because: because.trim(), neverAgain: never } }).then(() => { toast(t('privacy.eraseStarted')); onClose() }, (fault: unknown) => { setBusy(false); toast(faultWords(fault, words), { tone: 'negative' }) })
  }
  return (
    <Dialog open onOpen={onClose} title={t('privacy.eraseTitle', { name })} about={t('privacy.eraseText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="danger" busy={busy} disabled={because.trim().length < 3} onClick={erase}>{t('privacy.erase')}</Button></>}>
      <div className={css.form}>
        <TextField label={t('privacy.eraseBecause')} hint={t('privacy.eraseBecauseHint')} value={because} maxLength={500} onChange={(event) => setBecause(event.target.value)} />
        <Checkbox label={t('privacy.eraseNever')} hint={t('privacy.eraseNeverHint')} checked={never} onChange={(event) => setNever(event.target.checked)} />
      </div>
    </Dialog>
  )
}
