import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { folderState, writeFolder } from '#app/infra/bundle/folder.server.ts'
import { zipOf } from '#app/infra/bundle/zip.server.ts'
import { bundleForDealer } from '#app/usecases/bundle/dealer-bundle.server.ts'
import { type Bundle, bundleCase, bundleForOperator } from '#app/usecases/bundle/make-bundle.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { askForReview } from '#app/usecases/penalties/review.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { describeOnBoth, freshDatabase } from '../support/database.ts'
import {
	at,
	decided,
	drafted,
	inDefence,
	must,
	noticed,
	PHOTO,
	payIn,
	rowOf,
	servedCase,
	WHY,
} from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const folders: string[] = []
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function fresh(): string {
	const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
	folders.push(folder)
	return folder
}

async function laid(bundle: Bundle): Promise<string> {
	const folder = fresh()
	await writeFolder(folder, bundle.files)
	return folder
}

function verify(folder: string, node = process.execPath) {
	const { status, stdout } = spawnSync(node, [join(folder, 'verify.mjs')], {
		encoding: 'utf8',
		env: { ...process.env, NODE_PATH: '' },
	})
	return { status, said: stdout.trim() }
}

const OK = /^ok: CF-\d{4}-\d{4} \((staff|dealer) copy\): \d+ files, \d+ events/

