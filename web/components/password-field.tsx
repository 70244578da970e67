/** A password that can be looked at before it is sent. */
import { useState, type ComponentProps } from 'react'
import { useWords } from '../words/words.tsx'
import { IconButton } from './button.tsx'
import { TextField } from './text-field.tsx'

export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'after'>) {
  const { t } = useWords()
  const [seen, setSeen] = useState(false)
  return <TextField {...props} type={seen ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" after={<IconButton icon="eye" size="s" aria-pressed={seen} label={seen ? t('entry.hidePassword') : t('entry.showPassword')} onClick={() => setSeen(!seen)} />} />
}
