/** Settings: its parts in groups beside the one that is open; on a phone a list above it. */
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { PageHeader } from '../../components/page-header.tsx'
import { Select } from '../../components/select.tsx'
import { phoneQuery, useMedia } from '../../hooks/media.ts'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import { type SettingsGroup, settingsGroups } from './parts.ts'
import css from './settings-scene.module.css'

/** What this member may open. */
function useGroups(): readonly SettingsGroup[] {
  const me = useMember()
  return settingsGroups
    .map((group) => ({ ...group, parts: group.parts.filter(({ needs }) => needs === undefined || needs.some((permission) => me.may(permission))) }))
    .filter(({ parts }) => parts.length > 0)
}

function Group({ group }: { readonly group: SettingsGroup }) {
  const { t } = useWords()
  const id = useId()
  return (
    <div className={css.group}>
      <h2 id={id} className={css.groupTitle}>{t(group.word)}</h2>
      <ul aria-labelledby={id}>
        {group.parts.map(({ to, word }) => (
          <li key={to}><Link to={to} className={css.part} activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>{t(word)}</Link></li>
        ))}
      </ul>
    </div>
  )
}

/** One choice instead of a column: on a phone. */
function PartChoice({ groups }: { readonly groups: readonly SettingsGroup[] }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const parts = groups.flatMap(({ parts: some, word }) => some.map((part) => ({ ...part, group: word })))
  const open = parts.find(({ to }) => path === to || path.startsWith(`${to}/`))
  return <Select label={t('settings.part')} quietLabel value={open?.to ?? ''} onValue={(to) => { if (to !== '') void navigate({ to }) }} options={parts.map(({ to, word, group }) => ({ value: to, label: `${t(group)} · ${t(word)}` }))} />
}

export function SettingsScene() {
  const { t } = useWords()
  const groups = useGroups()
  const isPhone = useMedia(phoneQuery)
  return (
    <div className={css.scene}>
      <div className={css.head}>
        <PageHeader title={t('settings.title')} below={isPhone ? <PartChoice groups={groups} /> : undefined} />
      </div>
      <div className={css.body}>
        {!isPhone && <nav aria-label={t('settings.title')} className={css.parts}>{groups.map((group) => <Group key={group.word} group={group} />)}</nav>}
        <div className={css.view}><Outlet /></div>
      </div>
    </div>
  )
}
