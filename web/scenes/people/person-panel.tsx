/** Beside the timeline: what is known and said about somebody, to be read and changed. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { apiQuery } from '../../api/queries.ts'
import { dateIn } from '../../charts/zoned-time.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Badge } from '../../components/badge.tsx'
import { Button, IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Menu, separator } from '../../components/menu.tsx'
import { FaultState, Skeleton } from '../../components/states.tsx'
import { TextArea, TextField } from '../../components/text-field.tsx'
import { Time } from '../../components/time.tsx'
import { focused } from '../../hooks/focused.ts'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useWords } from '../../words/words.tsx'
import { PersonCompanies } from './person-companies.tsx'
import { PersonConversations, useOpenConversations } from './person-conversations.tsx'
import { PersonConsents } from './person-consents.tsx'
import { PersonHabits } from './person-habits.tsx'
import { PersonLife } from './person-life.tsx'
import css from './person-panel.module.css'
import { PersonTraits } from './person-traits.tsx'
import { StageMark } from './stage-mark.tsx'
import { useDeed, type Profile } from './use-deed.ts'
import { useLifeCycle, useMembers } from './use-life-cycle.ts'

export interface PartProps {
  readonly id: string
  readonly profile: Profile
}

export function PersonPanel({ id, name }: { readonly id: string; readonly name: string }) {
  const { data: profile, error, refetch } = useQuery(apiQuery('/people/{id}/profile', { params: { id } }))
  if (error && !profile) return <div className={css.panel}><FaultState compact fault={error} onRetry={() => void refetch()} /></div>
  if (!profile) return <div className={css.panel}><Skeleton lines={6} /></div>
  const part = { id, profile }
  return (
    <div className={css.panel}>
      <Basics {...part} />
      <Tasks {...part} />
      <Notes {...part} />
      <PersonTraits {...part} />
      <PersonLife {...part} />
      <PersonCompanies {...part} />
      <PersonConsents id={id} name={name} />
      <Partners id={id} />
      <PersonHabits id={id} />
    </div>
  )
}

/** Owner, stage, tags, one of us. */
function Basics({ id, profile }: PartProps) {
  const { t } = useWords()
  const may = useMember().may('people.manage')
  const deed = useDeed(id)
  const members = useMembers()
  const { stages, nameOf } = useLifeCycle()
  const [tag, setTag] = useState('')
  const owner = profile.owner?.value ?? null
  const { stage, hold } = profile.life
  const addTag = (event: FormEvent): void => {
    event.preventDefault()
    const wanted = tag.trim()
    if (wanted !== '') void deed({ is: 'tag', tag: wanted }, t('profile.tagAdded', { tag: wanted })).then((done) => { if (done) setTag('') })
  }
  return (
    <section aria-label={t('profile.basics')}>
      <dl className={css.pairs}>
        <dt>{t('profile.owner')}</dt>
        <dd>{may
          ? <Menu align="start" trigger={<Button size="s" after="down">{owner === null ? t('profile.nobody') : members.nameOf(owner)}</Button>} items={[{ id: ' none', label: t('profile.nobody'), chosen: owner === null, onSelect: () => void deed({ is: 'owner', owner: null }, t('profile.ownerTaken')) }, ...members.list.map((member) => ({ id: member.id, label: member.name, chosen: member.id === owner, onSelect: () => void deed({ is: 'owner', owner: member.id }, t('profile.ownerGiven', { name: member.name })) }))]} />
          : owner === null ? t('profile.nobody') : members.nameOf(owner)}</dd>
        <dt>{t('profile.stage')}</dt>
        <dd>
          {may
            ? <Menu align="start" trigger={<Button size="s" after="down">{stage === null ? t('profile.oneOfUs') : nameOf(stage)}</Button>} items={[...stages.map((one) => ({ id: one.id, label: nameOf(one.id), chosen: one.id === stage, onSelect: () => void deed({ is: 'stage', stage: one.id }, t('profile.stageHeld', { stage: nameOf(one.id) })) })), ...(hold ? [separator, { id: ' release', label: t('profile.release'), onSelect: () => void deed({ is: 'stage', stage: null }, t('profile.released')) }] as const : [])]} />
            : stage !== null && <StageMark id={stage} held={hold !== null} />}
          {hold && <span className={css.quiet}>{t('profile.heldBy', { name: hold.by ?? '' })}</span>}
        </dd>
        <dt>{t('profile.tags')}</dt>
        <dd>
          {profile.tags.map((one) => <span key={one.value} className={css.tag} title={one.by ?? one.source}>{one.value}{may && <button type="button" aria-label={t('profile.takeTagNamed', { tag: one.value })} onClick={() => void deed({ is: 'untag', tag: one.value }, t('profile.tagTaken', { tag: one.value }))}><Icon name="close" size={12} /></button>}</span>)}
          {may && <form onSubmit={addTag}><TextField label={t('profile.addTag')} quietLabel placeholder={t('profile.addTag')} value={tag} maxLength={60} onChange={(event) => setTag(event.target.value.replaceAll(',', ''))} /></form>}
        </dd>
        <dt>{t('profile.ours')}</dt>
        <dd>
          {may
            ? <Button size="s" icon={profile.ours.holds ? 'check' : undefined} aria-pressed={profile.ours.holds} onClick={() => void deed({ is: 'ours', ours: !profile.ours.holds }, t(profile.ours.holds ? 'profile.nowTheirs' : 'profile.nowOurs'))}>{t('profile.oneOfUs')}</Button>
            : t(profile.ours.holds ? 'profile.oneOfUs' : 'profile.notOurs')}
          {profile.ours.holds && profile.ours.byHand === null && <span className={css.quiet}>{t('profile.oursBecause')}</span>}
        </dd>
      </dl>
    </section>
  )
}

