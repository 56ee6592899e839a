import { request as rawRequest } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { type Edge, ORIGIN, openEdge } from '#tests/support/edge.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer; chunked?: boolean }
type Got = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

let edge: Edge
let close: () => Promise<void>
beforeAll(async () => {
	const db = await freshDatabase('sqlite', layWorld)
	edge = await openEdge(worldOf(db).deps, { body: (request) => request.text() })
	close = () => db.close()
})
afterAll(async () => {
	await edge.close()
	await close()
})
beforeEach(() => {
	edge.seen.length = 0
})

// fetch() adds headers of its own and refuses others; the wire is what counts here.
function send(path: string, { method = 'GET', headers = {}, body, chunked }: Sent = {}): Promise<Got> {
	const length = body === undefined || chunked ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
	return new Promise((resolve, reject) => {
		const req = rawRequest(
			`${edge.url}${path}`,
			{ method, agent: false, headers: { ...length, ...headers } },
			(res) => {
				let text = ''
				res.on('data', (part) => {
					text += String(part)
				})
				res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }))
			},
		)
		req.on('error', reject)
		if (body !== undefined) req.write(body)
		req.end()
	})
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const TRANSPORTS = ['/page', '/page?_data=page', '/page.data', '/resource', '/page.data?_routes=page', '/api/v1/thing']
const HOSTILE: Record<string, Record<string, string>> = {
	'a foreign origin': { Origin: 'https://evil.example' },
	'the origin null': { Origin: 'null' },
	'neither header': {},
	'a forged forwarded host': {
		Origin: 'https://evil.example',
		'X-Forwarded-Host': 'evil.example',
		Host: 'evil.example',
	},
	'a sibling of the same site': { Origin: 'https://other.example.cn', 'Sec-Fetch-Site': 'same-site' },
	'another site': { 'Sec-Fetch-Site': 'cross-site' },
	'the own origin from another site': { Origin: ORIGIN, 'Sec-Fetch-Site': 'cross-site' },
	'a foreign origin that claims to be here': { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
	'the own origin with another scheme': { Origin: 'http://fangxin.example.cn' },
	'the own host as a prefix': { Origin: 'https://fangxin.example.cn.evil.example' },
}

describe('nobody acts in a user’s name from another site', () => {
	const cases = TRANSPORTS.flatMap((path) =>
		Object.keys(HOSTILE).flatMap((name) => ['POST', 'PUT', 'DELETE'].map((method) => ({ path, name, method }))),
	)
	test.each(cases)('$method $path with $name runs nothing', async ({ path, name, method }) => {
		const headers = { ...FORM, Cookie: '__Host-fx=x', ...HOSTILE[name] }
		const got = await send(path, { method, headers, body: 'a=1' })
		expect([403, 404]).toContain(got.status)
		expect(edge.seen).toEqual([])
	})

	test.each([
		{ Origin: ORIGIN },
		{ 'Sec-Fetch-Site': 'same-origin' },
		{ Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' },
	])('%o runs the action on every transport that is used', async (headers) => {
		for (const path of ['/page', '/page.data', '/resource', '/api/v1/thing'])
			expect((await send(path, { method: 'POST', headers: { ...FORM, ...headers }, body: 'a=1' })).status).toBe(200)
		expect(edge.seen.filter((one) => one.kind === 'action')).toHaveLength(4)
	})

	test('a bearer token is proof by itself, and then no cookie counts', async () => {
		const headers = { ...FORM, Authorization: 'Bearer abc', Cookie: '__Host-fx=x', Origin: 'https://evil.example' }
		const got = await send('/api/v1/thing', { method: 'POST', headers, body: 'a=1' })
		expect(got.status).toBe(200)
		expect(edge.seen).toEqual([{ kind: 'action', cookie: null, nonce: expect.any(String) }])
	})

	test('another scheme of authorization is no exemption', async () => {
		const headers = { ...FORM, Authorization: 'Basic YTpi', Origin: 'https://evil.example' }
		expect((await send('/resource', { method: 'POST', headers, body: 'a=1' })).status).toBe(403)
	})

	test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])('%s from here is not used either', async (method) => {
		const got = await send('/page', { method, headers: { Origin: ORIGIN } })
		expect(got.status).toBe(405)
		expect(got.headers.allow).toBe('GET, HEAD, POST')
		expect(edge.seen).toEqual([])
	})
})

describe('transports that are not used do not exist', () => {
	test.each([
		'/page?_data=page',
		'/page?x=1&_data=root',
		'/page?%5Fdata=page',
		'/page?_routes=page',
		'/resource?_data',
	])('%s is 404', async (path) => {
		expect((await send(path)).status).toBe(404)
		expect(edge.seen).toEqual([])
	})
	test('one loader of a page by .data still answers', async () => {
		expect((await send('/page.data?_routes=page')).status).toBe(200)
	})
})

