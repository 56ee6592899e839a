import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { EdgeSettings } from '#app/http/load-context.ts'
import { problem } from '#app/http/problem.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** One refusal of the edge: JSON for machines, a page for people. */
export async function refuseRequest(req: Request, res: Response, status: number): Promise<void> {
	if (res.headersSent) {
		req.destroy()
		return
	}
	if (req.path.startsWith('/api/')) {
		const answer = problem(status, REASONS[status] ?? 'refused', DETAILS[status] ?? 'The request was refused.')
		res
			.status(status)
			.set('Content-Type', 'application/problem+json; charset=utf-8')
			.send(await answer.text())
		return
	}
	if (req.path.endsWith('.data') && req.method === 'POST') {
		// What Remix's client reads as an error of this status, so that its error page shows.
		res.status(status).set({ 'Content-Type': 'text/x-script', 'X-Remix-Response': 'yes', 'Cache-Control': 'no-store' })
		res.end(`[{"_1":2},"error",["ErrorResponse",3,4,5],"",${status},"refused"]\n`)
		return
	}
	await sendPlainPage(req, res, status, settingsOf(req))
}

/** The settings that createApp put on the application. */
function settingsOf(req: Request): EdgeSettings {
	return req.app.locals.settings
}

const REASONS: Readonly<Record<number, string>> = {
	403: 'foreign-origin',
	404: 'not-found',
	405: 'method-not-allowed',
	413: 'too-large',
	429: 'too-many-requests',
}
const DETAILS: Readonly<Record<number, string>> = {
	403: 'A request that changes something must come from this site, or carry a bearer token.',
	404: 'There is nothing at this address.',
	405: 'This method is not used here.',
	413: 'The request is larger than allowed.',
	429: 'Too many requests; try again after the time in Retry-After.',
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

export const hasBearer = (req: Request) => /^Bearer\b/i.test(req.get('authorization') ?? '')

/**
 * Who may change something: a request from this very site. Both headers that a browser sends are believed only when
 * every one that is present says so, and one must be; the origin is the configured one, never a request header's
 * (trust 1.4). A bearer token is proof by itself, and then no cookie counts.
 */
export function originGuard(origins: readonly string[]): RequestHandler {
	const host = new URL(origins[0] ?? 'http://localhost').host
	return (req, res, next) => {
		const origin = req.get('origin')
		if (hasBearer(req)) delete req.headers.cookie
		else if (!SAFE.has(req.method) && !fromHere(req.get('sec-fetch-site'), origin, origins)) {
			void refuseRequest(req, res, 403)
			return
		}
		// Remix compares Origin with what the client says the host is; after this check both are ours.
		delete req.headers['x-forwarded-host']
		req.headers.host = origin !== undefined && origins.includes(origin) ? new URL(origin).host : host
		if (hasBearer(req)) delete req.headers.origin
		next()
	}
}

function fromHere(site: string | undefined, origin: string | undefined, origins: readonly string[]): boolean {
	if (site === undefined && origin === undefined) return false
	return (site === undefined || site === 'same-origin') && (origin === undefined || origins.includes(origin))
}

/** `_data` is a transport that this product does not use and Remix still answers; `_routes` belongs to GET .data only. */
export const transportGuard: RequestHandler = (req, res, next) => {
	const query = new URL(req.originalUrl, 'http://x.invalid').searchParams
	const strange = query.has('_data') || (query.has('_routes') && !(req.method === 'GET' && req.path.endsWith('.data')))
	// PostgreSQL keeps no NUL, so nothing of ours has an address with one.
	const nul = /%00/.test(req.originalUrl)
	if (strange || nul) void refuseRequest(req, res, 404)
	else next()
}

const METHODS = new Set(['GET', 'HEAD', 'POST'])

/** Forms post and pages are read; nothing here answers to anything else. */
export const methodGuard: RequestHandler = (req, res, next) => {
	if (METHODS.has(req.method)) next()
	else {
		res.set('Allow', 'GET, HEAD, POST')
		void refuseRequest(req, res, 405)
	}
}

const MB = 1024 * 1024
/** Five files of ten megabytes and the fields beside them; any other form is text. */
const UPLOAD_LIMIT = 55 * MB
const TEXT_LIMIT = MB
const DRAIN_LIMIT = 4 * UPLOAD_LIMIT

/** 413 before anything is read, also when a chunked body only later turns out to be too long. */
export function bodyLimit(req: Request, res: Response, next: NextFunction): void {
	const limit = /^multipart\/form-data\b/i.test(req.get('content-type') ?? '') ? UPLOAD_LIMIT : TEXT_LIMIT
	const length = Number(req.get('content-length') ?? 0)
	if (length > limit) {
		// A browser reads the answer only after it has sent its body: Node throws that away, within reason.
		if (length > DRAIN_LIMIT) res.set('Connection', 'close')
		void refuseRequest(req, res, 413)
		return
	}
	if (req.get('transfer-encoding') !== undefined) countChunks(req, res, limit)
	next()
}

function countChunks(req: Request, res: Response, limit: number): void {
	const push = req.push.bind(req)
	let total = 0
	let over = false
	req.push = (chunk: unknown, encoding?: BufferEncoding) => {
		if (over) return false
		total += Buffer.isBuffer(chunk) ? chunk.length : 0
		if (total <= limit) return push(chunk, encoding)
		over = true
		res.set('Connection', 'close')
		void refuseRequest(req, res, 413).then(() => res.once('finish', () => req.destroy()))
		return push(null)
	}
}

/**
 * A body that nobody read (the person may not do this) is thrown away once the answer is out. Remix's stream would stop
 * the request when its buffer is full, and the next request of the same connection would wait for ever.
 */
export const drainUnread: RequestHandler = (req, res, next) => {
	res.once('finish', () => {
		if (req.complete) return
		req.removeAllListeners('data')
		req.resume()
	})
	next()
}