/** What will happen next, as far as anything says so: conversations that are open, tasks that are due, the purchase that is expected. */
function Tasks({ id, profile }: PartProps) {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const may = me.may('people.manage')
  const deed = useDeed(id)
  const members = useMembers()
  const [isAdding, setAdding] = useState(false)
  const [title, setTitle] = useState('')
  const [due, setDue] = useState('')
  const [owner, setOwner] = useState(me.id)
  const today = dateIn(words.zone, useNow())
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (title.trim() === '') return
    void deed({ is: 'task', title: title.trim(), due: due === '' ? null : due, owner: owner === '' ? null : owner }, t('profile.taskAdded')).then((done) => { if (done) { setAdding(false); setTitle(''); setDue('') } })
  }
  const { nextAt, alive } = profile.value
  const open = useOpenConversations(id)
  return (
    <section>
      <h2 className={css.heading}>{t('profile.next')}{may && <Button size="s" look="plain" icon="plus" onClick={() => setAdding(!isAdding)}>{t('profile.task')}</Button>}</h2>
      <div className={css.stack}>
        {isAdding && (
          <form className={css.form} onSubmit={send}>
            <TextField label={t('profile.taskTitle')} value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} ref={focused} />
            <div className={css.formRow}>
              <TextField label={t('profile.due')} type="date" value={due} onChange={(event) => setDue(event.target.value)} />
              <label className={css.form}><span className={css.quiet}>{t('profile.owner')}</span><select value={owner} onChange={(event) => setOwner(event.target.value)}><option value="">{t('profile.nobody')}</option>{members.list.map((member) => <option key={member.id} value={member.id}>{member.name}</option>)}</select></label>
              <Button look="primary" type="submit" disabled={title.trim() === ''}>{t('common.save')}</Button>
            </div>
          </form>
        )}
        {open && <PersonConversations person={id} open={open} />}
        {profile.tasks.map((task) => (
          <div key={task.entry} className={css.task} data-done={task.value.doneAt !== null || undefined}>
            <input type="checkbox" checked={task.value.doneAt !== null} disabled={!may || task.entry === null} aria-label={t('profile.taskDone', { task: task.value.title })} onChange={(event) => { if (task.entry) void deed({ is: 'task-done', entry: task.entry, done: event.target.checked }, t(event.target.checked ? 'profile.taskNowDone' : 'profile.taskOpen')) }} />
            <span><span className={css.what}>{task.value.title}</span>{' '}
              <span className={css.quiet}>{task.value.due !== null && <span className={task.value.doneAt === null && task.value.due < today ? css.late : undefined}>{words.day(new Date(`${task.value.due}T12:00:00Z`))}{task.value.doneAt === null && task.value.due < today && ` · ${t('profile.overdue')}`} </span>}{task.value.owner !== null && members.nameOf(task.value.owner)}</span>
            </span>
            {may && task.entry !== null && <IconButton size="s" icon="remove" label={t('common.remove')} onClick={() => void deed({ is: 'take-back', entry: task.entry ?? '' }, t('profile.taskRemoved'))} />}
          </div>
        ))}
        {nextAt !== null && <p className={css.expected}><Icon name="calendar" size={14} /><span>{t('profile.nextPurchaseAbout', { day: words.day(new Date(nextAt)) })} <span className={css.quiet}>{alive !== null && t('profile.stillCustomer', { share: words.percent(alive) })}</span></span></p>}
        {profile.tasks.length === 0 && nextAt === null && !isAdding && (open === undefined || open.items.length === 0) && <p className={css.why}>{t(open === undefined ? 'profile.nextNothing' : 'profile.nextNothingOpen')}</p>}
      </div>
    </section>
  )
}

