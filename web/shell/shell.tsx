/** What stands around every scene: navigation, palette, shortcuts, notices. */
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { toast, Toasts } from '../components/toast.tsx'
import { useLive } from '../api/live.ts'
import { queryClient, queryKey } from '../api/queries.ts'
import { type Command, useCommands } from '../hooks/commands.ts'
import { useMember, useUpdateMe } from '../hooks/member.ts'
import { useShortcut, useShortcutListener } from '../hooks/shortcuts.ts'
import { setTheme, useTheme } from '../hooks/theme.ts'
import { useWords } from '../words/words.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { Navigation } from './navigation.tsx'
import { scenes, settingsScene } from './scenes.ts'
import css from './shell.module.css'
import { useSignOut } from './sign-out.ts'

const loadPalette = async () => ({ default: (await import('./palette.tsx')).Palette })
const Palette = lazy(loadPalette)
const ShortcutOverview = lazy(async () => ({ default: (await import('./shortcut-overview.tsx')).ShortcutOverview }))

/** Takes the member's kept preferences over when they were set on another machine. */
function usePreferences(): void {
  const me = useMember()
  const { language, setLanguage, setZone } = useWords()
  const theme = useTheme()
  const takenFor = useRef<string | null>(null)
  useEffect(() => setZone(me.timeZone), [me.timeZone, setZone])
  useEffect(() => {
    if (takenFor.current === me.id) return
    takenFor.current = me.id
    if (me.language !== null && me.language !== language) void setLanguage(me.language)
    if (me.theme !== theme) setTheme(me.theme)
  }, [me, language, theme, setLanguage])
}

/** The commands and keys that work in every scene. */
function useEverywhere(openPalette: () => void, openShortcuts: () => void): void {
  const navigate = useNavigate()
  const { t, setLanguage } = useWords()
  const me = useMember()
  const updateMe = useUpdateMe()
  const signOut = useSignOut()
  const anywhere = t('shell.shortcutsAnywhere')
  const seen = [...scenes, settingsScene].filter((scene) => scene.needs === undefined || me.may(scene.needs))
  useShortcut('mod+k', t('shell.openPalette'), anywhere, openPalette)
  useShortcut('?', t('shell.showShortcuts'), anywhere, openShortcuts)
  useShortcut('g t', t('shell.goToday'), anywhere, () => void navigate({ to: '/' }))
  useShortcut('g l', t('shell.goListen'), anywhere, () => void navigate({ to: '/listen' }), me.may('mentions.read'))
  useShortcut('g i', t('shell.goInbox'), anywhere, () => void navigate({ to: '/inbox', search: {} }), me.may('conversations.read'))
  useShortcut('g p', t('shell.goPeople'), anywhere, () => void navigate({ to: '/people' }), me.may('people.read'))
  useShortcut('g s', t('shell.goSettings'), anywhere, () => void navigate({ to: '/settings' }))
  const list = useMemo((): Command[] => {
    const chooseTheme = (theme: 'light' | 'dark' | 'system') => () => { setTheme(theme); void updateMe({ theme }) }
    const chooseLanguage = (language: 'en' | 'nl') => () => { void setLanguage(language); void updateMe({ language }) }
    return [
      ...seen.map((scene): Command => ({ id: `go-${scene.id}`, label: t(scene.word), group: 'go', icon: scene.icon, keys: scene.keys, also: t(scene.goWord), run: () => void navigate({ to: scene.to }) })),
      ...(me.may('mentions.read') ? [{ id: 'go-alarms', label: t('alarms.goAlarms'), group: 'go', icon: 'warning', run: () => void navigate({ to: '/listen/alarms', search: {} }) } as const] : []),
      ...(me.may('sources.read') ? [{ id: 'go-sources', label: t('shell.goSources'), group: 'go', icon: 'source', run: () => void navigate({ to: '/settings/sources' }) } as const] : []),
      ...(me.may('imports.read') ? [{ id: 'go-imports', label: t('shell.goImports'), group: 'go', icon: 'upload', run: () => void navigate({ to: '/settings/imports' }) } as const] : []),
      ...(me.may('members.read') ? [{ id: 'go-members', label: t('shell.goMembers'), group: 'go', icon: 'people', run: () => void navigate({ to: '/settings/members' }) } as const] : []),
      ...(me.may('topics.read') ? [{ id: 'go-lists', label: t('shell.goLists'), group: 'go', icon: 'table', run: () => void navigate({ to: '/settings/lists' }) } as const] : []),
      ...(me.may('webhooks.manage') ? [{ id: 'go-webhooks', label: t('shell.goWebhooks'), group: 'go', icon: 'link', run: () => void navigate({ to: '/settings/webhooks' }) } as const] : []),
      ...(me.may('installation.manage') ? [{ id: 'go-mail', label: t('shell.goMail'), group: 'go', icon: 'mail', run: () => void navigate({ to: '/settings/mail' }) } as const] : []),
      ...(me.may('keys.manage') ? [{ id: 'go-keys', label: t('shell.goKeys'), group: 'go', icon: 'key', run: () => void navigate({ to: '/settings/keys' }) } as const] : []),
      { id: 'go-account', label: t('shell.goAccount'), group: 'go', icon: 'person', run: () => void navigate({ to: '/settings/account' }) },
      { id: 'theme-light', label: t('shell.themeLight'), group: 'do', icon: 'sun', run: chooseTheme('light') },
      { id: 'theme-dark', label: t('shell.themeDark'), group: 'do', icon: 'moon', run: chooseTheme('dark') },
      { id: 'theme-system', label: t('shell.themeSystem'), group: 'do', icon: 'screen', run: chooseTheme('system') },
      { id: 'language-en', label: t('shell.languageEnglish'), group: 'do', icon: 'globe', also: 'English Engels', run: chooseLanguage('en') },
      { id: 'language-nl', label: t('shell.languageDutch'), group: 'do', icon: 'globe', also: 'Dutch Nederlands', run: chooseLanguage('nl') },
      { id: 'shortcuts', label: t('shell.shortcuts'), group: 'do', icon: 'keyboard', keys: '?', run: openShortcuts },
      { id: 'sign-out', label: t('shell.signOut'), group: 'do', icon: 'leave', run: signOut },
    ]
    // oxlint-disable-next-line react/exhaustive-deps -- `seen` follows from `me`
  }, [t, me, navigate, updateMe, setLanguage, signOut, openShortcuts])
  useCommands(list)
}