const json = (folder: string, name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const save = (folder: string, name: string, body: unknown) =>
	writeFileSync(join(folder, name), `${JSON.stringify(body, null, '\t')}\n`)

/** What somebody does who knows how the manifest works: every hash is made to fit again. */
function reseal(folder: string): void {
	const { seal: _, ...manifest } = json(folder, 'manifest.json')
	for (const file of manifest.files) {
		const bytes = readFileSync(join(folder, file.path))
		file.size = bytes.length
		file.sha256 = createHash('sha256').update(bytes).digest('hex')
	}
	const seal = createHash('sha256').update(JSON.stringify(manifest)).digest('hex')
	save(folder, 'manifest.json', { ...manifest, seal })
}

function edit(folder: string, name: string, change: (body: ReturnType<typeof json>) => void): void {
	const body = json(folder, name)
	change(body)
	save(folder, name, body)
}

const evidenceIn = (folder: string) => join(folder, 'evidence', readdirSync(join(folder, 'evidence'))[0] ?? '')

/** Twenty ways to falsify a case file, with what has to be named. The later ones make the hashes fit again. */
const TAMPERS: readonly (readonly [string, (folder: string) => void, RegExp])[] = [
	['a byte of a piece of evidence', (f) => writeFileSync(evidenceIn(f), 'other'), /evidence\/[0-9a-f]{64}\.jpg/],
	[
		'a byte in the middle',
		(f) => {
			const bytes = readFileSync(evidenceIn(f))
			bytes[40] = (bytes[40] ?? 0) ^ 1
			writeFileSync(evidenceIn(f), bytes)
		},
		/evidence\/.*was changed/,
	],
	['evidence removed', (f) => rmSync(evidenceIn(f)), /evidence\/.*is missing/],
	['evidence renamed', (f) => renameSync(evidenceIn(f), join(f, 'evidence', 'a.jpg')), /evidence\/.*is missing/],
	['a file added', (f) => writeFileSync(join(f, 'more.pdf'), 'x'), /more\.pdf: does not belong/],
	['a hidden file added', (f) => writeFileSync(join(f, 'evidence', '.x'), ''), /evidence\/\.x: does not belong/],
	[
		'case.json changed',
		(f) => edit(f, 'case.json', (b) => Object.assign(b.penalty, { amount_fen: 1 })),
		/^wrong: case\.json/,
	],
	['events.json changed', (f) => edit(f, 'events.json', (b) => b.events.reverse()), /^wrong: events\.json/],
	[
		'verify.mjs changed',
		(f) => writeFileSync(join(f, 'verify.mjs'), `${readFileSync(join(f, 'verify.mjs'), 'utf8')}\n`),
		/verify\.mjs/,
	],
	[
		'manifest: a hash',
		(f) => edit(f, 'manifest.json', (m) => Object.assign(m.files[3], { sha256: '0'.repeat(64) })),
		/manifest\.json/,
	],
	[
		'manifest: a name',
		(f) => edit(f, 'manifest.json', (m) => Object.assign(m.files[3], { name: 'x.jpg' })),
		/manifest\.json/,
	],
	['manifest: an entry removed', (f) => edit(f, 'manifest.json', (m) => m.files.splice(3, 1)), /manifest\.json/],
	['manifest removed', (f) => rmSync(join(f, 'manifest.json')), /manifest\.json: is missing/],
	[
		'an entry and its file removed, sealed anew',
		(f) => {
			rmSync(evidenceIn(f))
			edit(f, 'manifest.json', (m) =>
				m.files.splice(
					m.files.findIndex((one: { path: string }) => one.path.startsWith('evidence')),
					1,
				),
			)
			reseal(f)
		},
		/evidence/,
	],
	[
		'the amount in case.json, sealed anew',
		(f) => {
			edit(f, 'case.json', (b) => Object.assign(b.penalty, { amount_fen: 100 }))
			reseal(f)
		},
		/case\.json: penalty\.amount_fen is not what event \d+ says/,
	],
	[
		'the state in case.json, sealed anew',
		(f) => {
			edit(f, 'case.json', (b) => Object.assign(b.penalty, { state: 'REVOKED' }))
			reseal(f)
		},
		/case\.json: penalty\.state is not what event \d+ says/,
	],
	[
		'the text of a document in case.json, sealed anew',
		(f) => {
			edit(f, 'case.json', (b) => Object.assign(b.tables.notice[0], { body_json: '{}' }))
			reseal(f)
		},
		/case\.json: the text of notice 1/,
	],
	[
		'an event rewritten, sealed anew',
		(f) => {
			edit(f, 'events.json', (b) => Object.assign(b.events[2], { reason: 'another reason' }))
			reseal(f)
		},
		/event \d+: was changed/,
	],
	[
		'an event removed, sealed anew',
		(f) => {
			edit(f, 'events.json', (b) => b.events.splice(3, 1))
			reseal(f)
		},
		/event \d+: (is missing|lacks the link)/,
	],
	[
		'events put in another order, sealed anew',
		(f) => {
			edit(f, 'events.json', (b) => b.events.splice(1, 2, b.events[2], b.events[1]))
			reseal(f)
		},
		/event \d+: stands out of order/,
	],
	[
		'an event rewritten with its own hash, sealed anew',
		(f) => {
			edit(f, 'events.json', (b) => {
				const e = b.events[2]
				e.reason = 'another reason'
				const fields = [e.prev_hash, e.branch_id, e.seq, e.at, e.actor_id, e.subject_kind, e.subject_id, e.kind]
				const all = [...fields, e.before_json, e.after_json, e.reason]
				e.hash = createHash('sha256').update(JSON.stringify(all)).digest('hex')
			})
			reseal(f)
		},
		/event \d+: (is not chained|was changed)/,
	],
	[
		'a link of the chain, sealed anew',
		(f) => {
			edit(f, 'events.json', (b) => Object.assign(b.links[0], { hash: 'f'.repeat(64) }))
			reseal(f)
		},
		/event \d+/,
	],
	[
		'an event of another case added, sealed anew',
		(f) => {
			edit(f, 'events.json', (b) => b.events.push({ ...b.events.at(-1), seq: b.events.at(-1).seq + 1 }))
			reseal(f)
		},
		/event \d+/,
	],
]

const NODE_20 = '/usr/bin/node'
const hasNode20 = existsSync(NODE_20) && /^v20\./.test(execFileSync(NODE_20, ['-v'], { encoding: 'utf8' }))

describe('a falsified case file', () => {
	test('twenty ways and more are found, each by what is wrong', async () => {
		const db = await freshDatabase('sqlite', layWorld)
		const world = worldOf(db, '2026-11-02')
		await world.deps.evidence.put(PHOTO)
		const whole = await laid(must(await bundleCase(await world.as('compliance'), await servedCase(world))))
		await db.close()
		expect(verify(whole)).toEqual({ status: 0, said: expect.stringMatching(OK) })
		if (hasNode20) expect(verify(whole, NODE_20)).toEqual({ status: 0, said: expect.stringMatching(OK) })
		expect(TAMPERS.length).toBeGreaterThanOrEqual(20)
		for (const [what, change, names] of TAMPERS) {
			const folder = fresh()
			cpSync(whole, folder, { recursive: true })
			change(folder)
			const found = verify(folder)
			expect(found.status, what).toBe(1)
			expect(found.said, what).toMatch(names)
			expect(found.said.split('\n'), what).toHaveLength(1)
		}
	})

	test('a folder that holds something else is not touched', async () => {
		const folder = fresh()
		expect(folderState(folder)).toBe('free')
		writeFileSync(join(folder, 'letter.txt'), 'mine')
		expect(folderState(folder)).toBe('taken')
		expect(folderState(join(folder, 'letter.txt'))).toBe('taken')
		expect(folderState(join(folder, 'not', 'there'))).toBe('free')
	})
})

type Walk = (world: World) => Promise<string>

const WALKS: Readonly<Record<string, Walk>> = {
	DRAFT: async (world) => drafted(world),
	CHECKED: async (world) => {
		const id = await drafted(world)
		must(await checkCase(await world.as('compliance'), await at(world, id)))
		return id
	},
	PRE_NOTICED: async (world) => noticed(world),
	DEFENCE: async (world) => {
		const id = await inDefence(world)
		must(await stateDefence(await world.as('dealer'), { ...(await at(world, id)), args: ['海报是总部统一配发的。'] }))
		return id
	},
	DECIDED: async (world) => decided(world),
	SERVED: async (world) => servedCase(world),
	REVIEW: async (world) => {
		const id = await servedCase(world)
		const wish = { ground: 'facts' as const, statement: '现场照片不是我店。' }
		must(await askForReview(await world.as('dealer'), { ...(await at(world, id)), ...wish }))
		return id
	},
	FINAL: async (world) => {
		const id = await servedCase(world, { severity: 'L3' })
		world.at('2026-12-08')
		await sweepOnce(world.deps)
		return id
	},
	WITHDRAWN: async (world) => {
		const id = await noticed(world)
		must(await withdrawCase(await world.as('approver'), { ...(await at(world, id)), reason: WHY }))
		return id
	},
}

describeOnBoth('the case file', (open) => {
	test.each(Object.keys(WALKS))('of a case in state %s verifies', async (state) => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 3_000_000)
		await world.deps.evidence.put(PHOTO)
		const id = await WALKS[state]?.(world)
		if (!id) throw new Error(`No walk to ${state}`)
		expect((await rowOf(world, id)).state).toBe(state)
		const bundle = must(await bundleCase(await world.as('auditor'), id))
		const folder = await laid(bundle)
		expect(verify(folder)).toEqual({ status: 0, said: expect.stringMatching(OK) })
		expect(verify(folder).said).toContain(bundle.manifestSha256)
		const notices = await noticesOf(world.db.read, id)
		expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toHaveLength(notices.length)
		const facts = json(folder, 'events.json').facts.map((one: { path: string }) => one.path)
		expect(facts).toContain('penalty.state')
		// Made again over the first one, it has one event more: that it was made.
		const again = must(await bundleForOperator(await world.as('admin'), id, 'root'))
		await writeFolder(folder, again.files)
		expect(verify(folder).status).toBe(0)
		const events = await eventsOf(world.db.read, 'penalty', id)
		expect(events.filter((one) => one.kind === 'penalty.bundled')).toHaveLength(2)
		expect(
			json(folder, 'events.json').events.filter((one: { kind: string }) => one.kind === 'penalty.bundled'),
		).toHaveLength(1)
	})

	test('of an imported case, which has no procedure, verifies, too', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { version: _, ...row } = await rowOf(world, await drafted(world))
		const history = { id: 'old', number: 'CF-2012-0001', state: 'CLOSED', historic: 1, external_key: 'x' } as const
		const none = { violation_id: null, violation_type: null, rulebook_version_id: null, severity: null } as const
		await world.db.write
			.insertInto('penalty')
			.values({ ...row, ...history, ...none })
			.execute()
		const folder = await laid(must(await bundleForOperator(await world.as('admin'), 'old', 'root')))
		expect(verify(folder)).toEqual({ status: 0, said: expect.stringMatching(/^ok: CF-2012-0001 .* 0 events/) })
	})

	test('is taken out by those who may, is whole in a ZIP, and keeps no identity hashes', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await servedCase(world)
		const before = await world.fingerprint()
		expect(await bundleCase(await world.as('manager'), id)).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await bundleCase(await world.as('panel1'), id)).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await bundleCase(await world.as('dealer'), id)).toMatchObject({ error: { kind: 'missing' } })
		expect(await bundleCase(await world.as('compliance'), 'nothing')).toMatchObject({ error: { kind: 'missing' } })
		expect(await world.fingerprint()).toBe(before)
		const bundle = must(await bundleCase(await world.as('approver'), id))
		const chunks: Uint8Array[] = []
		for await (const chunk of zipOf(bundle.number, bundle.files, new Date(world.deps.now()))) chunks.push(chunk)
		const folder = fresh()
		const files = Object.entries(unzipSync(Buffer.concat(chunks)))
		await writeFolder(
			folder,
			files.map(([path, bytes]) => ({
				path: path.slice(bundle.number.length + 1),
				bytes: async () => Buffer.from(bytes),
			})),
		)
		expect(verify(folder).status).toBe(0)
		expect(readFileSync(join(folder, 'case.json'), 'utf8')).not.toContain('id_hmac')
	})
})

