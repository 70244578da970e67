/** Routes of companies, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { channelName, directions, interactionKinds } from '../../../kernel/interaction.ts'
import { cardView } from '../list/api.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })
const name = z.string().trim().min(1).max(200)
const domains = z.array(z.string().trim().toLowerCase().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, 'a domain looks like company.example')).max(50)
const note = z.string().trim().max(5_000)

const companyView = z.object({ id: z.string(), name: z.string(), domains: z.array(z.string()), note: z.string(), createdAt: time, source: z.string() })
export const listCompanies = route({ method: 'get', path: '/companies', access: 'people.read', tag: 'Companies', summary: 'Companies by name, or those that a text finds', query: z.object({ q: z.string().max(200).optional(), ...pageQuery }), output: page(companyView.extend({ people: z.int(), spentMinor: z.int(), lastAt: time.nullable() })) })
export const getCompany = route({
  method: 'get', path: '/companies/{id}', access: 'people.read', tag: 'Companies', summary: 'A company: its people and their roles, and who may belong to it',
  params: id,
  output: companyView.extend({
    people: z.array(cardView.omit({ identities: true }).extend({ role: z.string(), entry: z.string(), source: z.string() })),
    suggested: z.array(z.object({ id: z.string(), name: z.string(), address: z.string() })).describe('People with an address at one of its domains.'),
    spentMinor: z.int(), expectedMinor: z.int().nullable(), currency: z.string().nullable(),
  }),
})
export const addCompany = route({ method: 'post', path: '/companies', access: 'people.manage', tag: 'Companies', summary: 'Make a company', body: z.object({ name, domains: domains.default([]), note: note.default('') }), output: companyView, status: 201 })
export const changeCompany = route({ method: 'patch', path: '/companies/{id}', access: 'people.manage', tag: 'Companies', summary: 'Change a company, remove it, or bring it back', params: id, body: z.object({ name: name.optional(), domains: domains.optional(), note: note.optional(), removed: z.boolean().optional() }), output: z.object({}) })
export const companyTimeline = route({
  method: 'get', path: '/companies/{id}/timeline', access: 'people.read', tag: 'Companies', summary: 'Everything its people did, newest first',
  params: id, query: z.object({ kinds: z.string().max(400).optional(), channels: z.string().max(400).optional(), before: time.optional(), ...pageQuery }),
  output: page(z.object({ id: z.string(), person: z.string(), name: z.string(), channel: channelName, kind: z.enum(interactionKinds), direction: z.enum(directions), at: time, text: z.string(), title: z.string().nullable(), url: z.string().nullable(), identity: z.string() })),
})
