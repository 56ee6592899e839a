import { z } from 'zod'

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
	const faults = mode === 'production' ? [...secretFaults(secrets), ...originFaults(values.ORIGIN)] : []
	if (faults.length > 0) return { ok: false, faults }
	const local = `http://localhost:${values.PORT}`
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
			origin: (values.ORIGIN || local).replace(/\/$/, ''),
			secrets,
			logLevel: values.LOG_LEVEL,
			sweep: values.SWEEP,
			trustProxy: values.TRUST_PROXY,
		},
	}
}
