/** Settings, Members: who works here, in which role, and who is invited. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient } from '../../../api/queries.ts'
import type { Invitation, Member } from '../../../api/routes.ts'
import { Avatar } from '../../../components/avatar.tsx'
import { Badge } from '../../../components/badge.tsx'
import { Button, IconButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Menu, separator } from '../../../components/menu.tsx'
import { Section } from '../../../components/page-header.tsx'
import { FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { actLater, toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { roleMayWord, roleWord } from '../../../shell/role-words.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { type ChosenRole, RoleChoice, roleBody } from '../role-choice.tsx'
import { RolesSection } from './roles-section.tsx'
import { InviteDialog } from './invite-dialog.tsx'

const membersQuery = apiQuery('/members')
const invitationsQuery = apiQuery('/invitations')
const again = (): Promise<void> => queryClient.invalidateQueries({ queryKey: membersQuery.queryKey })

const heldRole = (member: Member): ChosenRole => member.customRole?.id ?? member.role

function useChange(): (member: Member, change: { role?: ChosenRole; suspended?: boolean }, done: string) => Promise<void> {
  const words = useWords()
  return async (member, change, done) => {
    const before = { role: heldRole(member), suspended: member.suspended }
    const send = ({ role, ...rest }: { role?: ChosenRole; suspended?: boolean }): Promise<void> => api('patch', '/members/{id}', { params: { id: member.id }, body: { ...rest, ...(role === undefined ? {} : roleBody(role)) } }).then(again, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }); throw fault })
    try {
      await send(change)
      toast(done, { undo: () => void send(Object.fromEntries(Object.keys(change).map((key) => [key, before[key as keyof typeof before]]))).catch(() => undefined) })
    } catch {
      // The toast has said it.
    }
  }
}

function RoleDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const { t } = useWords()
  const me = useMember()
  const change = useChange()
  const own = useQuery(apiQuery('/roles')).data?.items ?? []
  const [role, setRole] = useState<ChosenRole>(heldRole(member))
  const name = own.find((one) => one.id === role)?.name ?? t(roleWord[roleBody(role).role])
  return (
    <Dialog
      open
      onOpen={onClose}
      width="s"
      title={t('settings.roleOf', { name: member.name })}
      actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" disabled={role === heldRole(member)} onClick={() => { onClose(); void change(member, { role }, t('settings.roleChanged', { name: member.name, role: name })) }}>{t('common.save')}</Button></>}
    >
      <RoleChoice value={role} onValue={setRole} withOwner={me.role === 'owner'} />
    </Dialog>
  )
}

function RemoveDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const remove = (): void => {
    setBusy(true)
    api('delete', '/members/{id}', { params: { id: member.id } }).then(async () => {
      await again()
      toast(t('settings.memberRemoved', { name: member.name }))
    }, (fault: unknown) => { toast(faultWords(fault, words), { tone: 'negative' }) }).finally(onClose)
  }
  return (
    <Dialog open onOpen={onClose} width="s" title={t('settings.removeAsk', { name: member.name })} about={t('settings.removeAskText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="danger" busy={busy} onClick={remove}>{t('common.remove')}</Button></>} />
  )
}

function MemberTable({ members }: { readonly members: readonly Member[] }) {
  const { t } = useWords()
  const me = useMember()
  const change = useChange()
  const [open, setOpen] = useState<{ kind: 'role' | 'remove'; member: Member } | null>(null)
  // Only owners decide about owners, and nobody about themselves.
  const manageable = (member: Member): boolean => me.may('members.manage') && member.id !== me.id && (me.role === 'owner' || member.role !== 'owner')
  return (
    <>
      <Table
        caption={t('shell.goMembers')}
        rows={members}
        keyOf={(member) => member.id}
        dimmed={(member) => member.suspended}
        columns={[
          { id: 'who', title: t('settings.who'), renderCell: (member) => <span className={css.who}><Avatar id={member.id} name={member.name} /><span className={css.whoWords}><span>{member.name}{member.id === me.id && <span className={css.quiet}> {t('settings.you')}</span>}</span><span className={css.mail}>{member.email}</span></span></span> },
          { id: 'role', title: t('settings.role'), renderCell: (member) => <><span title={t(roleMayWord[member.role])}>{member.customRole?.name ?? t(roleWord[member.role])}</span>{member.suspended && <> <Badge tone="warn">{t('settings.suspended')}</Badge></>}</> },
          { id: 'seen', title: t('settings.lastSeen'), wideOnly: true, renderCell: (member) => (member.lastSeenAt === null ? <span className={css.quiet}>{t('settings.never')}</span> : <Time at={member.lastSeenAt} />) },
          { id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: (member) => manageable(member) && (
            <span className={css.cellActs}>
              <Menu
                trigger={<IconButton icon="more" label={t('common.moreAbout', { what: member.name })} />}
                items={[
                  { id: 'role', label: t('settings.changeRole'), icon: 'shield', onSelect: () => setOpen({ kind: 'role', member }) },
                  member.suspended
                    ? { id: 'restore', label: t('settings.restore'), icon: 'play', onSelect: () => void change(member, { suspended: false }, t('settings.memberRestored', { name: member.name })) }
                    : { id: 'suspend', label: t('settings.suspend'), icon: 'pause', onSelect: () => void change(member, { suspended: true }, t('settings.memberSuspended', { name: member.name })) },
                  separator,
                  { id: 'remove', label: t('common.remove'), icon: 'remove', danger: true, onSelect: () => setOpen({ kind: 'remove', member }) },
                ]}
              />
            </span>
          ) },
        ]}
      />
      {open?.kind === 'role' && <RoleDialog member={open.member} onClose={() => setOpen(null)} />}
      {open?.kind === 'remove' && <RemoveDialog member={open.member} onClose={() => setOpen(null)} />}
    </>
  )
}

function Invitations() {
  const words = useWords()
  const { t } = words
  const { data } = useQuery(invitationsQuery)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const open = (data?.items ?? []).filter((each) => !gone.has(each.id))
  const revoke = (invitation: Invitation): void => {
    setGone((all) => new Set([...all, invitation.id]))
    const back = (): void => setGone((all) => new Set([...all].filter((id) => id !== invitation.id)))
    actLater(t('settings.invitationRevoked'), (closing) => {
      api('delete', '/invitations/{id}', { params: { id: invitation.id } }, { keepalive: closing }).then(() => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }), (fault: unknown) => { back(); toast(faultWords(fault, words), { tone: 'negative' }) })
    }, back)
  }
  if (open.length === 0) return null
  return (
    <Section title={t('settings.invitations')}>
      <Table
        caption={t('settings.invitations')}
        rows={open}
        keyOf={(invitation) => invitation.id}
        columns={[
          { id: 'mail', title: t('settings.for'), renderCell: (invitation) => invitation.email ?? t('settings.anybody') },
          { id: 'role', title: t('settings.role'), renderCell: (invitation) => invitation.customRole?.name ?? t(roleWord[invitation.role]) },
          { id: 'by', title: t('settings.invitedBy'), wideOnly: true, renderCell: (invitation) => invitation.invitedBy },
          { id: 'until', title: t('settings.openUntil'), renderCell: (invitation) => <Time at={invitation.expiresAt} /> },
          { id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: (invitation) => <span className={css.cellActs}><Button size="s" look="plain" onClick={() => revoke(invitation)}>{t('settings.revoke')}</Button></span> },
        ]}
      />
    </Section>
  )
}

export function MembersView() {
  const { t } = useWords()
  const me = useMember()
  const [inviting, setInviting] = useState(false)
  const { data, error, refetch } = useQuery(membersQuery)
  return (
    <>
      <Section title={t('shell.goMembers')} about={t('settings.membersText')} actions={me.may('members.manage') && <Button look="primary" icon="plus" onClick={() => setInviting(true)}>{t('settings.invite')}</Button>}>
        {data === undefined && error === null && <Skeleton lines={4} />}
        {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
        {data !== undefined && <MemberTable members={data.items} />}
      </Section>
      {me.may('members.manage') && <Invitations />}
      {me.may('members.manage') && <RolesSection />}
      {me.may('members.manage') && <InviteDialog open={inviting} onOpen={setInviting} />}
    </>
  )
}
