import { z } from 'zod'
import type { RobotKey } from './channels/robots.server.ts'
import { isLoopback, isSender, isSmtpUrl, robotKeysOf } from './channels/settings.ts'

/** Values that people paste from examples; a session signed with one of them is signed by everybody. */
const DEFAULT_SECRETS = /^(change[-_ ]?me|secret|password|default|example|test|dev)/i

const flagText = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true')

/** Every setting of the product; `.env.example` documents them. */
const schema = z.object({
	DATABASE_URL: z
		.string()
		.regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'must begin with file: or postgres://')
		.default('file:./data/fangxin.sqlite'),
	EVIDENCE_DIR: z.string().min(1, 'must name a folder').default('./data/evidence'),
	PORT: z.coerce.number('must be a port number').int().min(0).max(65535).default(3000),
	HOST: z.string().min(1).default('127.0.0.1'),
	ORIGIN: z.string().default(''),
	SESSION_SECRET: z.string().default(''),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
	SWEEP: z.enum(['inside', 'off']).default('inside'),
	TRUST_PROXY: z.coerce.number('must be a number of proxies').int().min(0).max(5).default(0),
	DEMO: flagText.default(false),
	SMTP_URL: z
		.string()
		.refine((text) => text === '' || isSmtpUrl(text), 'must begin with smtp:// or smtps:// and name a host')
		.default(''),
	MAIL_FROM: z
		.string()
		.refine((text) => text === '' || isSender(text), 'must be an address, or a name and <an address>')
		.default(''),
	ROBOT_LOOPBACK: z
		.string()
		.refine((text) => text === '' || isLoopback(text), 'must be http:// and this machine')
		.default(''),
})

export type Mode = 'production' | 'demo' | 'development' | 'command'
export type Env = {
	readonly mode: Mode
	/** Invented data, a visible mark, accounts on the sign-in page. */
	readonly demo: boolean
	readonly databaseUrl: string
	readonly evidenceDir: string
	readonly port: number
	readonly host: string
	/** The public address of the site, without a path; what requests that change something must come from. */
	readonly origin: string
	/** The newest first; the older ones are still accepted (rotation without signing people out). */
	readonly secrets: readonly string[]
	readonly logLevel: string
	readonly sweep: 'inside' | 'off'
	readonly trustProxy: number
	/** null: no mail leaves the house. Holds the password: never logged, never shown. */
	readonly smtpUrl: string | null
	readonly mailFrom: string
	/** Keys of group robots by code; never logged, never shown. */
	readonly robots: ReadonlyMap<string, RobotKey>
	/** Stands for the two robot services in tests and the demo. */
	readonly robotLoopback: string | null
}

export type EnvResult = { readonly ok: true; readonly env: Env } | { readonly ok: false; readonly faults: string[] }

function secretFaults(secrets: readonly string[]): string[] {
	if (secrets.length === 0)
		return [
			'SESSION_SECRET is missing: set it to at least 32 random characters, for example from `openssl rand -base64 48`.',
		]
	if (secrets.some((secret) => secret.length < 32))
		return [
			'SESSION_SECRET is too short: give at least 32 random characters, for example from `openssl rand -base64 48`.',
		]
	const weak = (secret: string) => DEFAULT_SECRETS.test(secret) || new Set(secret).size < 8
	if (secrets.some(weak))
		return ['SESSION_SECRET is a default or a pattern: make a new one, for example with `openssl rand -base64 48`.']
	return []
}

function originFaults(origin: string): string[] {
	if (origin === '')
		return ['ORIGIN is missing: set it to the public address of the site, for example https://fangxin.example.cn.']
	const url = URL.canParse(origin) ? new URL(origin) : null
	const fine = url !== null && /^https?:$/.test(url.protocol) && url.origin === origin.replace(/\/$/, '')
	return fine ? [] : ['ORIGIN must be an address such as https://fangxin.example.cn, without a path.']
}

/** A key must not go anywhere but to the two services, whoever writes the environment of a real branch. */
function loopbackFaults(loopback: string, mode: Mode): string[] {
	if (loopback === '' || mode === 'demo' || mode === 'development') return []
	return ['ROBOT_LOOPBACK is for tests and the demo: remove it, the hosts of group robots are fixed.']
}

/** A sender at the site's own host when none is named. */
function senderOf(from: string, origin: string): string {
	if (from !== '' || !URL.canParse(origin)) return from
	return `Fangxin <no-reply@${new URL(origin).hostname}>`
}

const split = (secrets: string) =>
	secrets
		.split(',')
		.map((secret) => secret.trim())
		.filter((secret) => secret !== '')

/**
 * Reads the settings. Production refuses a missing or weak secret and a missing origin, each with a sentence that
 * says what to do; the demo and development make up what they need; commands need the database and the files alone.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>, mode: Mode): EnvResult {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
	const parsed = schema.safeParse(given)
	if (!parsed.success)
		return { ok: false, faults: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) }
	const values = parsed.data
	const secrets = split(values.SESSION_SECRET)
	const robots = robotKeysOf(source)
	const faults = [
		...(mode === 'production' ? [...secretFaults(secrets), ...originFaults(values.ORIGIN)] : []),
		...robots.faults,
		...loopbackFaults(values.ROBOT_LOOPBACK, mode),
	]
	if (faults.length > 0) return { ok: false, faults }
	const local = `http://localhost:${values.PORT}`
	const origin = (values.ORIGIN || local).replace(/\/$/, '')
	return {
		ok: true,
		env: {
			mode,
			demo: mode === 'demo' || (mode === 'development' && values.DEMO),
			databaseUrl: values.DATABASE_URL,
			evidenceDir: values.EVIDENCE_DIR,
			port: values.PORT,
			// The demo's accounts are open to everybody who reaches it.
			host: mode === 'demo' ? '127.0.0.1' : values.HOST,
			origin,
			secrets,
			logLevel: values.LOG_LEVEL,
			sweep: values.SWEEP,
			trustProxy: values.TRUST_PROXY,
			smtpUrl: values.SMTP_URL || null,
			mailFrom: senderOf(values.MAIL_FROM, origin),
			robots: robots.keys,
			robotLoopback: values.ROBOT_LOOPBACK || null,
		},
	}
}