describeOnBoth("the dealer's copy", (open) => {
	test('verifies, holds what was told and the own acts, and nothing of the staff', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await world.deps.evidence.put(PHOTO)
		const id = await inDefence(world)
		const text = '海报是总部统一配发的。'
		must(await stateDefence(await world.as('dealer'), { ...(await at(world, id)), args: [text] }))
		await sweepOnce(world.deps)
		expect(await bundleForDealer(await world.as('dealer2'), id)).toMatchObject({ error: { kind: 'missing' } })
		const folder = await laid(must(await bundleForDealer(await world.as('dealer'), id)))
		expect(verify(folder)).toEqual({ status: 0, said: expect.stringMatching(/dealer copy.*events, \d+ sealed/) })
		const [body, log, manifest] = ['case.json', 'events.json', 'manifest.json'].map((name) => json(folder, name))
		expect(JSON.stringify(body)).toContain(text)
		const everything = JSON.stringify([body, log, manifest])
		for (const login of ['manager', 'compliance', 'manager8', 'approver']) {
			expect(everything).not.toContain(await world.accountId(login))
			expect(everything).not.toContain((await world.as(login)).actor.name)
		}
		expect(everything).not.toContain('内部意见')
		expect(everything).not.toContain(createHash('sha256').update(PHOTO).digest('hex'))
		const dealer = await world.accountId('dealer')
		expect(new Set(log.events.map((one: { actor_id: string }) => one.actor_id))).toEqual(new Set([dealer]))
		expect(log.sealed.map((one: { kind: string }) => one.kind)).toContain('penalty.pre-noticed')
		expect(log.sealed.map((one: { kind: string }) => one.kind)).not.toContain('penalty.checked')
		edit(folder, 'events.json', (b) => Object.assign(b.sealed[0], { hash: 'e'.repeat(64) }))
		reseal(folder)
		expect(verify(folder).status).toBe(1)
	})

	test('nothing of a case that was not told', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await drafted(world)
		expect(await bundleForDealer(await world.as('dealer'), id)).toMatchObject({ error: { kind: 'missing' } })
	})
})
