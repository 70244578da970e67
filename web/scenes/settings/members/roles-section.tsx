/** Settings, Members: roles of the company's own making. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient } from '../../../api/queries.ts'
import type { CustomRole } from '../../../api/routes.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { Menu } from '../../../components/menu.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, faultWords } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { actLater, toast } from '../../../components/toast.tsx'
import { roleWord } from '../../../shell/role-words.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { RoleEditor } from './role-dialog.tsx'

const rolesQuery = apiQuery('/roles')

export function RolesSection() {
  const words = useWords()
  const { t } = words
  const { data } = useQuery(rolesQuery)
  const [open, setOpen] = useState<CustomRole | 'new' | null>(null)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const roles = (data?.items ?? []).filter((role) => !gone.has(role.id))
  const remove = (role: CustomRole): void => {
    setGone((all) => new Set([...all, role.id]))
    const back = (): void => setGone((all) => new Set([...all].filter((id) => id !== role.id)))
    actLater(t('governance.removeRole', { name: role.name }), (closing) => {
      api('delete', '/roles/{id}', { params: { id: role.id } }, { keepalive: closing }).then(() => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey }), (fault: unknown) => { back(); toast(faultWords(fault, words), { tone: 'negative' }) })
    }, back)
  }
  if (data === undefined) return null
  const make = <Button icon="plus" onClick={() => setOpen('new')}>{t('governance.makeRole')}</Button>
  return (
    <Section title={t('governance.roles')} about={t('governance.rolesText')} actions={roles.length > 0 && make}>
      {roles.length === 0 ? <EmptyState compact icon="shield" title={t('governance.noRoles')} action={make}>{t('governance.noRolesText')}</EmptyState> : (
        <Table
          caption={t('governance.roles')}
          rows={roles}
          keyOf={(role) => role.id}
          columns={[
            { id: 'name', title: t('governance.roleName'), renderCell: (role) => role.name },
            { id: 'base', title: t('governance.base'), wideOnly: true, renderCell: (role) => t(roleWord[role.base]) },
            { id: 'may', title: t('governance.may'), renderCell: (role) => t('governance.mayCount', { n: role.permissions.length }) },
            { id: 'reach', title: t('governance.reach'), wideOnly: true, renderCell: (role) => (role.reach === null ? t('governance.reachAll') : t('governance.reachSome')) },
            { id: 'members', title: t('governance.members'), number: true, renderCell: (role) => role.members },
            { id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: (role) => (
              <span className={css.cellActs}>
                <Menu
                  trigger={<IconButton icon="more" label={t('common.moreAbout', { what: role.name })} />}
                  items={[
                    { id: 'change', label: t('governance.changeRole'), icon: 'shield', onSelect: () => setOpen(role) },
                    { id: 'remove', label: t('common.remove'), icon: 'remove', danger: true, onSelect: () => remove(role) },
                  ]}
                />
              </span>
            ) },
          ]}
        />
      )}
      {open !== null && <RoleEditor role={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  )
}
