import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import express, {
	type ErrorRequestHandler,
	type Express,
	type Request,
	type RequestHandler,
	type Response,
} from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import type { Logger } from 'pino'
import type { Edge, EdgeSettings } from '#app/http/load-context.ts'
import type { Env } from '#app/infra/env.server.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import { sweepLag } from '#app/usecases/sweep/status.server.ts'
import {
	bodyLimit,
	drainUnread,
	hasBearer,
	methodGuard,
	originGuard,
	refuseRequest,
	transportGuard,
} from './guards.server.ts'
import { cspFor, safetyHeaders } from './headers.server.ts'
import { requestLog } from './request-log.server.ts'

/** Why the process is not ready; empty when it is. */
export type Readiness = () => Promise<readonly string[]>

export type AppParts = {
	readonly deps: Deps
	readonly env: Env
	readonly ready: Readiness
	/** Writes a line per request; none in tests. */
	readonly requests?: Logger
	/** The Remix build, or how to get the present one in development. */
	readonly build: ServerBuild | (() => Promise<ServerBuild>)
	/** Folder of the built browser files; undefined in development, where Vite serves them. */
	readonly clientDir?: string
	readonly publicDir: string
	/** Vite's middlewares, in development. */
	readonly vite?: RequestHandler
}

const MINUTE_MS = 60_000
const YEAR_S = 365 * 24 * 3600

/** The demo is opened under both names of the loopback. */
export function originsOf(env: Pick<Env, 'origin' | 'mode'>): string[] {
	const url = new URL(env.origin)
	const local = url.hostname === 'localhost' && env.mode !== 'production'
	return local ? [env.origin, `${url.protocol}//127.0.0.1:${url.port || '80'}`] : [env.origin]
}

export function settingsOf(env: Env): EdgeSettings {
	return {
		origin: env.origin,
		secure: env.origin.startsWith('https:'),
		secrets: env.secrets,
		demo: env.demo,
		// trust 1.4: half an hour; a demo that signs its visitor out is no demo.
		idleMinutes: env.demo || env.mode === 'development' ? 720 : 30,
	}
}

/** The application in front of Remix, in the order in which a request meets it (trust 1.4, stack 5). */
export function createApp(parts: AppParts): Express {
	const { env, deps } = parts
	const settings = settingsOf(env)
	const app = express()
	app.locals.settings = settings
	app.disable('x-powered-by')
	app.set('trust proxy', env.trustProxy)
	app.set('query parser', 'simple')
	app.use(identify)
	if (parts.requests) app.use(requestLog(parts.requests))
	app.use(safetyHeaders(settings, env.mode))
	app.get('/healthz', (_req, res) => void res.set('Cache-Control', 'no-store').json({ status: 'live' }))
	app.get('/readyz', readiness(parts.ready, deps))
	if (parts.vite) app.use(parts.vite)
	if (parts.clientDir !== undefined) {
		const assets = express.static(`${parts.clientDir}/assets`, { immutable: true, maxAge: YEAR_S * 1000, index: false })
		app.use('/assets', assets, (req, res) => void refuseRequest(req, res, 404))
		app.use(express.static(parts.clientDir, { maxAge: '1h', index: false }))
	}
	app.use(express.static(parts.publicDir, { maxAge: '1h', index: false }))
	app.use(cspFor(env.mode))
	app.use(transportGuard)
	app.use(originGuard(originsOf(env)))
	app.use(methodGuard)
	app.use(bodyLimit)
	app.use(drainUnread)
	app.use(
		['/sign-in', '/sign-in.data', '/first-admin', '/account/password', '/account/password.data'],
		signInLimit(settings),
	)
	app.use(['/verify', '/verify.data'], verifyLimit(settings))
	// Calendar programs ask a few times an hour; the secret in the address is not to be guessed.
	app.use('/calendar', verifyLimit(settings))
	app.use('/api', apiLimit())
	app.use(remix(parts, settings))
	app.use(lastResort(deps))
	return app
}

const identify: RequestHandler = (_req, res, next) => {
	res.locals.requestId = randomUUID()
	res.locals.nonce = randomBytes(18).toString('base64')
	res.set('X-Request-Id', String(res.locals.requestId))
	next()
}

function readiness(ready: Readiness, deps: Deps): RequestHandler {
	return (_req, res) => {
		res.set('Cache-Control', 'no-store')
		Promise.all([ready(), sweepLag(deps)]).then(
			([faults, lag]) =>
				res
					.status(faults.length === 0 ? 200 : 503)
					.json({ status: faults.length === 0 ? 'ready' : 'not ready', faults, sweepLagSeconds: lag }),
			(error: unknown) => {
				deps.log.error({ err: error }, 'readiness')
				res.status(503).json({ status: 'not ready', faults: ['database'] })
			},
		)
	}
}

/** IPv6 is counted by /64: one household, one limit. */
const addressKey = (req: Request) => ipKeyGenerator(req.ip ?? '', 64)

function tooMany(req: Request, res: Response): void {
	void refuseRequest(req, res, 429)
}

/** Guessing passwords: by address here, by login name in the use case. */
function signInLimit(settings: EdgeSettings): RequestHandler {
	return rateLimit({
		windowMs: MINUTE_MS,
		limit: settings.demo ? 600 : 30,
		standardHeaders: 'draft-7',
		legacyHeaders: false,
		// A forged address is simply not believed (trust proxy), and no reason to write to the console.
		validate: { xForwardedForHeader: false },
		skip: (req) => req.method !== 'POST',
		keyGenerator: addressKey,
		handler: tooMany,
	})
}

/** Guessing check codes: every look counts. */
function verifyLimit(settings: EdgeSettings): RequestHandler {
	return rateLimit({
		windowMs: MINUTE_MS,
		limit: settings.demo ? 600 : 30,
		standardHeaders: 'draft-7',
		legacyHeaders: false,
		validate: { xForwardedForHeader: false },
		keyGenerator: addressKey,
		handler: tooMany,
	})
}

function apiLimit(): RequestHandler {
	return rateLimit({
		windowMs: MINUTE_MS,
		limit: 3000,
		standardHeaders: 'draft-7',
		legacyHeaders: false,
		// A forged address is simply not believed (trust proxy), and no reason to write to the console.
		validate: { xForwardedForHeader: false },
		keyGenerator: (req) => {
			if (!hasBearer(req)) return addressKey(req)
			return createHash('sha256')
				.update(req.get('authorization') ?? '')
				.digest('base64url')
		},
		handler: tooMany,
	})
}

function remix({ deps, env, build }: AppParts, settings: EdgeSettings): RequestHandler {
	return createRequestHandler({
		build,
		mode: env.mode === 'development' ? 'development' : 'production',
		getLoadContext: (req, res): Edge => ({
			deps,
			settings,
			nonce: String(res.locals.nonce),
			requestId: String(res.locals.requestId),
			address: req.ip ?? '',
		}),
	})
}

function lastResort(deps: Deps): ErrorRequestHandler {
	return (error: unknown, req, res, _next) => {
		if (!res.headersSent) {
			deps.log.error({ err: error, requestId: res.locals.requestId }, 'request failed')
			void refuseRequest(req, res, error instanceof URIError ? 400 : 500)
		} else req.destroy()
	}
}
