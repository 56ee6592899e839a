import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/access.ts'
import { ROLES } from '#app/domain/access.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { type Random, seeded } from '#seeds/random.ts'
import { type Answer, openSite, type Site } from '#tests/support/site.ts'
import { type Canary, plantCanaries } from './canaries.ts'
import { layCases, subjectsOf } from './cases.ts'
import { addressOf, type Case, casesOf, type Listed, LOGINS, listedRoutes, rowFor } from './requests.ts'
import { TABLE } from './table.ts'

const LONG = process.env.FANGXIN_LONG === '1'
/** How many requests a normal run sends beside one for each person and route. */
const SAMPLE = 500

const LONG_TEXT = '这里写的是一段足够长的文字，用来让表单的检查都能通过。'
/** Fields that satisfy most forms, so that what refuses is the permission and not the form. */
const BODY = new URLSearchParams({
	version: '1',
	reason: LONG_TEXT,
	text: LONG_TEXT,
	answer: LONG_TEXT,
	note: LONG_TEXT,
	statement: LONG_TEXT,
	result: LONG_TEXT,
	cause: LONG_TEXT,
	mechanism: LONG_TEXT,
	proof: LONG_TEXT,
	verdict: 'accept',
	outcome: 'UPHELD',
	accepted: 'yes',
	confirm: 'on',
	amountYuan: '10',
	amount: '2',
	days: '2',
	period: '2026-10',
	assistId: '019b8684-aa80-7000-8000-000000000000',
	handlerId: '019b8684-aa80-7000-8000-000000000000',
}).toString()

let site: Site
let canaries: Canary[]
let refused: Case[]
let answered: Case[]
let listed: Listed[]

beforeAll(async () => {
	canaries = []
	site = await openSite('2026-11-09', async (world) => {
		await layCases(world)
		canaries = await plantCanaries(world)
	})
	listed = await listedRoutes()
	const actors = new Map<string, Actor>()
	for (const login of LOGINS) {
		if (login === undefined) continue
		const actor = await actorOf(site.world.db.read, await site.world.accountId(login))
		if (actor) actors.set(login, actor)
	}
	const subjects = await subjectsOf(site.world)
	const all = listed.flatMap((route) => casesOf(route, subjects, actors))
	const random = seeded(2026)
	refused = sampled(
		all.filter((one) => !one.allowed),
		random,
	)
	answered = sampled(
		all.filter((one) => one.allowed && one.method === 'GET'),
		random,
	)
}, 300_000)

afterAll(async () => {
	await site?.close()
})

/** Everything in a long run; else one request for each person and route, and some more by lot. */
function sampled(cases: readonly Case[], random: Random): Case[] {
	if (LONG) return [...cases]
	const shuffled = random.shuffle(cases)
	const first = new Map<string, Case>()
	for (const one of shuffled) {
		const key = `${one.file} ${one.login}`
		if (!first.has(key)) first.set(key, one)
	}
	const chosen = new Set(first.values())
	return [...chosen, ...shuffled.filter((one) => !chosen.has(one)).slice(0, SAMPLE)]
}

const describeCase = (one: Case) =>
	`${one.method} ${addressOf(one.file, one.url, one.transport)} as ${one.login ?? 'nobody'} (${one.file})`

async function send(one: Case): Promise<Answer> {
	return site.ask({
		method: one.method,
		path: addressOf(one.file, one.url, one.transport),
		as: one.login,
		...(one.method === 'POST' ? { body: BODY } : {}),
	})
}

/** To the page where one signs in: as a redirect, or as the data of one. */
function leadsToSignIn(answer: Answer): boolean {
	const location = answer.headers.get('Location') ?? ''
	if (answer.status >= 300 && answer.status < 400) return location.startsWith('/sign-in')
	return answer.status === 202 && answer.text.includes('/sign-in')
}