function Notes({ id, profile }: PartProps) {
  const { t } = useWords()
  const may = useMember().may('people.manage')
  const deed = useDeed(id)
  const [text, setText] = useState('')
  const [editing, setEditing] = useState<string | null>(null)
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '') return
    void deed({ is: 'note', text: text.trim(), ...(editing === null ? {} : { entry: editing }) }, t('profile.noteKept')).then((done) => { if (done) { setText(''); setEditing(null) } })
  }
  return (
    <section>
      <h2 className={css.heading}>{t('profile.notes')}</h2>
      <div className={css.stack}>
        {profile.notes.filter((note) => note.entry !== editing).map((note) => (
          <div key={note.entry} className={css.note}>
            <p dir="auto">{note.value}</p>
            <footer>
              {note.by ?? note.source} · <Time at={note.at} />
              {may && note.entry !== null && <><IconButton size="s" icon="edit" label={t('common.edit')} onClick={() => { setEditing(note.entry); setText(note.value) }} /><IconButton size="s" icon="remove" label={t('common.remove')} onClick={() => void deed({ is: 'take-back', entry: note.entry ?? '' }, t('profile.noteRemoved'))} /></>}
            </footer>
          </div>
        ))}
        {may && (
          <form className={css.form} onSubmit={send}>
            <TextArea label={t('profile.note')} quietLabel placeholder={t('profile.notePlaceholder')} rows={2} value={text} maxLength={20_000} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send(event) }} />
            {text.trim() !== '' && <div className={css.formRow}><span /><Button size="s" onClick={() => { setText(''); setEditing(null) }}>{t('common.cancel')}</Button><Button size="s" look="primary" type="submit">{t('common.save')}</Button></div>}
          </form>
        )}
      </div>
    </section>
  )
}

/** Whom they talk with, both ways. */
function Partners({ id }: { readonly id: string }) {
  const { t } = useWords()
  const { data } = useQuery(apiQuery('/people/{id}/partners', { params: { id } }))
  if (!data || data.items.length === 0) return null
  return (
    <section>
      <h2 className={css.heading}>{t('profile.talksWith')}</h2>
      <div className={css.people}>
        {data.items.slice(0, 8).map((one) => (
          <Link key={one.id} to="/people/$id" params={{ id: one.id }} className={css.person}>
            <Avatar id={one.id} name={one.name} picture={one.avatar} />
            <span><bdi>{one.name}</bdi> {one.ours && <Badge tone="accent">{t('profile.oneOfUs')}</Badge>}</span>
            <span className={css.quiet} title={t('profile.talkBoth', { to: one.toThem, from: one.fromThem })}>→ {one.toThem} · ← {one.fromThem}</span>
          </Link>
        ))}
      </div>
    </section>
  )
}
