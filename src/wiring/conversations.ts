/** Conversations: what reaches our accounts, answered by the whole company. */
import { keptTeams, openConversations, openDeciding, teamIdsOf, type Colleague, type Conversations, type Deciding, type Governance, type People } from '../modules/conversations/index.ts'
import { listTopics } from '../modules/listening/index.ts'
import { allMembers, companyOf, type MemberTables } from '../modules/members/index.ts'
import type { Outgoing } from '../modules/outgoing/index.ts'
import { addressHashes, boughtSince, identitiesNamed, identitiesOf, knownPeople, mayContactAddress } from '../modules/people/index.ts'
import { may, type Actor } from '../kernel/permission.ts'
import type { WiredAccounts } from './accounts.ts'
import type { Ground } from './ground.ts'
import { recent } from './recent.ts'

/** Why an address may not be written to, in a sentence. */
const because = { suppressed: 'They asked not to be contacted, or the address does not work.', withdrawn: 'They said no.', expired: 'Their yes is too old.', 'never-asked': 'They have not said yes.', granted: '', 'no-consent-needed': '', 'unknown-purpose': 'The purpose is not known.' } as const

export interface WiredConversations extends Conversations {
  /** Teams, promises, routing, rules of engagement, cases, satisfaction. */
  readonly deciding: Deciding
}

export function wireConversations(ground: Ground, { accounts, outgoing }: { accounts: WiredAccounts; outgoing: Outgoing }): WiredConversations {
  const { db, clock, log, seal, fetch, notifications, config, pictures, stream, history } = ground
  const hashes = addressHashes(ground.secret('addresses'))
  const members = db.withTables<MemberTables>()
  const people: People = {
    known: knownPeople, identitiesNamed, identitiesOf: async (on, person) => (await identitiesOf(on, person)).map(({ id }) => id),
    mayContact: async (on, address) => {
      const answer = await mayContactAddress(on, hashes, address, 'service', clock.now())
      return { may: answer.may, because: answer.may ? null : because[answer.because.is] }
    },
  }
  // Who is here and what topics are called may be some seconds old.
  const roster = recent(clock, 3_000, () => allMembers(members))
  const topics = recent(clock, 3_000, () => listTopics(db))
  const colleagues = {
    all: async (): Promise<Colleague[]> => (await roster()).map(({ id, name, email, language, suspended, role, scopes }) => {
      const actor: Actor = { kind: 'member', id, name, role, ...(scopes === null ? {} : { scopes }) }
      return { id, name, email, language, active: !suspended && may(actor, 'conversations.read'), mayAnswer: may(actor, 'conversations.answer') }
    }),
  }
  const governance: Governance = {
    scopeOf: async ({ id, reach }) => {
      if (reach === undefined) return { all: true }
      const teams = reach.teams === 'own' ? await teamIdsOf(db, id) : reach.teams
      return { all: false, member: id, accounts: reach.accounts, teams, labels: reach.labels, teamless: reach.teamless }
    },
  }
  const deciding = openDeciding({
    governance, db, clock, log, deeds: () => conversations.deeds, accounts, members: colleagues, people,
    lastSeen: async () => new Map((await roster()).flatMap(({ id, lastSeenAt }) => (lastSeenAt === null ? [] : [[id, lastSeenAt] as const]))),
    rolesOf: async () => new Map((await roster()).map(({ id, role }) => [id, role])),
    topicNames: async () => new Map((await topics()).map(({ id, name }) => [id, name])),
    boughtSince, announce: (tx, event) => outgoing.announce(tx, event), publicUrl: config.publicUrl, linkKey: ground.secret('links'),
    company: async () => (await companyOf(members)) || new URL(config.publicUrl).host,
  })
  const conversations: Conversations = openConversations({
    db, clock, log, seal, fetch, notifications, files: ground.messageFiles, publicUrl: config.publicUrl, picture: pictures.address, accounts, telling: outgoing, hooks: [deciding.hooks], people, members: colleagues, company: () => companyOf(members),
    teams: { of: teamIdsOf, all: keptTeams },
    governance,
    said: {
      find: async (id, at) => {
        const [kept] = await history.interactions([{ id, at }])
        if (!kept || kept.private) return null
        const { channel, externalId, kind, direction, author, text, title, url, language, media, facets, relations, identity } = kept
        return { id, identity, language, channel, externalId, kind, direction, author, at: kept.at, text, media: [...media], facets: [...facets], relations: [...relations], ...(title === null ? {} : { title }), ...(url === null ? {} : { url }) }
      },
    },
    takeInSent: (interaction, alongside) => stream.append([{ is: 'said', at: clock.now(), origin: `account:${interaction.message?.account ?? ''}`, interaction }], alongside),
  })
  accounts.onTyping((account, thread, isTyping) => conversations.personTypes(account, thread, isTyping))
  ground.begin('work', (signal) => conversations.run(signal))
  ground.begin('work', (signal) => deciding.run(signal))
  ground.tidy(() => conversations.tidy())
  return { ...conversations, deciding }
}