/** trust S24: headers that every answer carries, whatever it is. */
function bareOf(answer: Answer): string[] {
	const has = (name: string, pattern: RegExp) => pattern.test(answer.headers.get(name) ?? '')
	const wanted: readonly (readonly [string, RegExp])[] = [
		['X-Content-Type-Options', /^nosniff/],
		['Referrer-Policy', /^same-origin/],
		['Content-Security-Policy', /frame-ancestors 'none'/],
		['Strict-Transport-Security', /max-age=31536000/],
		['Cross-Origin-Opener-Policy', /^same-origin/],
		['Cache-Control', /no-store|private/],
		['X-Request-Id', /^[0-9a-f-]{36}$/],
	]
	const charset = /^text\/html(?!; charset=utf-8)/i.test(answer.headers.get('Content-Type') ?? '')
	return [
		...wanted.filter(([name, pattern]) => !has(name, pattern)).map(([name]) => name),
		...(charset ? ['charset'] : []),
	]
}

function leakOf(one: Case, answer: Answer): string[] {
	const login = one.login ?? 'nobody'
	const bare = bareOf(answer).map((header) => `${describeCase(one)} lacks ${header}`)
	const shown = canaries
		.filter((canary) => login === 'nobody' || canary.hiddenFrom(login))
		.filter((canary) => answer.text.includes(canary.text))
		.map((canary) => `${describeCase(one)} shows ${canary.text}`)
	return [...bare, ...shown]
}

function faultOf(one: Case, answer: Answer): string[] {
	const leaks = leakOf(one, answer)
	const said = `${describeCase(one)} answers ${answer.status} ${answer.headers.get('Location') ?? ''}`
	if (one.login === undefined) return leadsToSignIn(answer) || answer.status === 401 ? leaks : [...leaks, said]
	const shut = answer.status === 403 || answer.status === 404
	// A form is judged before its subject is looked for: who holds the permission may be told what is wrong with it.
	const told = one.method === 'POST' && one.holds && answer.status >= 400 && answer.status < 500
	return shut || told ? leaks : [...leaks, said]
}

/** A few at a time: the server has one thread. */
async function all<T>(cases: readonly Case[], judge: (one: Case, answer: Answer) => T[]): Promise<T[]> {
	const faults: T[] = []
	const waiting = [...cases]
	const work = async () => {
		for (let one = waiting.pop(); one; one = waiting.pop()) faults.push(...judge(one, await send(one)))
	}
	await Promise.all([work(), work(), work()])
	return faults
}

describe('every route, every role, every transport', () => {
	test('each route has a row, each row a route, each role a person', async () => {
		for (const { file } of listed) rowFor(file)
		const files = new Set(listed.map(({ file }) => file))
		expect(Object.keys(TABLE).filter((file) => !files.has(file))).toEqual([])
		const held = await site.world.db.read.selectFrom('role_grant').select('role').distinct().execute()
		expect(new Set([...held.map((row) => row.role), 'SYSTEM'])).toEqual(new Set(ROLES))
	})

	test('there is enough to ask', () => {
		const people = new Set(refused.map((one) => one.login))
		expect(people.size).toBe(LOGINS.length)
		expect(refused.length + answered.length).toBeGreaterThan(LONG ? 15_000 : 2500)
		expect(canaries.length).toBeGreaterThan(15)
		if (LONG)
			process.stdout.write(`${refused.length} refused, ${answered.length} answered, ${canaries.length} canaries\n`)
	})

	test('who may not is shown nothing, and nothing is changed', async () => {
		const before = await site.world.fingerprint()
		const faults = await all(refused, faultOf)
		expect(faults).toEqual([])
		expect(await site.world.fingerprint()).toBe(before)
	})

	test('who may is answered, and never with what is not for him or her', async () => {
		const faults = await all(answered, (one, answer) => {
			const leaks = leakOf(one, answer)
			const fine = one.act ? answer.status < 500 : answer.status === 200
			const said = `${describeCase(one)} answers ${answer.status} ${answer.headers.get('Location') ?? ''}`
			return fine ? leaks : [...leaks, said]
		})
		expect(faults).toEqual([])
	})

	test('the old transport is answered with 404', async () => {
		const faults: string[] = []
		for (const { file, path } of listed) {
			const plain = `/${path.replace(/:\w+\??/g, 'x').replace('*', 'x')}`
			for (const login of ['auditor', 'dealer', undefined] as const) {
				const route = encodeURIComponent(file.replace(/\.tsx?$/, ''))
				const answer = await site.ask({ path: `${plain}?_data=${route}`, as: login })
				if (answer.status !== 404) faults.push(`${plain} ${answer.status}`)
			}
		}
		expect(faults).toEqual([])
	})
})