describe('headers on every answer', () => {
	const answers: [string, string, Sent][] = [
		['a page', '/page', {}],
		['its data', '/page.data', {}],
		['a resource', '/resource', {}],
		['no such page', '/nowhere', {}],
		['no such asset', '/assets/nothing.js', {}],
		['a file', '/favicon.svg', {}],
		['health', '/healthz', {}],
		['readiness', '/readyz', {}],
		['a refusal', '/page', { method: 'POST' }],
		['a wrong method', '/page', { method: 'DELETE', headers: { Origin: ORIGIN } }],
		['too large', '/page', { method: 'POST', headers: { Origin: ORIGIN, 'Content-Length': '99999999' } }],
		['a broken address', '/%c0%ae', {}],
	]
	test.each(answers)('%s', async (_name, path, sent) => {
		const { headers } = await send(path, sent)
		expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
		expect(headers['x-content-type-options']).toBe('nosniff')
		expect(headers['referrer-policy']).toBe('same-origin')
		expect(headers['cross-origin-opener-policy']).toBe('same-origin')
		expect(headers['x-frame-options']).toBe('DENY')
		expect(headers['content-security-policy']).toContain("default-src 'none'")
		expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
		expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
		expect(headers['x-powered-by']).toBeUndefined()
	})

	test('pages are never kept, assets for a year', async () => {
		expect((await send('/page')).headers['cache-control']).toBe('no-store')
		expect((await send('/resource')).headers['cache-control']).toBe('no-store')
		expect((await send('/favicon.svg')).headers['cache-control']).toContain('max-age=3600')
	})

	test('the policy has a nonce that the page gets, new for each answer, of 128 bits at least', async () => {
		const nonces = new Set<string>()
		for (let i = 0; i < 200; i++) {
			const { headers } = await send('/page')
			const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? ''
			expect(Buffer.from(nonce, 'base64').length).toBeGreaterThanOrEqual(16)
			expect(edge.seen.at(-1)?.nonce).toBe(nonce)
			nonces.add(nonce)
		}
		expect(nonces.size).toBe(200)
	})

	test('the policy allows nothing inline, nothing foreign', async () => {
		const policy = String((await send('/page')).headers['content-security-policy'])
		expect(policy).not.toContain('unsafe')
		expect(policy).not.toContain('http:')
		expect(policy).not.toContain('*')
	})
})

describe('bodies have a limit', () => {
	const own = { ...FORM, Origin: ORIGIN }
	const multipart = { 'Content-Type': 'multipart/form-data; boundary=x', Origin: ORIGIN }

	test('a form of a megabyte passes, a larger one is 413 before anything runs', async () => {
		expect((await send('/page', { method: 'POST', headers: own, body: 'a'.repeat(1024 * 1024) })).status).toBe(200)
		edge.seen.length = 0
		const over = await send('/page', { method: 'POST', headers: own, body: 'a'.repeat(1024 * 1024 + 1) })
		expect(over.status).toBe(413)
		expect(edge.seen).toEqual([])
	})

	test('an upload may be 55 MB', async () => {
		expect(
			(await send('/page', { method: 'POST', headers: multipart, body: 'a'.repeat(3 * 1024 * 1024) })).status,
		).toBe(200)
		const headers = { ...multipart, 'Content-Length': String(56 * 1024 * 1024), Connection: 'close' }
		expect((await sendHead('/page', headers)).status).toBe(413)
	})

	test('chunks are counted', async () => {
		const body = Buffer.alloc(2 * 1024 * 1024, 97)
		const got = await send('/resource', { method: 'POST', headers: own, body, chunked: true }).catch(() => ({
			status: 413,
		}))
		expect(got.status).toBe(413)
	})

	test('machines get a problem, the client of a page an error that it can read', async () => {
		const api = await send('/api/v1/thing', { method: 'POST', headers: own, body: 'a'.repeat(1024 * 1024 + 1) })
		expect(api.headers['content-type']).toContain('application/problem+json')
		expect(JSON.parse(api.text)).toMatchObject({ status: 413 })
		const page = await send('/page.data', { method: 'POST', headers: own, body: 'a'.repeat(1024 * 1024 + 1) })
		expect(page.text).toContain('"ErrorResponse"')
	})

	/** Only the head: the answer must come without the body. */
	function sendHead(path: string, headers: Record<string, string>): Promise<{ status: number }> {
		return new Promise((resolve, reject) => {
			const req = rawRequest(`${edge.url}${path}`, { method: 'POST', headers }, (res) => {
				resolve({ status: res.statusCode ?? 0 })
				req.destroy()
			})
			req.on('error', (error) => (req.destroyed ? undefined : reject(error)))
			req.flushHeaders()
		})
	}
})

describe('floods', () => {
	test('the 31st sign-in of an address within a minute is 429 with the time to wait, others still work', async () => {
		const headers = { ...FORM, Origin: ORIGIN }
		const post = (from = '') =>
			send('/sign-in', { method: 'POST', headers: { ...headers, 'X-Forwarded-For': from }, body: 'a=1' })
		const answers = []
		// Forged addresses are not believed: there is no proxy.
		for (let i = 0; i < 31; i++) answers.push(await post(`10.0.0.${i}`))
		expect(answers.slice(0, 30).every((got) => got.status === 200)).toBe(true)
		expect(answers[30]?.status).toBe(429)
		expect(Number(answers[30]?.headers['retry-after'])).toBeGreaterThan(0)
		expect((await send('/sign-in')).status).toBe(200)
		expect((await send('/page', { method: 'POST', headers, body: 'a=1' })).status).toBe(200)
	})
})

describe('health', () => {
	test('live is live, ready says why not', async () => {
		expect(await send('/healthz')).toMatchObject({ status: 200, text: '{"status":"live"}' })
		const db = await freshDatabase('sqlite', layWorld)
		const other = await openEdge(worldOf(db).deps, { ready: async () => ['sweep not running'] })
		const answer = await fetch(`${other.url}/readyz`)
		expect(answer.status).toBe(503)
		expect(await answer.json()).toEqual({
			status: 'not ready',
			faults: ['sweep not running'],
			// No run has come to its end yet.
			sweepLagSeconds: null,
		})
		await other.close()
		await db.close()
	})
})
