/** The person beside their conversation: who they are, what they are worth, how they feel, how they answer, what was before. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../../api/queries.ts'
import type { Conversation, Labels, WholeConversation } from '../../../api/routes.ts'
import { Avatar } from '../../../components/avatar.tsx'
import { Badge } from '../../../components/badge.tsx'
import { IconButton, LinkButton } from '../../../components/button.tsx'
import { IdentityChip } from '../../../components/channel-mark.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Skeleton } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useNow } from '../../../hooks/now.ts'
import { SentimentShape } from '../../../mentions/label-marks.tsx'
import { labelWord, labelWords } from '../../../mentions/label-words.ts'
import { localeFor } from '../../../words/formats.ts'
import { useWords } from '../../../words/words.tsx'
import { money } from '../../people/money.ts'
import { purposeName } from '../../people/person-consents.tsx'
import { StageMark } from '../../people/stage-mark.tsx'
import { nameOf } from '../names.ts'
import { spanWords } from '../list/when.tsx'
import { useOthers } from '../thread/use-presence.ts'
import { handleWords } from '../../../mentions/handle-words.ts'
import { Beside } from './beside.tsx'
import css from './person-pane.module.css'

interface Props {
  readonly conversation: WholeConversation
  readonly onOpen: (id: string) => void
  readonly onHide: () => void
}

export function PersonPane({ conversation, onOpen, onHide }: Props) {
  const { t } = useWords()
  const me = useMember()
  const { with: party } = conversation
  const name = nameOf(party) || t('inbox.somebody')
  const others = useOthers(conversation.id)
  return (
    <div className={css.pane}>
      <header className={css.top}>
        <Avatar id={party?.identity ?? conversation.id} name={name} picture={party?.avatar} size="l" />
        {party !== null && me.may('people.read') ? <Known conversation={conversation} person={party.person} name={name} /> : <div className={css.who}><bdi className={css.name}>{name}</bdi></div>}
        <IconButton size="s" icon="close" label={t('inbox.hidePerson')} onClick={onHide} />
      </header>
      {party !== null && me.may('people.read') ? <Facts conversation={conversation} person={party.person} /> : <Identities items={conversation.participants} />}
      <Beside conversation={conversation.id} revision={conversation.revision} />
      {party !== null && <Before person={party.person} current={conversation.id} onOpen={onOpen} />}
      {party !== null && me.may('people.read') && <Notes person={party.person} />}
      {others.length > 0 && (
        <section>
          <h3 className={css.heading}>{t('inbox.lookingNow')}</h3>
          <div className={css.stack}>{others.map((one) => <p key={one.member} className={css.looking}><Avatar id={one.member} name={one.name} size="s" />{t(one.doing === 'writes' ? 'inbox.isWriting' : 'inbox.isReading', { name: one.name })}</p>)}</div>
        </section>
      )}
    </div>
  )
}

function Known({ conversation, person, name }: { readonly conversation: Conversation; readonly person: string; readonly name: string }) {
  const words = useWords()
  const now = useNow()
  const profile = useQuery(apiQuery('/people/{id}/profile', { params: { id: person } })).data
  const habits = useQuery(apiQuery('/people/{id}/habits', { params: { id: person } })).data
  const stage = profile?.life.stage ?? conversation.stage
  const zone = habits !== undefined && habits.zone.from !== 'unknown' ? habits.zone.zone : null
  const there = zone === null ? null : new Intl.DateTimeFormat(localeFor(words.language, navigator.languages), { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(now)
  return (
    <div className={css.who}>
      <Link to="/people/$id" params={{ id: person }} className={css.name} title={words.t('inbox.toPerson')}><bdi>{name}</bdi></Link>
      <p className={css.about}>
        {stage !== null && <StageMark id={stage} held={profile?.life.hold !== null && profile?.life.hold !== undefined} />}
        {profile?.ours.holds === true && <Badge tone="accent">{words.t('profile.oneOfUs')}</Badge>}
        {there !== null && <span>{words.t('inbox.timeThere', { time: there })}</span>}
        {conversation.language !== null && conversation.language !== 'und' && <span>{words.languageName(conversation.language)}</span>}
      </p>
    </div>
  )
}

type Party = Pick<WholeConversation['participants'][number], 'identity' | 'channel' | 'handle' | 'name' | 'externalId'>

function Identities({ items }: { readonly items: readonly Party[] }) {
  const { t } = useWords()
  return <ul className={css.identities} aria-label={t('people.identities')}>{items.slice(0, 8).map((one) => <li key={one.identity}><IdentityChip channel={one.channel}>{one.handle === null ? one.externalId : handleWords(one.handle)}</IdentityChip></li>)}</ul>
}

function Facts({ conversation, person: id }: { readonly conversation: WholeConversation; readonly person: string }) {
  const words = useWords()
  const { t } = words
  const person = useQuery(apiQuery('/people/{id}', { params: { id } }))
  const profile = useQuery(apiQuery('/people/{id}/profile', { params: { id } })).data
  const habits = useQuery(apiQuery('/people/{id}/habits', { params: { id } })).data
  const consents = useQuery(apiQuery('/people/{id}/consents', { params: { id } })).data
  const purposes = useQuery({ ...apiQuery('/purposes'), staleTime: 300_000 }).data?.items ?? []
  const identities = person.data === undefined ? conversation.participants : person.data.identities.map((one) => ({ identity: one.id, channel: one.channel, handle: one.handle ?? null, name: one.name ?? null, externalId: one.externalId }))
  if (person.isLoading) return <Skeleton lines={5} />
  const value = profile?.value
  const here = habits?.channels.find((one) => one.channel === conversation.channel) ?? habits?.channels.find((one) => one.answerHours !== null)
  const best = habits?.best ?? null
  const answers = [...(here?.answerHours ? [t('inbox.answersIn', { time: spanWords(here.answerHours.median * 3_600_000, words) })] : []), ...(best === null ? [] : [t('inbox.bestHours', { from: String(best.fromHour).padStart(2, '0'), to: String(best.toHour).padStart(2, '0') })])]
  const standing = [...Map.groupBy(consents?.standing ?? [], (one) => one.purpose)].map(([purpose, list]) => ({ purpose, may: list.some((one) => one.answer.may) }))
  const followers = person.data?.identities.reduce((sum, one) => sum + (one.followers ?? 0), 0) ?? 0
  return (
    <>
      <Identities items={identities} />
      <dl className={css.facts}>
        {value !== undefined && value.count > 0 && <><dt>{t('inbox.value')}</dt><dd>{money(value.spentMinor, value.currency, words.language)} <span className={css.quiet}>{t('profile.bought', { n: value.count })}</span></dd></>}
        {value?.state === 'ready' && value.expectedMinor !== null && <><dt>{t('profile.expected')}</dt><dd>{money(value.expectedMinor, value.currency, words.language)}</dd></>}
        <Course person={id} />
        {answers.length > 0 && <><dt>{t('inbox.answers')}</dt><dd>{answers.join(', ')}</dd></>}
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a mark that is read as a word */}
        {standing.length > 0 && <><dt>{t('inbox.consent')}</dt><dd>{standing.map(({ purpose, may }, index) => { const known = purposes.find((one) => one.id === purpose); return <span key={purpose}>{index > 0 && ', '}{known === undefined ? purpose : purposeName(known, words.language)} <span title={t(may ? 'privacy.may' : 'privacy.mayNot')} role="img" aria-label={t(may ? 'privacy.may' : 'privacy.mayNot')}>{may ? '✓' : '✕'}</span></span> })}</dd></>}
        {followers > 0 && <><dt>{t('people.figureFollowers')}</dt><dd>{words.compact(followers)}</dd></>}
        {profile !== undefined && profile.tags.length > 0 && <><dt>{t('profile.tags')}</dt><dd>{words.list(profile.tags.map((one) => one.value))}</dd></>}
        {profile !== undefined && profile.companies.length > 0 && <><dt>{t('profile.companies')}</dt><dd>{words.list(profile.companies.map((one) => one.name))}</dd></>}
      </dl>
    </>
  )
}

