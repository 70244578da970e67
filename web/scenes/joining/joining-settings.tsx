/** What the order has learnt from the team, and which accounts are our own. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Select } from '../../components/select.tsx'
import { FaultState, faultWords, Skeleton } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toast } from '../../components/toast.tsx'
import { useMember } from '../../hooks/member.ts'
import { manyWord } from '../../mentions/reason-words.ts'
import { verdictsChanged } from '../../mentions/verdicts.ts'
import { useWords } from '../../words/words.tsx'
import css from './joining-settings.module.css'

export function JoiningSettings({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  return (
    <Dialog open onOpen={(open) => { if (!open) onClose() }} title={t('joining.settingsTitle')} about={t('joining.settingsAbout')}>
      <div className={css.parts}><OwnAccounts /><Learnt /></div>
    </Dialog>
  )
}

async function accountsChanged(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: queryKey('/own-accounts') }), verdictsChanged()])
}

function OwnAccounts() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const mayManage = me.may('topics.manage')
  const accounts = useQuery(apiQuery('/own-accounts'))
  const known = useQuery(apiQuery('/channels'))
  const channels = known.data?.items.map(({ id }) => id) ?? []
  const [chosen, setChannel] = useState<string | null>(null)
  const channel = chosen ?? channels[0] ?? null
  const [handle, setHandle] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const failed = (thrown: unknown): void => setFault(faultWords(thrown, words))
  const add = (what: { channel: string; handle: string }): Promise<void> => api('post', '/own-accounts', { body: what }).then(async () => { setFault(null); await accountsChanged() })
  const remove = async (account: { id: string; channel: string; handle: string }): Promise<void> => {
    await api('delete', '/own-accounts/{id}', { params: { id: account.id } })
    toast(t('joining.accountRemoved', { handle: account.handle }), { undo: () => { void add(account).catch(failed) } })
    await accountsChanged()
  }
  return (
    <section>
      <h3 className={css.heading}>{t('joining.accounts')}</h3>
      <p className={css.hint}>{t('joining.accountsHint')}</p>
      {accounts.isLoading && <Skeleton lines={2} />}
      {accounts.error && <FaultState compact fault={accounts.error} onRetry={() => void accounts.refetch()} />}
      <ul className={css.accounts}>
        {accounts.data?.items.map((account) => (
          <li key={account.id}>
            <span><b>@{account.handle}</b> · {channelTitle(account.channel)}{account.isConnected && <em> · {t('joining.connected')}</em>}{!account.isHeard && <em> · {t('joining.notHeard')}</em>}</span>
            {mayManage && !account.isConnected && <IconButton size="s" icon="remove" label={t('joining.removeAccount', { handle: account.handle })} onClick={() => void remove(account).catch(failed)} />}
          </li>
        ))}
        {accounts.data?.items.length === 0 && <li className={css.hint}>{t('joining.noAccounts')}</li>}
      </ul>
      {mayManage && known.isLoading && <Skeleton lines={1} />}
      {mayManage && known.error && <FaultState compact fault={known.error} onRetry={() => void known.refetch()} />}
      {mayManage && channel !== null && (
        <form className={css.add} onSubmit={(event) => { event.preventDefault(); void add({ channel, handle }).then(() => setHandle(''), failed) }}>
          <Select label={t('joining.channel')} value={channel} onValue={setChannel} options={channels.map((each) => ({ value: each, label: channelTitle(each) }))} />
          <TextField label={t('joining.handle')} value={handle} error={fault} spellCheck={false} autoCapitalize="none" onChange={(event) => setHandle(event.target.value)} />
          <Button type="submit" icon="plus" disabled={handle.trim() === ''}>{t('joining.addAccount')}</Button>
        </form>
      )}
    </section>
  )
}

const parts = { b: (text: string) => <b>{text}</b> }

function Learnt() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const { data, error, refetch } = useQuery(apiQuery('/relevance'))
  const learnFrom = async (learnsFrom: string | null): Promise<void> => {
    await api('put', '/relevance', { body: { learnsFrom } })
    await verdictsChanged()
  }
  const failed = (thrown: unknown): void => { toast(faultWords(thrown, words), { tone: 'negative' }) }
  const reset = (before: string | null): void => void learnFrom(new Date().toISOString()).then(() => toast(t('joining.forgotten'), { undo: () => void learnFrom(before).catch(failed) }), failed)
  return (
    <section>
      <h3 className={css.heading}>{t('joining.learnt')}</h3>
      {!data && !error && <Skeleton lines={3} />}
      {!data && error && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <p className={css.hint}>{t('joining.verdictCount', { n: data.verdicts })}{data.learnsFrom !== null && ` ${t('joining.since', { at: words.dayAndClock(new Date(data.learnsFrom)) })}`}</p>
          <ul className={css.habits}>
            {data.habits.map(({ code, tends, answered, dismissed }) => (
              <li key={code}>{words.rich(tends === 'dismissed' ? 'joining.oftenDismisses' : 'joining.oftenAnswers', parts, { what: t(manyWord[code]) })} <span className={css.hint}>{t('joining.ofThem', { answered, dismissed })}</span></li>
            ))}
            {data.habits.length === 0 && <li className={css.hint}>{t('joining.nothingLearnt')}</li>}
          </ul>
          {me.may('topics.manage') && data.verdicts > 0 && <Button icon="retry" onClick={() => reset(data.learnsFrom)}>{t('joining.forget')}</Button>}
          {me.may('topics.manage') && data.learnsFrom !== null && <Button look="plain" onClick={() => void learnFrom(null).catch(failed)}>{t('joining.rememberAll')}</Button>}
        </>
      )}
    </section>
  )
}
