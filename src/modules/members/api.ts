/** The routes of the installation, members, invitations and keys, as data. */
import { z } from 'zod'
import { route } from '../../platform/http/route.ts'
import { permissions, roles } from '../../kernel/permission.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })
const password = z.string().min(10, 'a password has at least 10 characters').max(256)
const email = z.email('an address such as name@company.example')
const name = z.string().trim().min(1).max(120)
const role = z.enum(roles)
const custom = z.object({ id: z.string(), name: z.string() })

const ids = z.array(z.guid()).max(200)
export const reachView = z.object({
  accounts: ids.describe('Of these accounts.'),
  teams: z.union([z.literal('own'), ids]).describe('Of these teams, or of the member\'s own.'),
  labels: ids.describe('With one of these labels.'),
  teamless: z.boolean().describe('What belongs to no team, too.'),
})
const customRoleBody = z.object({
  name, base: z.enum(['manager', 'agent', 'analyst', 'guest']).describe('What it can never exceed.'),
  permissions: z.array(z.enum(permissions)).max(200),
  reach: reachView.nullable().describe('null: all conversations. Else those that one of the lists names, and always what is assigned to them.'),
})
export const customRoleView = customRoleBody.extend({ id: z.string(), members: z.int().describe('How many have it.') })
export const listRoles = route({ method: 'get', path: '/roles', access: 'members.read', tag: 'Members', summary: 'Built-in roles with what they may do, and roles of the company\'s own making', output: z.object({ builtIn: z.array(z.object({ role, permissions: z.array(z.enum(permissions)) })), items: z.array(customRoleView) }) })
export const addRole = route({ method: 'post', path: '/roles', access: 'members.manage', tag: 'Members', summary: 'Make a role', recordedFields: ['name', 'base', 'permissions', 'reach'], body: customRoleBody, output: customRoleView, status: 201 })
export const changeRole = route({ method: 'put', path: '/roles/{id}', access: 'members.manage', tag: 'Members', summary: 'Change a role; it holds at once for who has it', params: id, recordedFields: ['name', 'base', 'permissions', 'reach'], body: customRoleBody, output: customRoleView })
export const removeRole = route({ method: 'delete', path: '/roles/{id}', access: 'members.manage', tag: 'Members', summary: 'Remove a role that nobody has', params: id, output: z.object({}) })

export const installationState = route({ method: 'get', path: '/installation', access: 'public', tag: 'Installation', summary: 'Whether it has an owner yet', output: z.object({ claimed: z.boolean(), company: z.string().describe('Whose it is; empty when nobody said.'), demo: z.boolean(), version: z.string(), resetByMail: z.boolean().describe('Whether a forgotten password can be mended by mail.') }) })
export const updateInstallation = route({ method: 'patch', path: '/installation', access: 'installation.manage', tag: 'Installation', summary: 'Change whose it is', body: z.object({ company: z.string().trim().max(120) }), output: z.object({ company: z.string() }) })
export const claimInstallation = route({ method: 'post', path: '/installation/claim', access: 'public', tag: 'Installation', summary: 'Make the owner account with the token the console printed; answers with a session cookie', body: z.object({ token: z.string().min(1).max(200), name, email, password, company: z.string().trim().max(120).default('') }), output: z.object({}), status: 201 })

export const me = route({
  method: 'get', path: '/me', access: 'signed-in', tag: 'Members', summary: 'Who is signed in and what they may do',
  output: z.object({ id: z.string(), kind: z.enum(['member', 'key', 'system']), name: z.string(), email: z.string().nullable(), role, customRole: z.string().nullable().describe('Its name, where the role is of the company\'s own making.'), permissions: z.array(z.enum(permissions)), language: z.enum(['en', 'nl']).nullable(), timeZone: z.string().nullable(), theme: z.enum(['light', 'dark', 'system']) }),
})
export const updateMe = route({ method: 'patch', path: '/me', access: 'signed-in', tag: 'Members', summary: 'Change my name, language, time zone or theme', body: z.object({ name: name.optional(), language: z.enum(['en', 'nl']).nullable().optional(), timeZone: z.string().max(60).nullable().optional(), theme: z.enum(['light', 'dark', 'system']).optional() }), output: z.object({}) })

