/** Makes or changes a role of the company's own. */
import { useQuery } from '@tanstack/react-query'
import type { Permission } from '../../../../src/kernel/permission.ts'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { CustomRole } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Select } from '../../../components/select.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useMember } from '../../../hooks/member.ts'
import { roleWord } from '../../../shell/role-words.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { permissionWord } from './permission-words.ts'
import { TickList } from './tick-list.tsx'

const bases = ['manager', 'agent', 'analyst', 'guest'] as const
const own = 'own'
const none = 'none'
const split = (text: string): string[] => text.split(',').filter(Boolean)

/** What can be ticked for the part of the conversations that a role sees. */
function useReachable() {
  const me = useMember()
  const mayRead = me.may('conversations.read')
  const accounts = useQuery({ ...apiQuery('/accounts'), enabled: me.may('accounts.read') }).data?.items ?? []
  const teams = useQuery({ ...apiQuery('/conversations/colleagues'), enabled: mayRead }).data?.teams ?? []
  const labels = useQuery({ ...apiQuery('/conversation-labels'), enabled: mayRead }).data?.items ?? []
  const named = ({ id, name }: { readonly id: string; readonly name: string }): { id: string; label: string } => ({ id, label: name })
  return { accounts: accounts.map(named), teams: teams.map(named), labels: labels.map(named) }
}

export function RoleEditor({ role, onClose }: { readonly role: CustomRole | null; readonly onClose: () => void }) {
  const { t } = useWords()
  const me = useMember()
  const builtIn = useQuery(apiQuery('/roles')).data?.builtIn ?? []
  const reachable = useReachable()
  const before = role?.reach ?? null
  const form = useForm({
    draft: `role.${role?.id ?? 'new'}`,
    initial: {
      name: role?.name ?? '', base: (role?.base ?? 'agent') as (typeof bases)[number], permissions: (role?.permissions ?? ['conversations.read', 'conversations.answer', 'members.read', 'accounts.read']).join(','),
      reach: (before === null ? 'all' : 'some') as 'all' | 'some', accounts: (before?.accounts ?? []).join(','), labels: (before?.labels ?? []).join(','),
      teams: before === null || before.teams === own ? own : before.teams.join(','), teamless: before === null || before.teamless ? 'yes' : none,
    },
    check: ({ name }) => ({ name: name.trim() === '' ? t('governance.roleNameNeeded') : null }),
    submit: async (values) => {
      const body = {
        name: values.name.trim(), base: values.base, permissions: split(values.permissions).filter((one) => offered.includes(one as Permission)) as Permission[],
        reach: values.reach === 'all' ? null : { accounts: split(values.accounts), labels: split(values.labels), teams: split(values.teams).includes(own) ? (own as 'own') : split(values.teams), teamless: values.teamless === 'yes' },
      }
      await (role === null ? api('post', '/roles', { body }) : api('put', '/roles/{id}', { params: { id: role.id }, body }))
      await Promise.all(['/roles', '/members'].map((path) => queryClient.invalidateQueries({ queryKey: queryKey(path as '/roles') })))
      toast(t('governance.roleSaved', { name: body.name }))
      form.reset()
      onClose()
    },
  })
  const { values } = form
  const offered = (builtIn.find((one) => one.role === values.base)?.permissions ?? []).filter((one) => me.permissions.includes(one))
  const teams = [{ id: own, label: t('governance.ownTeams') }, ...reachable.teams, { id: none, label: t('governance.teamless') }]
  const chosenTeams = [...split(values.teams), ...(values.teamless === 'yes' ? [none] : [])]
  const setTeams = (chosen: string[]): void => {
    // Their own teams and named ones exclude each other.
    const named = chosen.filter((one) => one !== none && one !== own)
    form.set('teams', chosen.includes(own) && (named.length === 0 || !split(values.teams).includes(own)) ? own : named.join(','))
    form.set('teamless', chosen.includes(none) ? 'yes' : none)
  }
  return (
    <Dialog
      open
      onOpen={onClose}
      title={role === null ? t('governance.makeRole') : t('governance.changeRole')}
      about={t('governance.rolesText')}
      actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={form.busy} onClick={form.send}>{t('common.save')}</Button></>}
    >
      <form {...form.form} className={css.form}>
        <div className={css.two}>
          <TextField label={t('governance.roleName')} hint={t('governance.roleNameHint')} autoComplete="off" maxLength={120} {...form.text('name')} />
          <Select label={t('governance.base')} hint={t('governance.baseHint')} value={values.base} onValue={(base) => form.set('base', base)} options={bases.map((base) => ({ value: base, label: t(roleWord[base]) }))} />
        </div>
        <TickList title={t('governance.may')} options={offered.map((one) => ({ id: one, label: t(permissionWord[one]) }))} chosen={split(values.permissions)} onChosen={(chosen) => form.set('permissions', chosen.join(','))} />
        {split(values.permissions).includes('conversations.read') && (
          <fieldset className={css.radios}>
            <legend>{t('governance.reach')}</legend>
            <label className={css.radio}><input type="radio" name="reach" checked={values.reach === 'all'} onChange={() => form.set('reach', 'all')} /><strong>{t('governance.reachAll')}</strong><span>{t('governance.reachAllText')}</span></label>
            <label className={css.radio}><input type="radio" name="reach" checked={values.reach === 'some'} onChange={() => form.set('reach', 'some')} /><strong>{t('governance.reachSome')}</strong><span>{t('governance.reachSomeText')}</span></label>
          </fieldset>
        )}
        {values.reach === 'some' && (
          <>
            <TickList title={t('governance.ofTeams')} options={teams} chosen={chosenTeams} onChosen={setTeams} />
            <TickList title={t('governance.ofAccounts')} options={reachable.accounts} chosen={split(values.accounts)} onChosen={(chosen) => form.set('accounts', chosen.join(','))} />
            <TickList title={t('governance.ofLabels')} options={reachable.labels} chosen={split(values.labels)} onChosen={(chosen) => form.set('labels', chosen.join(','))} />
          </>
        )}
        {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      </form>
    </Dialog>
  )
}
