/** A role with what it may do, as a choice. */
import { type Role, roles } from '../../../src/kernel/permission.ts'
import { roleMayWord, roleWord } from '../../shell/role-words.ts'
import { useWords } from '../../words/words.tsx'
import css from './form.module.css'

/** @param withOwner Only an owner may make another. */
export function RoleChoice({ value, onValue, withOwner }: { readonly value: Role; readonly onValue: (role: Role) => void; readonly withOwner: boolean }) {
  const { t } = useWords()
  return (
    <fieldset className={css.radios}>
      <legend>{t('settings.role')}</legend>
      {roles.filter((role) => withOwner || role !== 'owner').map((role) => (
        <label key={role} className={css.radio}>
          <input type="radio" name="role" value={role} checked={role === value} onChange={() => onValue(role)} />
          <strong>{t(roleWord[role])}</strong>
          <span>{t(roleMayWord[role])}</span>
        </label>
      ))}
    </fieldset>
  )
}
