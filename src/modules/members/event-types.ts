/** What this module tells: who comes and who goes. */
import { z } from 'zod'
import { eventType } from '../../kernel/event.ts'
import { roles } from '../../kernel/permission.ts'

const member = z.object({ member: z.string().describe('The id under which the API knows them.'), name: z.string(), role: z.enum(roles) })
const example = { member: '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e', name: 'duty-desk', role: 'agent' } as const

export const memberJoined = eventType({
  type: 'member.joined', summary: 'Somebody accepted an invitation', data: member, example, needs: 'members.read',
  letter: ({ name, role }, language) => ({
    en: { subject: `${name} joined Rapport`, opening: `${name} accepted an invitation.`, facts: [['Role', role]] as const, action: { label: 'Open the members', path: '/settings/members' }, closing: 'You asked for this under Settings, My account.' },
    nl: { subject: `${name} doet mee in Rapport`, opening: `${name} heeft een uitnodiging aangenomen.`, facts: [['Rol', role]] as const, action: { label: 'Open de leden', path: '/settings/members' }, closing: 'Je vroeg hierom onder Instellingen, Mijn account.' },
  })[language],
})

export const memberRemoved = eventType({ type: 'member.removed', summary: 'A member was removed', data: member, example })

export const memberEventTypes = [memberJoined, memberRemoved]
