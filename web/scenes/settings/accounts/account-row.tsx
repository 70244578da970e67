/** One account: who we are there, how it is, what somebody has to do, what can be done. */
import { Link } from '@tanstack/react-router'
import type { Account } from '../../../api/routes.ts'
import { Dot, type Tone } from '../../../components/badge.tsx'
import { Button, IconButton } from '../../../components/button.tsx'
import { ChannelMark, channelTitle } from '../../../components/channel-mark.tsx'
import { Menu, separator } from '../../../components/menu.tsx'
import { Said } from '../../../components/said.tsx'
import { Notice } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from './accounts.module.css'
import { ChatScript } from './chat-script.tsx'

const toneOf: Record<Account['health']['state'], Tone | 'busy'> = { starting: 'busy', reading: 'positive', waiting: 'warn', failing: 'negative', finished: 'plain', paused: 'plain' }
const stateWord = { starting: 'settings.stateStarting', reading: 'settings.stateReading', waiting: 'settings.stateWaiting', failing: 'settings.stateFailing', finished: 'settings.stateFinished', paused: 'settings.statePaused' } as const

interface AccountRowProps {
  readonly account: Account
  readonly testing: boolean
  readonly onTest: () => void
  readonly onPause: (paused: boolean) => void
  readonly onReconnect: () => void
  readonly onRename: () => void
  readonly onRemove: () => void
}

export function AccountRow({ account, testing, onTest, onPause, onReconnect, onRename, onRemove }: AccountRowProps) {
  const { t, number, compact } = useWords()
  const mayManage = useMember().may('accounts.manage')
  const { health, needs } = account
  return (
    <li className={css.account}>
      <ChannelMark channel={account.channel} />
      <div className={css.about}>
        <h3 className={css.name}>{account.name}</h3>
        <p className={css.who}>{channelTitle(account.channel)} · {account.handle ?? account.displayName}</p>
        <p className={css.health} data-state={health.state}><Dot tone={toneOf[health.state]} /><span><strong>{t(stateWord[health.state])}.</strong> <Said>{health.words}</Said></span></p>
        {needs !== 'nothing' && <Notice tone={needs === 'reconnect' ? 'negative' : 'warn'}>{t(needs === 'reconnect' ? 'ourAccounts.reconnectNow' : 'ourAccounts.reconnectSoon')}</Notice>}
        {account.hookUrl !== null && <p className={css.hook}>{t('ourAccounts.hook')}: <code>{account.hookUrl}</code></p>}
        {account.channel === 'chat' && mayManage && <ChatScript account={account} />}
        {account.refusedCalls > 0 && <p className={css.who}>{t('ourAccounts.refusedCalls', { n: account.refusedCalls })}</p>}
        {account.setAside > 0 && mayManage && <p><Link to="/settings/accounts" search={{ setAside: account.id }} className={css.aside}>{t('settings.setAsideCount', { n: account.setAside })}</Link></p>}
      </div>
      <dl className={css.figures}>
        <div><dt>{t('ourAccounts.takenIn')}</dt><dd title={number(account.takenIn)}>{compact(account.takenIn)}</dd></div>
        <div><dt>{t('ourAccounts.lastHeard')}</dt><dd>{account.lastHeardAt === null ? '–' : <Time at={account.lastHeardAt} />}</dd></div>
        {account.expiresAt !== null && <div><dt>{t('ourAccounts.endsAt')}</dt><dd>{account.renewsItself ? t('ourAccounts.renews') : <Time at={account.expiresAt} />}</dd></div>}
      </dl>
      {mayManage && (
        <div className={css.acts}>
          {needs === 'nothing'
            ? <Button icon={account.paused ? 'play' : 'pause'} onClick={() => onPause(!account.paused)}>{account.paused ? t('common.resume') : t('common.pause')}</Button>
            : <Button look="primary" onClick={onReconnect}>{t('ourAccounts.reconnect')}</Button>}
          <Menu
            trigger={<IconButton icon="more" busy={testing} label={t('common.moreAbout', { what: account.name })} />}
            items={[
              { id: 'test', label: t('ourAccounts.testNow'), icon: 'check', onSelect: onTest },
              { id: 'reconnect', label: t('ourAccounts.reconnect'), icon: 'retry', onSelect: onReconnect },
              { id: 'rename', label: t('ourAccounts.rename'), icon: 'edit', onSelect: onRename },
              separator,
              { id: 'remove', label: t('ourAccounts.remove'), icon: 'remove', danger: true, onSelect: onRemove },
            ]}
          />
        </div>
      )}
    </li>
  )
}
