import type { ActionFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { loader as dueDate, action as noAction } from '#app/routes/api.due-date.ts'
import { loader as noLoader, action as preview } from '#app/routes/api.penalty-preview.ts'
import { createToken } from '#app/usecases/admin/tokens.server.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { ORIGIN, SECRET } from '#tests/support/edge.ts'
import { done } from '#tests/support/orders.ts'
import penaltyExamples from '#tests/support/penalty-examples.json' with { type: 'json' }
import workdayExamples from '#tests/support/workday-examples.json' with { type: 'json' }
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

async function machine(login = 'auditor') {
	const world = worldOf(await freshDatabase('sqlite', layWorld))
	const { token } = done(await createToken(await world.as('admin'), { login, label: 'x' }))
	return { world, token }
}

function argsOf(world: World, token: string, path: string, init: RequestInit = {}): ActionFunctionArgs {
	const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
	return {
		request: new Request(`${ORIGIN}${path}`, { ...init, headers }),
		context: {
			deps: world.deps,
			nonce: 'n',
			requestId: 'r',
			address: '10.0.0.1',
			settings: { origin: ORIGIN, secure: true, secrets: [SECRET], demo: false, idleMinutes: 30 },
		},
		params: {},
	}
}

describe('GET /api/v1/due-date', () => {
	test('the examples of the field, with every step that led to the date', async () => {
		const { world, token } = await machine()
		for (const example of workdayExamples) {
			const query = new URLSearchParams({ from: example.from, limit: example.limit })
			const answer = await dueDate(argsOf(world, token, `/api/v1/due-date?${query}`))
			const body = await answer.json()
			expect(answer.status, example.why).toBe(200)
			expect(body.due, example.why).toBe(example.due)
			expect(body.provisional, example.why).toBe(example.provisional ?? false)
			if ('rawDue' in example) expect(body.rawDue, example.why).toBe(example.rawDue)
			expect(body.steps[0].kind).toBe('start')
			expect(body.steps.at(-1).kind).toBe('end')
		}
	})

	test('hours are answered as moments with the offset; a limit used up at the end of an interval ends there', async () => {
		const { world, token } = await machine()
		const due = async (from: string, limit: string) => {
			const query = new URLSearchParams({ from, limit })
			return (await (await dueDate(argsOf(world, token, `/api/v1/due-date?${query}`))).json()).due
		}
		expect(await due('2026-11-23T09:00:00+08:00', '3wh')).toBe('2026-11-23T12:00:00+08:00')
		expect(await due('2026-09-30T17:30:00+08:00', '4wh')).toBe('2026-10-08T14:00:00+08:00')
		expect(await due('2026-11-23T01:00:00Z', '24h')).toBe('2026-11-24T09:00:00+08:00')
	})

	test.each([
		['?from=2026-11-23&limit=1wd&x=1', 400, 'unknown-parameter'],
		['?from=2026-11-23&limit=1wd&limit=2wd', 400, 'unknown-parameter'],
		['?from=2026-02-30&limit=1wd', 422, 'invalid-parameter'],
		['?from=2026-11-23&limit=1w', 422, 'invalid-parameter'],
		['?from=2026-11-23&limit=2001wd', 422, 'invalid-parameter'],
		['', 422, 'invalid-parameter'],
	])('%s is a problem', async (query, status, type) => {
		const { world, token } = await machine()
		const answer = await dueDate(argsOf(world, token, `/api/v1/due-date${query}`))
		expect(answer.status).toBe(status)
		expect(answer.headers.get('Content-Type')).toContain('application/problem+json')
		expect((await answer.json()).type).toBe(`urn:fangxin:problem:${type}`)
	})

	test('nothing else but GET', () => {
		expect(noAction().status).toBe(405)
		expect(noLoader().status).toBe(405)
	})
})

describe('POST /api/v1/penalty-preview', () => {
	const post = (world: World, token: string, body: string) =>
		preview(argsOf(world, token, '/api/v1/penalty-preview', { method: 'POST', body }))

	test('the examples hold to the fen', async () => {
		const { world, token } = await machine('department')
		for (const example of penaltyExamples) {
			const answer = await post(world, token, JSON.stringify(example.input))
			expect(answer.status, example.text).toBe(200)
			expect(await answer.json(), example.text).toMatchObject({
				amountFen: example.yuan * 100,
				multiplierPercent: example.M,
				factorPercent: example.F,
				capped: example.capped,
				points: example.points,
			})
		}
	})

	test('factors that the rulebook does not name and any base above zero are computed', async () => {
		const { world, token } = await machine()
		const input = {
			severity: 'L2',
			units: 1,
			priors: 0,
			mitigating: [-7],
			aggravating: [13],
			share: 100,
			baseFen: 12_345,
		}
		const body = await (await post(world, token, JSON.stringify(input))).json()
		expect(body).toMatchObject({ factorPercent: 106, capped: false })
		expect(body.working.length).toBeGreaterThan(5)
	})

	test.each([
		['no JSON', '{', 400, 'not-json'],
		[
			'a field too many',
			'{"severity":"L1","units":1,"priors":0,"mitigating":[],"aggravating":[],"share":100,"x":1}',
			422,
			'invalid-body',
		],
		[
			'a share that there is not',
			'{"severity":"L1","units":1,"priors":0,"mitigating":[],"aggravating":[],"share":99}',
			422,
			'invalid-body',
		],
		['nothing', '{}', 422, 'invalid-body'],
	])('%s is a problem', async (_, body, status, type) => {
		const { world, token } = await machine()
		const answer = await post(world, token, body)
		expect(answer.status).toBe(status)
		expect((await answer.json()).type).toBe(`urn:fangxin:problem:${type}`)
	})
})
