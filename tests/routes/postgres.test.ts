import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Actor } from '#app/domain/access.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { seeded } from '#seeds/random.ts'
import { openSite, type Site } from '#tests/support/site.ts'
import { layCases, subjectsOf } from './cases.ts'
import { type Case, casesOf, LOGINS, listedRoutes } from './requests.ts'

const LONG = process.env.FANGXIN_LONG === '1'
/** Pages of each route that are opened. */
const EACH = LONG ? 60 : 3

let site: Site
let pages: Case[]

beforeAll(async () => {
	site = await openSite('2026-11-09', layCases, inject('postgres'))
	const actors = new Map<string, Actor>()
	for (const login of LOGINS) {
		const actor = login && (await actorOf(site.world.db.read, await site.world.accountId(login)))
		if (login && actor) actors.set(login, actor)
	}
	const subjects = await subjectsOf(site.world)
	pages = (await listedRoutes()).flatMap((route) => {
		const shown = casesOf(route, subjects, actors).filter((one) => one.allowed && one.method === 'GET')
		return seeded(16)
			.shuffle(shown.filter((one) => one.transport === 'document'))
			.slice(0, EACH)
	})
}, 300_000)

afterAll(async () => {
	await site?.close()
})

test('every page is made from PostgreSQL as well', async () => {
	const faults: string[] = []
	const waiting = [...pages]
	const work = async () => {
		for (let one = waiting.pop(); one; one = waiting.pop()) {
			const answer = await site.ask({ path: one.url, as: one.login })
			if (one.act ? answer.status >= 500 : answer.status !== 200)
				faults.push(`${one.url} as ${one.login} ${answer.status} (${one.file})`)
		}
	}
	// While one waits for the database another is made.
	await Promise.all([work(), work(), work()])
	expect(faults).toEqual([])
	expect(pages.length).toBeGreaterThan(100)
})

const QUERIES = [
	'q',
	'number',
	'person',
	'reason',
	'id',
	'cursor',
	'after',
	'view',
	'state',
	'from',
	'dealer',
	'period',
]
const NAUGHTY = ['%00', 'a%00b', '%FF', '%27', '%25', '%5C', '_', '99999999999999999999', '-1', '%F0%9F%98%80']

test('odd characters in an address are met, also those that PostgreSQL cannot store', async () => {
	const faults: string[] = []
	const lists = [
		'audit',
		'orders',
		'penalties',
		'violations',
		'inspections',
		'plans',
		'outlets',
		'dealers',
		'ledger',
		'search',
	]
	const ask = async (path: string) => {
		const answer = await site.ask({ path, as: 'auditor' })
		if (answer.status >= 500) faults.push(`${path} ${answer.status}`)
	}
	for (const list of lists) {
		for (const text of NAUGHTY) {
			await ask(`/${list}?${QUERIES.map((name) => `${name}=${text}`).join('&')}`)
			if (LONG) for (const name of QUERIES) await ask(`/${list}?${name}=${text}`)
			if (list !== 'search' && list !== 'ledger') await ask(`/${list}/${text}`)
		}
	}
	expect(faults).toEqual([])
})

test('a text with a NUL is kept without it, or refused', async () => {
	const id = (await site.world.db.read.selectFrom('inspection').select('id').executeTakeFirstOrThrow()).id
	const body = new URLSearchParams({
		subject: 'inspection',
		id,
		text: `二十个字以上的审计意见\u0000二十个字以上的审计意见`,
	})
	const answer = await site.ask({ method: 'POST', path: '/audit/opinions/new', as: 'auditor', body: body.toString() })
	expect([303, 422]).toContain(answer.status)
})
