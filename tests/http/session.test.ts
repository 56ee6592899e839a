import { describe, expect, test } from 'vitest'
import { requireActor, requireBearerOrActor, requireSignedIn } from '#app/http/actor.server.ts'
import type { Edge } from '#app/http/load-context.ts'
import { action as signInAction } from '#app/routes/sign-in.tsx'
import { resetPassword } from '#app/usecases/admin/access.server.ts'
import { createToken } from '#app/usecases/admin/tokens.server.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { ORIGIN, SECRET } from '#tests/support/edge.ts'
import { done } from '#tests/support/orders.ts'
import { layWorld, PASSWORD, type World, worldOf } from '#tests/support/world.ts'

const OLD_SECRET = SECRET.split('').reverse().join('')

function contextOf(world: World, secrets = [SECRET]): Edge {
	return {
		deps: world.deps,
		nonce: 'n',
		requestId: 'r',
		address: '10.0.0.1',
		settings: { origin: ORIGIN, secure: true, secrets, demo: false, idleMinutes: 30 },
	}
}

function argsOf(world: World, path: string, init: RequestInit & { secrets?: string[] } = {}) {
	return { request: new Request(`${ORIGIN}${path}`, init), context: contextOf(world, init.secrets), params: {} }
}

/** What was thrown, when a Response was thrown. */
async function thrown(work: Promise<unknown>): Promise<Response> {
	const answer = await work.then(
		() => undefined,
		(error: unknown) => error,
	)
	if (!(answer instanceof Response)) throw new Error('No response was thrown')
	return answer
}

async function signedIn(world: World, login: string, password = PASSWORD, next = ''): Promise<Response> {
	const body = new URLSearchParams({ login, password, next })
	const answer = await signInAction(argsOf(world, '/sign-in', { method: 'POST', body }))
	if (!(answer instanceof Response)) throw new Error('Not signed in')
	return answer
}

async function cookieOf(world: World, login: string): Promise<string> {
	return (await signedIn(world, login)).headers.get('Set-Cookie')?.split(';')[0] ?? ''
}

async function freshWorld(): Promise<World> {
	return worldOf(await freshDatabase('sqlite', layWorld))
}

