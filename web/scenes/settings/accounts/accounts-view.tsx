/** Settings, Accounts: where people write to us, and how each of these ways is. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient } from '../../../api/queries.ts'
import type { Account, AccountChannel } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { SetAsideList } from '../sources/set-aside-list.tsx'
import { AccountForm } from './account-form.tsx'
import { AccountRow } from './account-row.tsx'
import css from './accounts.module.css'
import { finishAuthorising } from './authorising.ts'

const route = getRouteApi('/shell/settings/accounts')
const accountsQuery = apiQuery('/accounts')

/** Replaces an account in what is shown. */
function put(changed: Account): void {
  queryClient.setQueryData(accountsQuery.queryKey, (before) => before && { items: before.items.map((each) => (each.id === changed.id ? changed : each)) })
}

function ChannelChoice({ channels, onChoose }: { readonly channels: readonly AccountChannel[]; readonly onChoose: (id: string) => void }) {
  return (
    <ul className={css.channels}>
      {channels.map((channel) => (
        <li key={channel.id}>
          <button type="button" className={css.channel} onClick={() => onChoose(channel.id)}>
            <ChannelMark channel={channel.id} named />
            <span><strong>{channel.name}</strong><span className={css.channelAbout}><Said>{channel.about}</Said></span></span>
            <Icon name="right" size={14} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Rename({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [name, setName] = useState(account.name)
  const save = (): void => {
    api('patch', '/accounts/{id}', { params: { id: account.id }, body: { name } }).then((changed) => { put(changed); onClose() }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  }
  return (
    <Dialog open onOpen={onClose} width="s" title={t('ourAccounts.renameTitle', { name: account.name })} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" disabled={name.trim() === ''} onClick={save}>{t('common.save')}</Button></>}>
      <TextField label={t('ourAccounts.name')} value={name} maxLength={200} autoComplete="off" onChange={(event) => setName(event.target.value)} />
    </Dialog>
  )
}

function Remove({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const remove = (): void => {
    setBusy(true)
    api('delete', '/accounts/{id}', { params: { id: account.id } }).then(async () => {
      await queryClient.invalidateQueries({ queryKey: accountsQuery.queryKey })
      toast(t('ourAccounts.removed', { name: account.name }))
      onClose()
    }, (fault: unknown) => { setBusy(false); toast(faultWords(fault, words), { tone: 'negative' }) })
  }
  return <Dialog open onOpen={onClose} width="s" title={t('ourAccounts.removeTitle', { name: account.name })} about={t('ourAccounts.removeText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="danger" busy={busy} onClick={remove}>{t('ourAccounts.remove')}</Button></>} />
}

export function AccountsView() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const { add, reconnect, setAside, code, state, error: refusal } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery({ ...accountsQuery, refetchInterval: 10_000 })
  const channels = useQuery(apiQuery('/account-channels')).data?.items ?? []
  const [asked, setAsked] = useState<{ readonly what: 'rename' | 'remove'; readonly account: Account } | null>(null)
  const [testing, setTesting] = useState<string | null>(null)
  const accounts = data?.items ?? []
  const complain = (fault: unknown): void => { toast(faultWords(fault, words), { tone: 'negative' }) }
  const close = (open: boolean): void => { if (!open) void navigate({ search: {}, replace: true }) }
  const pause = (account: Account, paused: boolean): void => {
    api('patch', '/accounts/{id}', { params: { id: account.id }, body: { paused } }).then(put, complain)
  }
  const test = (account: Account): void => {
    setTesting(account.id)
    api('post', '/accounts/{id}/test', { params: { id: account.id } }).then((found) => { toast(t('ourAccounts.testGood', { name: found.handle ?? found.name })) }, complain).finally(() => setTesting(null))
  }
  // A code is good once: it is used once, and gone from the address.
  const used = useRef<string | null>(null)
  useEffect(() => {
    if (code === undefined && refusal === undefined) return
    if (used.current === (code ?? refusal)) return
    used.current = code ?? refusal ?? null
    void navigate({ search: {}, replace: true })
    if (code === undefined) { toast(t('ourAccounts.notLetIn'), { tone: 'negative' }); return }
    finishAuthorising(code, state ?? '').then(async (account) => {
      await queryClient.invalidateQueries({ queryKey: accountsQuery.queryKey })
      toast(t('ourAccounts.connected', { name: account.name }))
    }, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) })
  }, [code, state, refusal, navigate, t, words])
  const again = accounts.find(({ id }) => id === reconnect) ?? null
  const channel = channels.find(({ id }) => id === (again?.channel ?? add))
  const aside = accounts.find(({ id }) => id === setAside)
  const connect = me.may('accounts.manage') && <Button look="primary" icon="plus" onClick={() => void navigate({ search: { add: 'choose' } })}>{t('ourAccounts.connect')}</Button>
  return (
    <Section title={t('ourAccounts.go')} about={t('ourAccounts.text')} actions={accounts.length > 0 && connect}>
      {data === undefined && error === null && <Skeleton lines={6} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && accounts.length === 0 && <EmptyState icon="source" title={t('ourAccounts.none')} action={connect}>{t('ourAccounts.noneText')}</EmptyState>}
      {accounts.length > 0 && (
        <ul className={css.accounts}>
          {accounts.map((account) => (
            <AccountRow
              key={account.id} account={account} testing={testing === account.id} onTest={() => test(account)} onPause={(paused) => pause(account, paused)}
              onReconnect={() => void navigate({ search: { reconnect: account.id } })} onRename={() => setAsked({ what: 'rename', account })} onRemove={() => setAsked({ what: 'remove', account })}
            />
          ))}
        </ul>
      )}
      <Dialog open={add !== undefined && channel === undefined} onOpen={close} title={t('ourAccounts.connect')} about={t('ourAccounts.choose')}>
        <ChannelChoice channels={channels} onChoose={(id) => void navigate({ search: { add: id } })} />
      </Dialog>
      <Dialog open={channel !== undefined} onOpen={close} title={again === null ? t('ourAccounts.connectAt', { channel: channel?.name ?? '' }) : t('ourAccounts.reconnectTitle', { name: again.name })}>
        {channel !== undefined && <AccountForm key={again?.id ?? channel.id} channel={channel} account={again} onDone={() => close(false)} />}
      </Dialog>
      <Dialog open={aside !== undefined} onOpen={close} width="l" title={t('settings.setAsideOf', { name: aside?.name ?? '' })} about={t('settings.setAsideText')}>
        {aside !== undefined && <SetAsideList source={null} account={aside.id} />}
      </Dialog>
      {asked?.what === 'rename' && <Rename account={asked.account} onClose={() => setAsked(null)} />}
      {asked?.what === 'remove' && <Remove account={asked.account} onClose={() => setAsked(null)} />}
    </Section>
  )
}
