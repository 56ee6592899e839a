import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { loader } from '#app/routes/api.clock.ts'
import { createToken, revokeTokenOf } from '#app/usecases/admin/tokens.server.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { ORIGIN, SECRET } from '#tests/support/edge.ts'
import { done, signedFor } from '#tests/support/orders.ts'
import { inDefence, noticed, openLast } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

function argsOf(world: World, token: string, id: string): LoaderFunctionArgs {
	return {
		request: new Request(`${ORIGIN}/api/v1/clocks/${id}`, { headers: { Authorization: `Bearer ${token}` } }),
		context: {
			deps: world.deps,
			nonce: 'n',
			requestId: 'r',
			address: '10.0.0.1',
			settings: { origin: ORIGIN, secure: true, secrets: [SECRET], demo: false, idleMinutes: 30 },
		},
		params: { id },
	}
}

/** A refusal of the door is thrown, any other answer is returned. */
async function statusOf(world: World, token: string, id: string): Promise<number> {
	try {
		return (await loader(argsOf(world, token, id))).status
	} catch (thrown) {
		if (thrown instanceof Response) return thrown.status
		throw thrown
	}
}

async function clockOf(world: World, kind: string, subjectId: string): Promise<string> {
	const clocks = world.db.read.selectFrom('clock').select('id').where('subject_id', '=', subjectId)
	return (await clocks.where('kind', '=', kind).executeTakeFirstOrThrow()).id
}

test('a dealer’s token reads the clocks of its own cases, and nobody else’s; a token that was taken back reads none', async () => {
	const world = worldOf(await freshDatabase('sqlite', layWorld), '2026-11-09')
	const own = await clockOf(world, 'penalty.defence', await inDefence(world, { outlet: 'JZ-WJ-0312' }))
	const other = await noticed(world, { outlet: 'JZ-WJ-0400', occurredOn: '2026-10-28' })
	await openLast(world, other, 'dealer2')
	const foreign = await clockOf(world, 'penalty.defence', other)
	const order = await clockOf(world, 'order.handle', await signedFor(world))
	const secret = await clockOf(world, 'order.handle', await signedFor(world, { confidential: 'on' }))
	const tokenOf = async (login: string) => done(await createToken(await world.as('admin'), { login, label: 'x' }))
	const all = async (login: string) => {
		const { token } = await tokenOf(login)
		const statuses: number[] = []
		for (const id of [own, foreign, order, secret]) statuses.push(await statusOf(world, token, id))
		return statuses
	}
	expect(await all('dealer')).toEqual([200, 404, 404, 404])
	expect(await all('dealer2')).toEqual([404, 200, 404, 404])
	expect(await all('compliance')).toEqual([200, 200, 200, 404])
	expect(await all('auditor')).toEqual([200, 200, 200, 200])
	expect(await all('handler-kf')).toEqual([404, 404, 404, 404])
	// Who keeps the accounts reads no case.
	expect(await all('admin')).toEqual([403, 403, 403, 403])
	const lost = await tokenOf('dealer')
	done(await revokeTokenOf(await world.as('admin'), lost.id))
	expect(await statusOf(world, lost.token, own)).toBe(401)
	expect(await statusOf(world, 'fx_guess', own)).toBe(401)
	expect(await statusOf(world, (await tokenOf('dealer')).token, '019b8684-aa80-7000-8000-000000000000')).toBe(404)
})
