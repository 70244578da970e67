/** Settings, Teams & hours: teams, who answers, certificates. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import { CertificatesSection } from './certificates.tsx'
import { CommaField } from './condition-form.tsx'
import { numberOrNull } from './condition-list.ts'
import { TeamDialog, type Team } from './team-dialog.tsx'

type Agent = OutputOf<'get', '/agents'>['items'][number]
const presenceWords = { here: 'deciding.here', away: 'deciding.away', offline: 'deciding.offline' } as const

function Opening({ team }: { readonly team: Team }) {
  const { t, language, zone } = useWords()
  const at = team.open ? team.closesAt : team.opensAt
  if (at === null) return <Badge tone={team.open ? 'positive' : 'plain'}>{t(team.open ? 'deciding.openAlways' : 'deciding.closed')}</Badge>
  const when = new Intl.DateTimeFormat(language, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(at))
  return <Badge tone={team.open ? 'positive' : 'plain'}>{t(team.open ? 'deciding.openUntil' : 'deciding.closedUntil', { at: when })}</Badge>
}

function AgentDialog({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [values, setValues] = useState({ skills: agent.skills, languages: agent.languages, capacity: agent.capacity })
  const [fault, setFault] = useState<string | null>(null)
  const keep = (): void => void api('put', '/agents/{member}', { params: { member: agent.member }, body: values }).then(async () => { await queryClient.invalidateQueries({ queryKey: queryKey('/agents') }); onClose() }, (thrown: unknown) => setFault(faultWords(thrown, words)))
  return (
    <Dialog open onOpen={onClose} width="s" title={agent.name} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" onClick={keep}>{t('common.save')}</Button></>}>
      <div className={form.form}>
        <CommaField label={t('deciding.skills')} hint={t('deciding.skillsHint')} value={values.skills} onValue={(skills) => setValues({ ...values, skills })} />
        <CommaField label={t('deciding.languages')} hint={t('deciding.languagesHint')} value={values.languages} onValue={(languages) => setValues({ ...values, languages })} />
        <TextField label={t('deciding.capacity')} type="number" min={0} value={values.capacity} onChange={(event) => setValues({ ...values, capacity: numberOrNull(event.target.value) ?? 0 })} />
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}

function AgentsSection() {
  const words = useWords()
  const { t, number } = words
  const me = useMember()
  const { data } = useQuery(apiQuery('/agents'))
  const [open, setOpen] = useState<Agent | null>(null)
  const mine = data?.items.find(({ member }) => member === me.id)
  const isAway = mine?.presence === 'away'
  const turn = (): void => void api('post', '/agents/me/away', { body: { away: !isAway } }).then(() => queryClient.invalidateQueries({ queryKey: queryKey('/agents') }), (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  return (
    <Section title={t('deciding.agents')} about={t('deciding.agentsText')} actions={mine === undefined ? undefined : <Button onClick={turn}>{t(isAway ? 'deciding.comeBack' : 'deciding.goAway')}</Button>}>
      {data === undefined ? <Skeleton lines={3} /> : (
        <Table
          caption={t('deciding.agents')}
          rows={data.items}
          keyOf={({ member }) => member}
          columns={[
            { id: 'name', title: t('deciding.who'), renderCell: ({ name }) => name },
            { id: 'presence', title: t('deciding.presence'), renderCell: ({ presence }) => <Badge tone={presence === 'here' ? 'positive' : 'plain'}>{t(presenceWords[presence])}</Badge> },
            { id: 'skills', title: t('deciding.skills'), wideOnly: true, renderCell: ({ skills }) => skills.join(', ') },
            { id: 'languages', title: t('deciding.languages'), wideOnly: true, renderCell: ({ languages }) => languages.join(', ') },
            { id: 'load', title: t('deciding.load'), number: true, renderCell: ({ load, capacity }) => `${number(load)} / ${number(capacity)}` },
            { id: 'acts', title: t('common.edit'), quietTitle: true, renderCell: (one) => me.may('engagement.manage') && <span className={form.cellActs}><Button size="s" look="plain" onClick={() => setOpen(one)}>{t('common.edit')}</Button></span> },
          ]}
        />
      )}
      {open !== null && <AgentDialog agent={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

export function TeamsView() {
  const words = useWords()
  const { t } = words
  const mayChange = useMember().may('engagement.manage')
  const { data, error, refetch } = useQuery(apiQuery('/teams'))
  const [open, setOpen] = useState<Team | 'new' | null>(null)
  const teams = data?.items ?? []
  const add = mayChange ? <Button look="primary" icon="plus" onClick={() => setOpen('new')}>{t('deciding.addTeam')}</Button> : undefined
  const remove = (team: Team): void => void api('delete', '/teams/{id}', { params: { id: team.id } }).then(async () => { await queryClient.invalidateQueries({ queryKey: queryKey('/teams') }); toast(t('deciding.teamRemoved', { name: team.name })) }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  return (
    <>
      <Section title={t('deciding.goTeams')} about={t('deciding.teamsText')} actions={teams.length > 0 ? add : undefined}>
        {data === undefined && error === null && <Skeleton lines={3} />}
        {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
        {data !== undefined && teams.length === 0 && <EmptyState icon="people" title={t('deciding.noTeams')} action={add}>{t('deciding.noTeamsText')}</EmptyState>}
        {teams.length > 0 && (
          <Table
            caption={t('deciding.goTeams')}
            rows={teams}
            keyOf={({ id }) => id}
            columns={[
              { id: 'name', title: t('deciding.team'), renderCell: ({ name, calendar }) => <span className={form.whoWords}><span>{name}</span><span className={form.mail}>{calendar.zone}</span></span> },
              { id: 'open', title: t('deciding.presence'), renderCell: (team) => <Opening team={team} /> },
              { id: 'members', title: t('deciding.members'), wideOnly: true, renderCell: ({ members }) => t('deciding.memberCount', { n: members.length }) },
              { id: 'acts', title: t('common.edit'), quietTitle: true, renderCell: (team) => mayChange && <span className={form.cellActs}><Button size="s" look="plain" onClick={() => setOpen(team)}>{t('common.edit')}</Button><Button size="s" look="plain" onClick={() => remove(team)}>{t('common.remove')}</Button></span> },
            ]}
          />
        )}
        {open !== null && <TeamDialog team={open === 'new' ? null : open} others={teams} onClose={() => setOpen(null)} />}
      </Section>
      <AgentsSection />
      <CertificatesSection />
    </>
  )
}
