/** Who is signed in, with their preferences and the way out; loaded when it is first opened. */
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Menu, separator } from '../components/menu.tsx'
import { useMember, useUpdateMe } from '../hooks/member.ts'
import { setTheme, type Theme, useTheme } from '../hooks/theme.ts'
import type { Language } from '../words/formats.ts'
import { useWords } from '../words/words.tsx'
import { useSignOut } from './sign-out.ts'

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
      defaultOpen
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
