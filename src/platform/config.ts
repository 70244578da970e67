/** What an installation is told from outside: environment and command line, read once. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Invalid } from '../kernel/fault.ts'

/** Where the project's own files are. */
export const projectRoot = resolve(fileURLToPath(new URL('../../', import.meta.url)))

/** The parts of the product that a process can play. */
export const processRoles = ['web', 'listen', 'work'] as const
export type ProcessRole = (typeof processRoles)[number]

export interface Config {
  readonly host: string
  readonly port: number
  /** Address under which people reach the page, without a trailing slash. */
  readonly publicUrl: string
  readonly dataFolder: string
  /** Your own PostgreSQL; `null`: the embedded one. */
  readonly databaseUrl: string | null
  /** Your own ClickHouse; `null`: the embedded one. */
  readonly clickhouseUrl: string | null
  readonly roles: readonly ProcessRole[]
  readonly demo: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** `host:port` addresses in private networks that sources may read nevertheless. */
  readonly allowPrivate: readonly string[]
  /** Proxies in front of us whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
}

const list = z.string().transform((text) => text.split(',').map((part) => part.trim()).filter(Boolean))

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8420),
  RAPPORT_URL: z.url({ protocol: /^https?$/ }).optional(),
  RAPPORT_DATA: z.string().min(1).optional(),
  DATABASE_URL: z.string().min(1).optional(),
  CLICKHOUSE_URL: z.string().min(1).optional(),
  RAPPORT_ROLES: list.pipe(z.array(z.enum(processRoles)).min(1)).default([...processRoles]),
  RAPPORT_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  RAPPORT_ALLOW_PRIVATE: list.default([]),
  RAPPORT_TRUSTED_PROXIES: list.default([]),
})

/**
 * Reads the configuration.
 * @throws {Invalid} naming the variable, its value and what was expected.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env, overrides: Partial<Config> = {}): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(filled)
  if (!read.success) {
    const issue = read.error.issues[0]
    const variable = String(issue?.path[0] ?? 'environment')
    throw new Invalid(`The environment variable ${variable} is "${String(env[variable])}": ${issue?.message ?? 'not understood'}.`, { path: variable }, 'config.environment')
  }
  const values = read.data
  const port = overrides.port ?? values.PORT
  return {
    host: values.HOST,
    port,
    publicUrl: (values.RAPPORT_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    dataFolder: resolve(values.RAPPORT_DATA ?? resolve(projectRoot, 'data')),
    databaseUrl: values.DATABASE_URL ?? null,
    clickhouseUrl: values.CLICKHOUSE_URL ?? null,
    roles: values.RAPPORT_ROLES,
    demo: false,
    logLevel: values.RAPPORT_LOG,
    allowPrivate: values.RAPPORT_ALLOW_PRIVATE,
    trustedProxies: values.RAPPORT_TRUSTED_PROXIES,
    ...overrides,
  }
}
