/** A role with what it may do, as a choice: built in, or of the company's own making. */
import { useQuery } from '@tanstack/react-query'
import { type Role, roles } from '../../../src/kernel/permission.ts'
import { apiQuery } from '../../api/queries.ts'
import { roleMayWord, roleWord } from '../../shell/role-words.ts'
import { useWords } from '../../words/words.tsx'
import css from './form.module.css'

/** A built-in role by its name, a custom one by its id. */
export type ChosenRole = string

/** What the API takes for a choice: where it is a custom role, its base counts for nothing. */
export function roleBody(chosen: ChosenRole): { role: Role } | { role: Role; customRole: string } {
  const builtIn = roles.find((role) => role === chosen)
  return builtIn === undefined ? { role: 'guest', customRole: chosen } : { role: builtIn }
}

/** @param withOwner Only an owner may make another. */
export function RoleChoice({ value, onValue, withOwner }: { readonly value: ChosenRole; readonly onValue: (role: ChosenRole) => void; readonly withOwner: boolean }) {
  const { t } = useWords()
  const own = useQuery(apiQuery('/roles')).data?.items ?? []
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
      {own.map((role) => (
        <label key={role.id} className={css.radio}>
          <input type="radio" name="role" value={role.id} checked={role.id === value} onChange={() => onValue(role.id)} />
          <strong>{role.name}</strong>
          <span>{t(roleWord[role.base])} · {t('governance.mayCount', { n: role.permissions.length })} · {role.reach === null ? t('governance.reachAllText') : t('governance.reachSomeText')}</span>
        </label>
      ))}
    </fieldset>
  )
}
