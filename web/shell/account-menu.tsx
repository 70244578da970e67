/** Who is signed in, with their preferences and the way out. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback, type ReactElement } from 'react'
import { faultWords } from '../components/states.tsx'
import { Menu, separator } from '../components/menu.tsx'
import { toast } from '../components/toast.tsx'
import { queryClient } from '../api/queries.ts'
import { signOut } from '../api/sign-in.ts'
import { useMember, useUpdateMe } from '../hooks/member.ts'
import { setTheme, type Theme, useTheme } from '../hooks/theme.ts'
import type { Language } from '../words/formats.ts'
import { useWords } from '../words/words.tsx'

/** Ends this session and forgets everything the page had kept in memory. */
export function useSignOut(): () => void {
  const words = useWords()
  const navigate = useNavigate()
  return useCallback(() => {
    signOut().then(
      async () => {
        await navigate({ to: '/sign-in', search: {} })
        queryClient.clear()
        sessionStorage.clear()
      },
      (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }),
    )
  }, [navigate, words])
}

export function AccountMenu({ trigger, onShortcuts }: { readonly trigger: ReactElement; readonly onShortcuts: () => void }) {
  const { t, language, setLanguage } = useWords()
  const me = useMember()
  const updateMe = useUpdateMe()
  const theme = useTheme()
  const navigate = useNavigate()
  const leave = useSignOut()
  const themeItem = (value: Theme, label: string, icon: 'sun' | 'moon' | 'screen') => ({ id: `theme-${value}`, label, icon, chosen: theme === value, onSelect: () => { setTheme(value); void updateMe({ theme: value }) } })
  const languageItem = (value: Language, label: string) => ({ id: value, label, icon: 'globe' as const, chosen: language === value, onSelect: () => { void setLanguage(value); void updateMe({ language: value }) } })
  return (
    <Menu
      align="start"
      side="top"
      trigger={trigger}
      header={me.email ?? me.name}
      items={[
        { id: 'account', label: t('shell.goAccount'), icon: 'person', onSelect: () => void navigate({ to: '/settings/account' }) },
        { id: 'shortcuts', label: t('shell.shortcuts'), icon: 'keyboard', keys: '?', onSelect: onShortcuts },
        separator,
        themeItem('light', t('shell.themeLight'), 'sun'),
        themeItem('dark', t('shell.themeDark'), 'moon'),
        themeItem('system', t('shell.themeSystem'), 'screen'),
        separator,
        languageItem('en', t('shell.languageEnglish')),
        languageItem('nl', t('shell.languageDutch')),
        separator,
        { id: 'leave', label: t('shell.signOut'), icon: 'leave', onSelect: leave },
      ]}
    />
  )
}
