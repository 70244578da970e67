/** The way between scenes: a column at the side, a rail when narrow, a bar at the bottom on a phone. */
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useLiveState } from '../api/live.ts'
import { apiQuery } from '../api/queries.ts'
import { Avatar } from '../components/avatar.tsx'
import { cx } from '../components/class-names.ts'
import { AlarmBell } from './alarm-bell.tsx'
import { BrandMark, Icon } from '../components/icon.tsx'
import { Kbd } from '../components/kbd.tsx'
import { phoneQuery, useMedia } from '../hooks/media.ts'
import { useMember } from '../hooks/member.ts'
import { useWords } from '../words/words.tsx'
import css from './navigation.module.css'
import { roleWord } from './role-words.ts'
import { type Scene, scenes, settingsScene } from './scenes.ts'

/** As many as are counted; more are "999+". */
const mostCounted = 999

function SceneCount() {
  const { t, number } = useWords()
  const { data } = useQuery({ ...apiQuery('/conversations/counts'), refetchInterval: 60_000 })
  const n = data?.views.waiting.count ?? 0
  if (n === 0) return null
  return <span className={css.count} title={t('shell.waiting', { n })}><span aria-hidden="true">{n > mostCounted ? `${number(mostCounted)}+` : number(n)}</span><span className={css.said}>{t('shell.waiting', { n })}</span></span>
}

function SceneLink({ scene }: { readonly scene: Scene }) {
  const { t } = useWords()
  const isWithin = useLocation({ select: ({ pathname }) => scene.also?.some((path) => pathname === path || pathname.startsWith(`${path}/`)) ?? false })
  return (
    <Link to={scene.to} className={css.link} activeOptions={{ exact: scene.to === '/', includeSearch: false }} activeProps={{ 'aria-current': 'page' }} {...(isWithin && { 'aria-current': 'page' as const })} title={t(scene.word)}>
      <Icon name={scene.icon} />
      <span className={css.word}>{t(scene.word)}</span>
      {scene.counts !== undefined && <SceneCount />}
    </Link>
  )
}

interface NavigationProps {
  readonly onSearch: () => void
  readonly onShortcuts: () => void
}

const loadMenu = async () => ({ default: (await import('./account-menu.tsx')).AccountMenu })
const AccountMenu = lazy(loadMenu)

function Account({ onShortcuts }: Pick<NavigationProps, 'onShortcuts'>) {
  const { t } = useWords()
  const me = useMember()
  const live = useLiveState() === 'open'
  const [wanted, setWanted] = useState(false)
  const button = (
    <button type="button" className={css.account} aria-haspopup="menu" onClick={wanted ? undefined : () => setWanted(true)} onPointerEnter={() => void loadMenu()} onFocus={() => void loadMenu()}>
      <span className={css.said}>{t('shell.account')}</span>
      <Avatar id={me.id} name={me.name} size="s" />
      <span className={css.who}>
        <span className={css.name}>{me.name}</span>
        <span className={css.role}>{t(roleWord[me.role])}</span>
      </span>
      {live && <span className={css.live} title={t('shell.live')} />}
    </button>
  )
  return wanted ? <Suspense fallback={button}><AccountMenu onShortcuts={onShortcuts} trigger={button} /></Suspense> : button
}

function Brand() {
  const { t } = useWords()
  const { data: installation } = useQuery({ ...apiQuery('/installation'), staleTime: Infinity })
  return (
    <Link to="/" className={css.brand}>
      <BrandMark />
      <span className={cx(css.word, css.whose)}>Rapport{installation?.company && <span className={css.company}>{installation.company}</span>}</span>
      {installation?.demo === true && <span className={css.demo} title={t('shell.demo')}>demo</span>}
    </Link>
  )
}

export function Navigation({ onSearch, onShortcuts }: NavigationProps) {
  const { t } = useWords()
  const me = useMember()
  const phone = useMedia(phoneQuery)
  const seen = scenes.filter((scene) => scene.needs === undefined || me.may(scene.needs))
  if (phone) {
    return (
      <>
        <header className={css.top}>
          <Brand />
          <AlarmBell />
          <button type="button" className={css.topButton} onClick={onSearch} aria-label={t('shell.palette')}><Icon name="search" size={18} /></button>
          <Account onShortcuts={onShortcuts} />
        </header>
        <nav className={css.bottom} aria-label={t('shell.navigation')}>
          {[...seen, settingsScene].map((scene) => <SceneLink key={scene.id} scene={scene} />)}
        </nav>
      </>
    )
  }
  return (
    <header className={css.side}>
      <Brand />
      <button type="button" className={css.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={14} />
        <span className={cx(css.word, css.searchWord)}>{t('shell.searchOrDo')}</span>
        <span className={css.word}><Kbd keys="mod+k" /></span>
      </button>
      <nav className={css.scenes} aria-label={t('shell.navigation')}>
        {seen.map((scene) => <SceneLink key={scene.id} scene={scene} />)}
        <span className={css.space} />
        <AlarmBell />
        <SceneLink scene={settingsScene} />
      </nav>
      <Account onShortcuts={onShortcuts} />
    </header>
  )
}