/** Moves focus to the new scene, so that keyboard and screen reader start where the eye does. */
function useFocusOnMove(): React.RefObject<HTMLElement | null> {
  const content = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? '' })
  const before = useRef('')
  useEffect(() => {
    if (before.current !== '' && before.current !== path && !(content.current?.contains(document.activeElement) ?? false)) content.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])
  return content
}

/** Begins to load the palette when its first key goes down, so that it is there with the second. */
function useEarlyPalette(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Meta' && event.key !== 'Control') return
      removeEventListener('keydown', onKey)
      void loadPalette()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

/** Catches what is typed between asking for the palette and seeing it. */
function TypedMeanwhile({ onText }: { readonly onText: (text: string) => void }) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return <input ref={input} className={css.hidden} aria-label={t('shell.palette')} onChange={(event) => onText(event.target.value)} />
}

export function Shell() {
  const { t } = useWords()
  const navigate = useNavigate()
  const [palette, setPalette] = useState(false)
  const [typed, setTyped] = useState('')
  const openPalette = (): void => {
    setTyped('')
    setPalette(true)
  }
  const [overview, setOverview] = useState(false)
  const openOverview = useMemo(() => () => setOverview(true), [])
  usePreferences()
  useShortcutListener()
  useEverywhere(openPalette, openOverview)
  useEarlyPalette()
  useLive({}, {
    topics: () => void queryClient.invalidateQueries({ queryKey: queryKey('/topics') }),
    alarms: () => void queryClient.invalidateQueries({ queryKey: queryKey('/alarms') }),
    health: () => void queryClient.invalidateQueries({ queryKey: queryKey('/sources') }),
    counts: () => void queryClient.invalidateQueries({ queryKey: queryKey('/conversations/counts') }),
    mentioned: ({ by, number, conversation }) => void toast(t('shell.mentioned', { by, n: number }), { act: { label: t('shell.open'), run: () => void navigate({ to: '/inbox', search: { view: 'mentions', open: conversation } as never }) } }),
    resumed: () => void queryClient.invalidateQueries(),
  })
  const content = useFocusOnMove()
  return (
    <div className={css.shell}>
      <a href="#content" className={css.skip}>{t('shell.skip')}</a>
      <Navigation onSearch={openPalette} onShortcuts={openOverview} />
      <div className={css.column}>
        <ConnectionNotice />
        <main id="content" ref={content} className={css.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Toasts />
      <Suspense fallback={<TypedMeanwhile onText={setTyped} />}>
        {palette && <Palette typed={typed} onClose={() => setPalette(false)} />}
      </Suspense>
      <Suspense>
        {overview && <ShortcutOverview onClose={() => setOverview(false)} />}
      </Suspense>
    </div>
  )
}
