/** `rapport user`: members from the console, with the rights of whoever owns the machine. */
import { Command, Option } from 'commander'
import { z } from 'zod'
import { Invalid, NotFound } from '../kernel/fault.ts'
import { iso, systemClock } from '../kernel/instant.ts'
import { roles, type Role } from '../kernel/permission.ts'
import { addMember, allMembers, changeMember, removeMember, resetPassword, type Member } from '../modules/members/index.ts'
import { passwordFrom, withPasswordOptions, type PasswordOptions } from './ask-password.ts'
import { aboutInstallation, type InstallationOptions } from './installation.ts'
import { withMembers } from './members-database.ts'
import { printJson, printTable, shown } from './tell.ts'

interface JsonOption {
  readonly json?: true
}

/** Whoever can read the data folder has every right already. */
const operator = { role: 'owner' } as const
const email = z.email()

function subcommand(name: string, description: string): Command {
  return aboutInstallation(new Command(name)).description(description).option('--json', 'for a script')
}

const roleOption = (): Option => new Option('--role <role>', 'what they may do').choices(roles)

export function userCommand(): Command {
  return new Command('user')
    .description('Adds, lists and changes members. Works whether Rapport runs or not; a running one notices within five seconds.')
    .addCommand(addUser())
    .addCommand(listUsers())
    .addCommand(changeUser())
    .addCommand(setPassword())
    .addCommand(removeUser())
}

function addUser(): Command {
  const command = subcommand('add', 'Adds a member. The first owner made here claims the installation.')
    .argument('<email>', 'the address they sign in with')
    .option('--name <name>', 'as others see it (default: the part of the address before @)')
    .addOption(roleOption().default('agent'))
  return withPasswordOptions(command).action(async (address: string, options: InstallationOptions & PasswordOptions & JsonOption & { name?: string; role: Role }) => {
    if (!email.safeParse(address).success) throw new Invalid(`"${address}" is not a mail address; expected one such as name@company.example.`)
    const name = (options.name ?? address.split('@')[0] ?? address).trim()
    if (name === '' || name.length > 120) throw new Invalid('A name has 1 to 120 characters.')
    const { password, generated } = await passwordFrom(options)
    const id = await withMembers(options, (db) => addMember(db, { email: address, name, role: options.role, password }, systemClock.now()))
    if (options.json) printJson({ id, email: address.toLowerCase(), name, role: options.role, ...(generated ? { password } : {}) })
    else console.log(`Added ${address.toLowerCase()} as ${options.role}.${generated ? ` Password: ${password}` : ''}`)
  })
}

function listUsers(): Command {
  return subcommand('list', 'Lists all members.').action(async (options: InstallationOptions & JsonOption) => {
    const members = await withMembers(options, allMembers)
    if (options.json) printJson(members.map((member) => ({ ...member, createdAt: iso(member.createdAt), lastSeenAt: member.lastSeenAt === null ? null : iso(member.lastSeenAt) })))
    else printTable(['ADDRESS', 'NAME', 'ROLE', 'STATE', 'LAST SEEN'], members.map((member) => [member.email, member.name, member.role, member.suspended ? 'suspended' : 'active', shown(member.lastSeenAt)]))
  })
}

function memberWith(members: readonly Member[], address: string): Member {
  const member = members.find(({ email }) => email === address.trim().toLowerCase())
  if (member === undefined) throw new NotFound('member', address)
  return member
}

function changeUser(): Command {
  return subcommand('change', 'Changes what a member may do, suspends or restores them. Suspending ends their sessions.')
    .argument('<email>')
    .addOption(roleOption())
    .option('--suspend', 'they can no longer sign in')
    .addOption(new Option('--restore', 'they can sign in again').conflicts('suspend'))
    .action(async (address: string, options: InstallationOptions & JsonOption & { role?: Role; suspend?: true; restore?: true }) => {
      const suspended = options.suspend ? true : options.restore ? false : undefined
      if (options.role === undefined && suspended === undefined) throw new Invalid('Say what to change: --role, --suspend or --restore.')
      const member = await withMembers(options, async (db) => changeMember(db, operator, memberWith(await allMembers(db), address).id, { role: options.role, suspended }, systemClock.now()))
      if (options.json) printJson({ id: member.id, email: member.email, role: member.role, suspended: member.suspended })
      else console.log(`${member.email} is ${member.suspended ? 'suspended' : 'active'} with the role ${member.role}.`)
    })
}

function setPassword(): Command {
  const command = subcommand('password', 'Sets a new password and ends every session of the member.').argument('<email>')
  return withPasswordOptions(command).action(async (address: string, options: InstallationOptions & PasswordOptions & JsonOption) => {
    const { password, generated } = await passwordFrom(options)
    await withMembers(options, (db) => resetPassword(db, address, password, systemClock.now()))
    if (options.json) printJson({ email: address.toLowerCase(), ...(generated ? { password } : {}) })
    else console.log(`${address.toLowerCase()} has a new password${generated ? `: ${password}` : '.'}`)
  })
}

function removeUser(): Command {
  return subcommand('remove', 'Removes a member with their sessions, invitations and API keys. What they did stays.')
    .argument('<email>')
    .action(async (address: string, options: InstallationOptions & JsonOption) => {
      const member = await withMembers(options, async (db) => {
        const found = memberWith(await allMembers(db), address)
        await removeMember(db, operator, found.id)
        return found
      })
      if (options.json) printJson({ id: member.id, email: member.email })
      else console.log(`Removed ${member.email}.`)
    })
}
