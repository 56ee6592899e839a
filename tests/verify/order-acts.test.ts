import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { instantAt, instantMs } from '#app/domain/time.ts'
import { diskStore } from '#app/infra/evidence/disk.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { chaseNoticePdf } from '#app/usecases/orders/chase-notice-page.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { mergeOrders } from '#app/usecases/orders/merge.server.ts'
import { suspendOrder } from '#app/usecases/orders/suspend.server.ts'
import { transferOrder } from '#app/usecases/orders/transfer.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkEvidence } from '#app/usecases/verify/evidence.server.ts'
import { checkNumbers } from '#app/usecases/verify/numbers.server.ts'
import { checkOrderActs } from '#app/usecases/verify/order-acts.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, done, issued, signedFor, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** One suspended, one in transfer, one merged, one extended, one late with its notice. */
async function full(w: World): Promise<void> {
	const late = await signedFor(w)
	w.at(instantAt('2026-11-24', 520))
	await sweepOnce(w.deps)
	const pause = { body: '省公司', until: '2026-12-01', reason: '等待答复中' } as const
	const waiting = await signedFor(w, { complaintOn: '2026-11-23', source: 'HOTLINE' })
	done(await suspendOrder(await w.as('issuer'), waiting, await versionNow(w, waiting), pause))
	const given = await signedFor(w)
	const to = { departmentId: await departmentId(w, 'XX'), accountId: null }
	done(await transferOrder(await w.as('department'), given, await versionNow(w, given), { to, reason: '职责调整' }))
	const source = { id: await issued(w, { complaintOn: '2026-11-20', source: 'MIIT' }), version: undefined }
	const target = { id: late, version: undefined }
	done(await mergeOrders(await w.as('issuer'), { target, sources: [source], reason: '同一问题' }))
	const more = await signedFor(w)
	const ask = { limit: { amount: 3, unit: 'wd' }, reason: '凭证在省公司' } as const
	done(await askExtension(await w.as('department'), more, await versionNow(w, more), ask))
	const grant = { approve: true, reason: '省公司确认调取需要时间，同意延期' }
	done(await decideOnExtension(await w.as('issuer'), more, await versionNow(w, more), grant))
}

const OWNER = `(select id from order_owner where n = 1 order by id limit 1)`
const FAULTS = [
	[
		'an owner that ends early',
		`update order_owner set to_at = '2026-11-02T01:00:00.000Z' where id = ${OWNER}`,
		'owner',
	],
	['an order that nobody owns', `delete from order_owner where n = 1`, 'issued to nobody'],
	[
		'another handler in the order',
		`update supervision_order set handler_id = 'x' where transfer_to_id is not null`,
		'another owner',
	],
	[
		'a suspension without a pause',
		`update supervision_order set suspended_at = null where suspended_at is not null`,
		'suspended',
	],
	[
		'a statutory clock that stood',
		`update clock set state = 'PAUSED' where kind = 'order.statutory'`,
		'statutory clock',
	],
	[
		'another statutory date',
		`update supervision_order set statutory_due_on = '2026-12-31' where suspended_at is not null`,
		'statutory date',
	],
	['an extension granted by who asked', `update order_extension set decided_by = asked_by`, 'extensions'],
	[
		'an extension that was not counted',
		`update supervision_order set extension_count = 2 where extension_count = 1`,
		'extensions',
	],
	['a transfer without its clock', `update clock set state = 'CANCELLED' where kind = 'order.transfer'`, 'transfer'],
	['a mark without a transfer', `update supervision_order set transfer_to_id = null`, 'transfer'],
	['a merged order without a target', `update supervision_order set merged_into_id = null`, 'target'],
] as const

describeOnBoth('verify the acts on orders', (open) => {
	test('sound orders pass', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		await full(w)
		const check = await checkOrderActs(w.db.read)
		expect(check).toMatchObject({ faults: [], looked: '1 chase notice' })
		// Its number is not looked for among the notices to dealers.
		expect((await checkNumbers(w.db.read)).faults).toEqual([])
	})

	test('the file of a notice that was opened is known, and missed when it is gone', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		await full(w)
		const dir = mkdtempSync(join(tmpdir(), 'fangxin-chase-'))
		const look = async () => {
			const place = { dir, nowMs: instantMs(w.deps.now()), fresh: w.db.read, wait: async () => undefined }
			return (await checkEvidence(w.db.read, place)).faults.map(({ where, what }) => `${where} ${what}`)
		}
		try {
			const { id } = await w.db.read.selectFrom('order_notice').select('id').executeTakeFirstOrThrow()
			const ctx = { ...(await w.as('issuer')), evidence: diskStore(dir) }
			done(await chaseNoticePdf(ctx, id, 'zh-Hans'))
			expect(await look()).toEqual([])
			rmSync(dir, { recursive: true })
			expect(await look()).toEqual([
				expect.stringMatching(`^PDF \\(zh-Hans\\) of chase notice ${id} its file .* is missing`),
			])
		} finally {
			rmSync(dir, { recursive: true, force: true })
		}
	})

	test('each planted fault is found', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		await full(w)
		for (const [name, bad, what] of FAULTS) {
			const found: string[] = []
			await w.db.write
				.transaction()
				.execute(async (tx) => {
					await sql.raw(bad).execute(tx)
					found.push(...(await checkOrderActs(tx)).faults.map((fault) => fault.what))
					throw new Error('back')
				})
				.catch((error: unknown) => {
					if (!(error instanceof Error) || error.message !== 'back') throw error
				})
			expect(found.join(' '), name).toContain(what)
		}
	})

	test('a changed notice is found', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		await full(w)
		const { write, dialect } = w.db
		if (dialect === 'sqlite') await sql`drop trigger order_notice_no_update`.execute(write)
		else await sql`drop trigger order_notice_no_change on order_notice`.execute(write)
		await sql`update order_notice set body_json = replace(body_json, '催', '摧'), sent_at = due_at`.execute(write)
		const found = (await checkOrderActs(w.db.read)).faults.map((fault) => fault.what)
		expect(found).toEqual(['has another body than its hash', 'was sent before the order was late'])
	})
})
