/** Conversations: what reaches our accounts, answered by the whole company. */
import { openConversations, type Conversations } from '../modules/conversations/index.ts'
import { allMembers, companyOf, type MemberTables } from '../modules/members/index.ts'
import type { Outgoing } from '../modules/outgoing/index.ts'
import { addressHashes, identitiesNamed, identitiesOf, knownPeople, mayContactAddress } from '../modules/people/index.ts'
import { may, type Actor } from '../kernel/permission.ts'
import type { WiredAccounts } from './accounts.ts'
import type { Ground } from './ground.ts'

/** Why an address may not be written to, in a sentence. */
const because = { suppressed: 'They asked not to be contacted, or the address does not work.', withdrawn: 'They said no.', expired: 'Their yes is too old.', 'never-asked': 'They have not said yes.', granted: '', 'no-consent-needed': '', 'unknown-purpose': 'The purpose is not known.' } as const

export function wireConversations(ground: Ground, { accounts, outgoing }: { accounts: WiredAccounts; outgoing: Outgoing }): Conversations {
  const { db, clock, log, seal, fetch, notifications, config, pictures, stream, history } = ground
  const hashes = addressHashes(ground.secret('addresses'))
  const members = db.withTables<MemberTables>()
  const conversations = openConversations({
    db, clock, log, seal, fetch, notifications, files: ground.messageFiles, publicUrl: config.publicUrl, picture: pictures.address, accounts, telling: outgoing, hooks: [],
    people: {
      known: knownPeople, identitiesNamed, identitiesOf: async (on, person) => (await identitiesOf(on, person)).map(({ id }) => id),
      mayContact: async (on, address) => {
        const answer = await mayContactAddress(on, hashes, address, 'service', clock.now())
        return { may: answer.may, because: answer.may ? null : because[answer.because.is] }
      },
    },
    company: () => companyOf(members),
    members: {
      all: async () => (await allMembers(members)).map(({ id, name, email, language, suspended, role }) => {
        const actor: Actor = { kind: 'member', id, name, role }
        return { id, name, email, language, active: !suspended && may(actor, 'conversations.read'), mayAnswer: may(actor, 'conversations.answer') }
      }),
    },
    // Until a company has teams, everybody with the permission reads everything.
    teams: { of: () => Promise.resolve([]), all: () => Promise.resolve([]) },
    governance: { scopeOf: () => Promise.resolve({ all: true }) },
    said: {
      find: async (id, at) => {
        const [kept] = await history.interactions([{ id, at }])
        if (!kept || kept.private) return null
        const { channel, externalId, kind, direction, author, text, title, url, language, media, relations, identity } = kept
        return { id, identity, language, channel, externalId, kind, direction, author, at: kept.at, text, media: [...media], relations: [...relations], ...(title === null ? {} : { title }), ...(url === null ? {} : { url }) }
      },
    },
    takeInSent: (interaction, alongside) => stream.append([{ is: 'said', at: clock.now(), origin: `account:${interaction.message?.account ?? ''}`, interaction }], alongside),
  })
  ground.begin('work', (signal) => conversations.run(signal))
  ground.tidy(() => conversations.tidy())
  return conversations
}