const conversationsOf = (person: string) => apiQuery('/conversations', { query: { view: 'all', person, limit: 12 } })

/** How they felt in one conversation after another, the latest last: a shape each. */
function Course({ person }: { readonly person: string }) {
  const { t } = useWords()
  const { data } = useQuery(conversationsOf(person))
  const felt = (data?.items ?? []).flatMap((one) => (one.sentiment !== null && one.sentiment in labelWords.sentiment ? [{ id: one.id, sentiment: one.sentiment as Labels['sentiment'] }] : [])).toReversed()
  const last = felt.at(-1)
  if (last === undefined) return null
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn shapes that mean one thing together
  return <><dt>{t('labels.sentiment')}</dt><dd><span className={css.course} role="img" aria-label={felt.map((one) => t(labelWord('sentiment', one.sentiment))).join(', ')}>{felt.map((one) => <SentimentShape key={one.id} sentiment={one.sentiment} />)}</span> <span className={css.quiet}>{t('inbox.feltLast', { how: t(labelWord('sentiment', last.sentiment)) })}</span></dd></>
}

function Before({ person, current, onOpen }: { readonly person: string; readonly current: string; readonly onOpen: (id: string) => void }) {
  const { t } = useWords()
  const { data } = useQuery(conversationsOf(person))
  const others = (data?.items ?? []).filter((one) => one.id !== current)
  if (others.length === 0) return null
  return (
    <section>
      <h3 className={css.heading}>{t('inbox.before')}</h3>
      <ul className={css.list}>
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" className={css.earlier} data-open={one.state !== 'closed' || undefined} onClick={() => onOpen(one.id)}>
              <Icon name={one.state === 'closed' ? 'check' : 'inbox'} size={14} />
              <span className={css.subject} dir="auto">{one.subject || one.lastWords || `#${one.number}`}</span>
              <Time at={one.lastAt} className={css.quiet} />
            </button>
          </li>
        ))}
      </ul>
      {data?.next !== null && data !== undefined && <LinkButton size="s" look="plain" to="/inbox" search={{ view: 'all', person, open: current }}>{t('inbox.allTheirs')}</LinkButton>}
    </section>
  )
}

function Notes({ person }: { readonly person: string }) {
  const { t } = useWords()
  const profile = useQuery(apiQuery('/people/{id}/profile', { params: { id: person } })).data
  if (profile === undefined || profile.notes.length === 0) return null
  return (
    <section>
      <h3 className={css.heading}>{t('profile.notes')}</h3>
      <div className={css.stack}>{profile.notes.slice(0, 4).map((note) => <div key={note.entry ?? note.at} className={css.note}><p dir="auto">{note.value}</p><footer>{note.by ?? note.source} · <Time at={note.at} /></footer></div>)}</div>
    </section>
  )
}