export const memberView = z.object({ id: z.string(), name: z.string(), email: z.string(), role, customRole: custom.nullable(), suspended: z.boolean(), createdAt: time, lastSeenAt: time.nullable() })
export const listMembers = route({ method: 'get', path: '/members', access: 'members.read', tag: 'Members', summary: 'All members', output: z.object({ items: z.array(memberView) }) })
export const updateMember = route({ method: 'patch', path: '/members/{id}', access: 'members.manage', tag: 'Members', summary: 'Change a role, suspend or restore', params: id, recordedFields: ['role', 'customRole', 'suspended'], body: z.object({ role: role.optional(), customRole: z.guid().optional().describe('Instead of a built-in role.'), suspended: z.boolean().optional() }), output: memberView })
export const removeMember = route({ method: 'delete', path: '/members/{id}', access: 'members.manage', tag: 'Members', summary: 'Remove a member and all their sessions', params: id, output: z.object({}) })

export const invitationView = z.object({ id: z.string(), email: z.string().nullable(), role, customRole: custom.nullable(), invitedBy: z.string(), createdAt: time, expiresAt: time })
export const listInvitations = route({ method: 'get', path: '/invitations', access: 'members.manage', tag: 'Members', summary: 'Open invitations', output: z.object({ items: z.array(invitationView) }) })
export const invite = route({ method: 'post', path: '/invitations', access: 'members.manage', tag: 'Members', summary: 'Make an invitation link; it works once, for seven days', recordedFields: ['role', 'customRole'], body: z.object({ email: email.optional(), role, customRole: z.guid().optional().describe('Instead of the built-in role.') }), output: invitationView.extend({ url: z.string().describe('Shown once.'), mailed: z.boolean().describe('Whether it goes out by mail too: with an address, where mail is set up.') }), status: 201 })
export const revokeInvitation = route({ method: 'delete', path: '/invitations/{id}', access: 'members.manage', tag: 'Members', summary: 'Take an invitation back', params: id, output: z.object({}) })
export const readInvitation = route({ method: 'get', path: '/invitations/by-token/{token}', access: 'public', tag: 'Members', summary: 'What an invitation link offers', params: z.object({ token: z.string() }), output: z.object({ email: z.string().nullable(), role, invitedBy: z.string(), expiresAt: time }) })
export const acceptInvitation = route({ method: 'post', path: '/invitations/by-token/{token}/accept', access: 'public', tag: 'Members', summary: 'Join; answers with a session cookie', params: z.object({ token: z.string() }), body: z.object({ name, email, password }), output: z.object({}), status: 201 })

export const keyView = z.object({ id: z.string(), name: z.string(), start: z.string().describe('The first characters, to tell keys apart.'), role, scopes: z.array(z.enum(permissions)).nullable().describe('null: all that the role may.'), createdBy: z.string(), createdAt: time, lastUsedAt: time.nullable(), expiresAt: time.nullable() })
export const listKeys = route({ method: 'get', path: '/keys', access: 'keys.manage', tag: 'Keys', summary: 'All API keys', output: z.object({ items: z.array(keyView) }) })
export const createKey = route({ method: 'post', path: '/keys', access: 'keys.manage', tag: 'Keys', summary: 'Make an API key', recordedFields: ['name', 'scopes', 'expiresAt'], body: z.object({ name, scopes: z.array(z.enum(permissions)).nullable().default(null), expiresAt: time.nullable().default(null) }), output: keyView.extend({ key: z.string().describe('Shown once.') }), status: 201 })
export const removeKey = route({ method: 'delete', path: '/keys/{id}', access: 'keys.manage', tag: 'Keys', summary: 'Make a key useless at once', params: id, output: z.object({}) })
