/** What a rule does when it holds, a form for each kind. */
import { useQuery } from '@tanstack/react-query'
import type { CaseThen, PromiseThen, Thens } from '../../../../src/modules/conversations/rules/kinds.ts'
import { apiQuery } from '../../../api/queries.ts'
import { Select } from '../../../components/select.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useWords } from '../../../words/words.tsx'
import { CommaField, Ticks } from './condition-form.tsx'
import { numberOrNull } from './condition-list.ts'
import css from './deciding.module.css'

export type Kind = keyof Thens
interface Part<Then> { readonly then: Then; readonly onThen: (then: Then) => void }
type Group = NonNullable<Thens['engagement']['mayAnswer']>

const nobody: Group = { teams: [], roles: [], certificates: [], members: [] }
export const freshThen: { readonly [K in Kind]: Thens[K] } = {
  promise: { firstReplyMinutes: 60, nextReplyMinutes: null, resolutionMinutes: null, warnMinutes: 15, escalate: { toLead: true, priority: 'high' } },
  routing: { teams: [], how: 'balanced', skills: [], speaksTheirLanguage: true, priority: null },
  engagement: { mayAnswer: null, approval: null, playbook: null, forbidden: [] },
  case: { title: '', team: null, promiseHours: null },
}

const priorityValues = ['low', 'normal', 'high', 'urgent'] as const
function PriorityChoice({ label, none, value, onValue }: { readonly label: string; readonly none: string; readonly value: PromiseThen['escalate']['priority']; readonly onValue: (value: PromiseThen['escalate']['priority']) => void }) {
  const { find } = useWords()
  return <Select label={label} value={value ?? 'none'} options={[{ value: 'none', label: none }, ...priorityValues.map((one) => ({ value: one, label: find(`labels.${one}`) ?? one }))]} onValue={(one) => onValue(one === 'none' ? null : one)} />
}

function Minutes({ label, value, onValue }: { readonly label: string; readonly value: number | null; readonly onValue: (value: number | null) => void }) {
  const { t } = useWords()
  return <TextField label={label} hint={t('deciding.openMinutes')} type="number" min={1} value={value ?? ''} onChange={(event) => onValue(numberOrNull(event.target.value))} />
}

function PromiseForm({ then, onThen }: Part<PromiseThen>) {
  const { t } = useWords()
  return (
    <>
      <div className={css.row}>
        <Minutes label={t('deciding.firstReply')} value={then.firstReplyMinutes} onValue={(firstReplyMinutes) => onThen({ ...then, firstReplyMinutes })} />
        <Minutes label={t('deciding.nextReply')} value={then.nextReplyMinutes} onValue={(nextReplyMinutes) => onThen({ ...then, nextReplyMinutes })} />
        <Minutes label={t('deciding.resolution')} value={then.resolutionMinutes} onValue={(resolutionMinutes) => onThen({ ...then, resolutionMinutes })} />
      </div>
      <TextField label={t('deciding.warn')} type="number" min={1} value={then.warnMinutes ?? ''} onChange={(event) => onThen({ ...then, warnMinutes: numberOrNull(event.target.value) })} />
      <Checkbox label={t('deciding.toLead')} checked={then.escalate.toLead} onChange={(event) => onThen({ ...then, escalate: { ...then.escalate, toLead: event.target.checked } })} />
      <PriorityChoice label={t('deciding.raiseTo')} none={t('deciding.notRaised')} value={then.escalate.priority} onValue={(priority) => onThen({ ...then, escalate: { ...then.escalate, priority } })} />
    </>
  )
}

const useTeams = () => useQuery(apiQuery('/teams')).data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []

function RoutingForm({ then, onThen }: Part<Thens['routing']>) {
  const { t } = useWords()
  const teams = useTeams()
  return (
    <>
      <fieldset className={css.group}><legend>{t('deciding.toTeams')}</legend><span className={css.quiet}>{t('deciding.toTeamsHint')}</span><Ticks options={teams} value={then.teams} onValue={(chosen) => onThen({ ...then, teams: chosen })} /></fieldset>
      <Select label={t('deciding.how')} value={then.how} options={[{ value: 'balanced', label: t('deciding.how_balanced') }, { value: 'round-robin', label: t('deciding.how_roundRobin') }, { value: 'team', label: t('deciding.how_team') }]} onValue={(how) => onThen({ ...then, how })} />
      <CommaField label={t('deciding.needsSkills')} hint={t('deciding.skillsHint')} value={then.skills} onValue={(skills) => onThen({ ...then, skills })} />
      <Checkbox label={t('deciding.speaks')} checked={then.speaksTheirLanguage} onChange={(event) => onThen({ ...then, speaksTheirLanguage: event.target.checked })} />
      <PriorityChoice label={t('deciding.priority')} none={t('deciding.asItIs')} value={then.priority} onValue={(priority) => onThen({ ...then, priority })} />
    </>
  )
}

const roleWords = { owner: 'deciding.role_owner', manager: 'deciding.role_manager', agent: 'deciding.role_agent', analyst: 'deciding.role_analyst', guest: 'deciding.role_guest' } as const

