import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkGate } from '#app/usecases/verify/gate.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import type { Db } from '#db/client.server.ts'
import { insertDeclaration } from '#db/queries/conflicts.server.ts'
import { recordGateReason } from '#db/queries/gate-reasons.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { decided, must, NO_CONFLICT, recorded, rowOf } from '#tests/support/penalty-case.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

async function thaw(db: Db, table: string): Promise<void> {
	const names = db.dialect === 'sqlite' ? [`${table}_no_update`] : [`${table}_no_change on ${table}`]
	for (const name of names) await sql.raw(`drop trigger ${name}`).execute(db.write)
}

describeOnBoth('verify of the gate', (open) => {
	test('finds each planted fault, and nothing in what the product has done', async () => {
		const db = await open(layWorld)
		const world = worldOf(db, '2026-11-09')
		const id = await decided(world)
		const rude = await recorded(world, { occurredOn: '2026-10-29' })
		await db.write.updateTable('violation').set({ violation_type: 'G01' }).where('id', '=', rude).execute()
		await db.write
			.updateTable('violation_circumstance')
			.set({ contact_or_threat: 1 })
			.where('violation_id', '=', rude)
			.execute()
		must(await confirmViolationCase(await world.as('compliance'), { id: rude, version: 1, declaration: NO_CONFLICT }))
		const found = async () => (await checkGate(db.read)).faults.map((fault) => fault.what)
		expect(await found()).toEqual([])

		const severity = db.write.updateTable('violation').where('id', '=', rude)
		await severity.set({ severity: 'L2' }).execute()
		expect(await found()).toEqual(['is L2 and was raised to L3'])
		await severity.set({ severity: 'L3' }).execute()

		const approver = await world.as('approver')
		const row = await rowOf(world, id)
		await world.deps.inTx(row.branch_id, async (tx) => {
			const base = { id: approver.newId(), branch_id: row.branch_id, account_id: approver.actor.accountId }
			await insertDeclaration(tx, {
				...base,
				subject_kind: 'violation',
				subject_id: row.violation_id ?? '',
				declared: 'conflict',
				relation: '持股',
				declared_at: '2026-11-01T00:00:00.000Z',
			})
			const subject = { kind: 'penalty', id: 'nowhere' } as const
			const given = { branchId: row.branch_id, by: approver.actor.accountId, at: approver.now }
			await recordGateReason(tx, { ...given, id: approver.newId(), subject, gate: 'excess', reason: '无主理由' })
			return { ok: true, value: null }
		})
		expect(await found()).toEqual([
			expect.stringContaining('who had declared an interest'),
			'(excess) belongs to no penalty',
		])
		for (const table of ['gate_reason', 'conflict_declaration', 'violation_uplift'])
			await expect(sql.raw(`update ${table} set branch_id = branch_id`).execute(db.write)).rejects.toThrow(
				'append-only',
			)
		await thaw(db, 'conflict_declaration')
		await db.write.updateTable('conflict_declaration').set({ declared: 'none' }).execute()
		expect(await found()).toEqual(['(excess) belongs to no penalty'])
	})
})
