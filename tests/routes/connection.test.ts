import { Agent, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ORIGIN, openSite, type Site } from '#tests/support/site.ts'

let site: Site

beforeAll(async () => {
	site = await openSite('2026-11-09', async () => undefined)
}, 120_000)

afterAll(async () => {
	await site?.close()
})

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** One request on the only connection; its status, or 0 when it is never answered. */
function send(method: 'GET' | 'POST', path: string, body: string): Promise<number> {
	return new Promise((resolve) => {
		const sent = request(
			{
				agent,
				port: site.port,
				method,
				path,
				timeout: 10_000,
				headers: { Origin: ORIGIN, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length },
			},
			(answer) => {
				answer.resume()
				answer.once('end', () => resolve(answer.statusCode ?? 0))
			},
		)
		sent.once('timeout', () => sent.destroy())
		sent.once('error', () => resolve(0))
		sent.end(body)
	})
}

test('a long form that is refused unread does not stop the connection that brought it', async () => {
	const long = `reason=${'x'.repeat(600_000)}`
	for (let i = 0; i < 3; i++) {
		expect(await send('POST', '/dealers/new', long)).toBe(303)
		expect(await send('GET', '/sign-in', '')).toBe(200)
	}
	agent.destroy()
})