function GroupForm({ group, onGroup }: { readonly group: Group; readonly onGroup: (group: Group) => void }) {
  const { t } = useWords()
  const teams = useTeams()
  return (
    <>
      {teams.length > 0 && <fieldset className={css.group}><legend>{t('deciding.goTeams')}</legend><Ticks options={teams} value={group.teams} onValue={(chosen) => onGroup({ ...group, teams: chosen })} /></fieldset>}
      <fieldset className={css.group}><legend>{t('deciding.roles')}</legend><Ticks options={(['owner', 'manager', 'agent'] as const).map((role) => ({ value: role, label: t(roleWords[role]) }))} value={group.roles} onValue={(roles) => onGroup({ ...group, roles: roles as Group['roles'] })} /></fieldset>
      <CommaField label={t('deciding.certificatesAsked')} hint={t('deciding.valuesHint')} value={group.certificates} onValue={(certificates) => onGroup({ ...group, certificates })} />
    </>
  )
}

function EngagementForm({ then, onThen }: Part<Thens['engagement']>) {
  const { t } = useWords()
  const { data: playbooks } = useQuery(apiQuery('/playbooks'))
  const [first = { says: [], what: 'warn' as const, because: '' }, ...others] = then.forbidden
  const forbid = (change: Partial<typeof first>): void => {
    const next = { ...first, ...change }
    onThen({ ...then, forbidden: next.says.length === 0 && others.length === 0 ? [] : [next, ...others] })
  }
  return (
    <>
      <Select label={t('deciding.mayAnswer')} value={then.mayAnswer === null ? 'all' : 'some'} options={[{ value: 'all', label: t('deciding.anybody') }, { value: 'some', label: t('deciding.onlyThese') }]} onValue={(value) => onThen({ ...then, mayAnswer: value === 'all' ? null : nobody })} />
      {then.mayAnswer !== null && <GroupForm group={then.mayAnswer} onGroup={(mayAnswer) => onThen({ ...then, mayAnswer })} />}
      <Select label={t('deciding.approval')} value={then.approval === null ? 'none' : 'some'} options={[{ value: 'none', label: t('deciding.noApproval') }, { value: 'some', label: t('deciding.approvalOf') }]} onValue={(value) => onThen({ ...then, approval: value === 'none' ? null : { of: { ...nobody, roles: ['manager'] }, count: 1, expiresMinutes: 1_440, exempt: null } })} />
      {then.approval !== null && (
        <>
          <GroupForm group={then.approval.of} onGroup={(of) => { if (then.approval) onThen({ ...then, approval: { ...then.approval, of } }) }} />
          <div className={css.row}>
            <TextField label={t('deciding.count')} type="number" min={1} max={5} value={then.approval.count} onChange={(event) => { if (then.approval) onThen({ ...then, approval: { ...then.approval, count: numberOrNull(event.target.value) ?? 1 } }) }} />
            <TextField label={t('deciding.expires')} type="number" min={5} value={then.approval.expiresMinutes} onChange={(event) => { if (then.approval) onThen({ ...then, approval: { ...then.approval, expiresMinutes: numberOrNull(event.target.value) ?? 1_440 } }) }} />
          </div>
        </>
      )}
      <Select label={t('deciding.playbook')} value={then.playbook ?? 'none'} options={[{ value: 'none', label: t('deciding.noPlaybook') }, ...(playbooks?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))]} onValue={(value) => onThen({ ...then, playbook: value === 'none' ? null : value })} />
      <CommaField label={t('deciding.forbidden')} hint={t('deciding.forbiddenHint')} value={first.says} onValue={(says) => forbid({ says })} />
      {then.forbidden.length > 0 && (
        <div className={css.row}>
          <Select label={t('deciding.forbiddenWhat')} value={first.what} options={[{ value: 'warn', label: t('deciding.warnOnly') }, { value: 'refuse', label: t('deciding.refuse') }]} onValue={(what) => forbid({ what })} />
          <TextField label={t('deciding.forbiddenWhy')} value={first.because} maxLength={300} onChange={(event) => forbid({ because: event.target.value })} />
        </div>
      )}
    </>
  )
}

function CaseForm({ then, onThen }: Part<CaseThen>) {
  const { t } = useWords()
  const teams = useTeams()
  return (
    <>
      <TextField label={t('deciding.caseTitle')} value={then.title} maxLength={200} onChange={(event) => onThen({ ...then, title: event.target.value })} />
      <Select label={t('deciding.team')} value={then.team ?? 'none'} options={[{ value: 'none', label: t('deciding.noTeam') }, ...teams]} onValue={(value) => onThen({ ...then, team: value === 'none' ? null : value })} />
      <TextField label={t('deciding.promiseHours')} type="number" min={1} value={then.promiseHours ?? ''} onChange={(event) => onThen({ ...then, promiseHours: numberOrNull(event.target.value) })} />
    </>
  )
}

export function ThenForm<K extends Kind>({ kind, then, onThen }: { readonly kind: K } & Part<Thens[K]>) {
  const { t } = useWords()

  const part = { then, onThen } as unknown
  return (
    <fieldset className={css.group}>
      <legend>{t('deciding.then')}</legend>
      {kind === 'promise' && <PromiseForm {...part as Part<PromiseThen>} />}
      {kind === 'routing' && <RoutingForm {...part as Part<Thens['routing']>} />}
      {kind === 'engagement' && <EngagementForm {...part as Part<Thens['engagement']>} />}
      {kind === 'case' && <CaseForm {...part as Part<CaseThen>} />}
    </fieldset>
  )
}
