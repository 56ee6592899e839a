import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '#seeds/random.ts'
import { ORIGIN, openSite, type Site } from '#tests/support/site.ts'
import { layCases, subjectsOf } from './cases.ts'
import { type Listed, listedRoutes, rowFor } from './requests.ts'

const LONG = process.env.FANGXIN_LONG === '1'
const SAMPLE = 2500

const ORIGINS = [
	'https://evil.example',
	'null',
	'http://fangxin.example.cn',
	'https://fangxin.example.cn:8443',
	'https://fangxin.example.cn.evil.example',
	null,
] as const
const SITES = ['cross-site', 'same-site', 'none', null] as const
const TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'] as const
const TRANSPORTS = ['document', 'data', 'routes', 'old'] as const

type Foreign = {
	readonly url: string
	readonly login: string
	readonly origin: (typeof ORIGINS)[number]
	readonly site: (typeof SITES)[number]
	readonly type: (typeof TYPES)[number]
	readonly transport: (typeof TRANSPORTS)[number]
}

let site: Site
let listed: Listed[]
let requests: Foreign[]

const VICTIMS = ['compliance', 'approver', 'issuer', 'department', 'dealer', 'auditor', 'admin']

beforeAll(async () => {
	site = await openSite('2026-11-09', layCases)
	listed = await listedRoutes()
	const subjects = await subjectsOf(site.world)
	const random = seeded(4)
	const all: Foreign[] = []
	for (const { file, path } of listed) {
		const row = rowFor(file)
		if (!row.post) continue
		const id = row.subject ? (subjects[row.subject][0]?.id ?? 'x') : 'x'
		const params: Readonly<Record<string, string>> = { ...row.params?.[0], id }
		const url = `/${path.replace(/:(\w+)\??/g, (_, name: string) => params[name] ?? 'x').replace('*', 'x')}`
		for (const origin of ORIGINS)
			for (const from of SITES)
				for (const type of TYPES)
					for (const transport of TRANSPORTS)
						all.push({ url, login: random.pick(VICTIMS), origin, site: from, type, transport })
	}
	requests = LONG ? all : random.shuffle(all).slice(0, SAMPLE)
}, 300_000)

afterAll(async () => {
	await site?.close()
})

function addressOf({ url, transport }: Foreign): string {
	if (transport === 'document') return url
	if (transport === 'old') return `${url}?_data=routes%2Fx`
	return transport === 'data' ? `${url}.data` : `${url}.data?_routes=routes%2Fx`
}

test('a form of another site runs nothing, by any transport and any type of body', async () => {
	const before = await site.world.fingerprint()
	const faults: string[] = []
	const waiting = [...requests]
	const work = async () => {
		for (let one = waiting.pop(); one; one = waiting.pop()) {
			const answer = await site.ask({
				method: 'POST',
				path: addressOf(one),
				as: one.login,
				body: 'version=1&reason=forged&theme=dark&language=en&confirm=on',
				type: one.type,
				headers: { Origin: one.origin, 'Sec-Fetch-Site': one.site },
			})
			const fine = one.transport === 'document' || one.transport === 'data' ? [403] : [403, 404]
			if (!fine.includes(answer.status)) faults.push(`${JSON.stringify(one)} ${answer.status}`)
			if (answer.headers.get('Set-Cookie')) faults.push(`${JSON.stringify(one)} sets a cookie`)
		}
	}
	await Promise.all([work(), work(), work()])
	expect(faults).toEqual([])
	expect(requests.length).toBeGreaterThanOrEqual(SAMPLE)
	expect(await site.world.fingerprint()).toBe(before)
})

test("this site's own origin with a foreign Sec-Fetch-Site is refused as well, and without it is let in", async () => {
	const ask = (from: string | null) =>
		site.ask({
			method: 'POST',
			path: '/theme',
			body: 'theme=dark',
			headers: { Origin: ORIGIN, 'Sec-Fetch-Site': from },
		})
	expect((await ask('cross-site')).status).toBe(403)
	expect((await ask('same-site')).status).toBe(403)
	expect((await ask('same-origin')).status).toBe(303)
	expect((await ask(null)).status).toBe(303)
})

test('a forwarded host does not make another site ours', async () => {
	for (const name of ['X-Forwarded-Host', 'Forwarded', 'X-Original-Host']) {
		const answer = await site.ask({
			method: 'POST',
			path: '/theme',
			body: 'theme=dark',
			headers: { Origin: 'https://evil.example', [name]: name === 'Forwarded' ? 'host=evil.example' : 'evil.example' },
		})
		expect(answer.status, name).toBe(403)
	}
})