describe('the session cookie', () => {
	test('belongs to this host, to https and to no script, and holds no account', async () => {
		const world = await freshWorld()
		const header = (await signedIn(world, 'manager')).headers.get('Set-Cookie') ?? ''
		expect(header).toMatch(/^__Host-fx=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
		expect(decodeURIComponent(header)).not.toContain('manager')
	})

	test('is refused when its signature is not ours, and outlives a change of the secret', async () => {
		const world = await freshWorld()
		const cookie = await cookieOf(world, 'manager')
		const ask = (Cookie: string, secrets?: string[]) =>
			requireSignedIn(argsOf(world, '/account', { headers: { Cookie }, ...(secrets ? { secrets } : {}) }))
		expect((await ask(cookie)).actor.name).toBe('周晓岚')
		expect((await thrown(ask(`${cookie}x`))).status).toBe(303)
		expect((await thrown(ask(cookie, [OLD_SECRET]))).status).toBe(303)
		expect((await ask(cookie, [OLD_SECRET, SECRET])).actor.name).toBe('周晓岚')
	})
})

describe('who asks', () => {
	test('nobody is sent to sign in, with the way back', async () => {
		const world = await freshWorld()
		const answer = await thrown(requireActor(argsOf(world, '/orders?light=red'), 'order.read'))
		expect(answer.status).toBe(303)
		expect(answer.headers.get('Location')).toBe('/sign-in?next=%2Forders%3Flight%3Dred')
	})

	test('without the permission it is 403 with the refusal', async () => {
		const world = await freshWorld()
		const headers = { Cookie: await cookieOf(world, 'dealer') }
		const answer = await thrown(requireActor(argsOf(world, '/penalties', { headers }), 'penalty.read'))
		expect(answer.status).toBe(403)
		expect(await answer.json()).toEqual({ refusal: { kind: 'forbidden', rule: 'not-allowed' } })
	})

	test('who must change the password sees nothing else', async () => {
		const world = await freshWorld()
		const row = await world.db.read
			.selectFrom('account')
			.select('version')
			.where('login', '=', 'manager')
			.executeTakeFirstOrThrow()
		const reset = done(await resetPassword(await world.as('admin'), await world.accountId('manager'), row.version))
		const answer = await signedIn(world, 'manager', reset.password, '/orders')
		expect(answer.headers.get('Location')).toBe('/account/password')
		const headers = { Cookie: answer.headers.get('Set-Cookie')?.split(';')[0] ?? '' }
		const page = await thrown(requireActor(argsOf(world, '/inspections', { headers }), 'inspection.read'))
		expect(page.headers.get('Location')).toBe('/account/password')
		expect(
			(await requireSignedIn(argsOf(world, '/account/password', { headers }), { forPassword: true })).actor.name,
		).toBe('周晓岚')
		const api = await thrown(requireBearerOrActor(argsOf(world, '/api/v1/due-date', { headers }), 'api.compute'))
		expect(api.status).toBe(401)
	})

	test('signing in leads to the wanted page of this site, or to where the role begins', async () => {
		const world = await freshWorld()
		const to = async (login: string, next: string) =>
			(await signedIn(world, login, PASSWORD, next)).headers.get('Location')
		expect(await to('manager', '/outlets?q=1')).toBe('/outlets?q=1')
		for (const evil of ['//evil.example', 'https://evil.example', '/\\evil.example'])
			expect(await to('manager', evil)).toBe('/')
		expect(await to('dealer', '')).toBe('/desk')
		expect(await to('admin', '/')).toBe('/people')
	})

	test('a wrong password gives the typed name back and never the password', async () => {
		const world = await freshWorld()
		const body = new URLSearchParams({ login: 'manager', password: 'not-the-one', next: '' })
		const answer = await signInAction(argsOf(world, '/sign-in', { method: 'POST', body }))
		expect(JSON.stringify(answer)).toContain('"manager"')
		expect(JSON.stringify(answer)).not.toContain('not-the-one')
		expect(JSON.stringify(answer)).toContain('422')
	})
})

describe('machines', () => {
	test('a token alone counts: a good cookie beside a bad token opens nothing', async () => {
		const world = await freshWorld()
		const Cookie = await cookieOf(world, 'manager')
		const ask = (headers: Record<string, string>) =>
			requireBearerOrActor(argsOf(world, '/api/v1/due-date', { headers }), 'api.compute')
		expect((await ask({ Cookie })).actor.name).toBe('周晓岚')
		const bad = await thrown(ask({ Cookie, Authorization: 'Bearer nothing' }))
		expect(bad.status).toBe(401)
		expect(bad.headers.get('WWW-Authenticate')).toBe('Bearer')
		expect(bad.headers.get('Content-Type')).toContain('application/problem+json')
		const { token } = done(await createToken(await world.as('admin'), { login: 'auditor', label: 'x' }))
		expect((await ask({ Cookie, Authorization: `Bearer ${token}` })).actor.name).toBe('方若愚')
		const page = argsOf(world, '/penalties', { headers: { Cookie, Authorization: `Bearer ${token}` } })
		expect((await thrown(requireActor(page, 'penalty.read'))).status).toBe(303)
	})

	test('a token of an account without the permission is 403, not 401', async () => {
		const world = await freshWorld()
		const { token } = done(await createToken(await world.as('admin'), { login: 'dealer', label: 'x' }))
		const args = argsOf(world, '/api/v1/due-date', { headers: { Authorization: `Bearer ${token}` } })
		expect((await thrown(requireBearerOrActor(args, 'api.compute'))).status).toBe(403)
	})
})
