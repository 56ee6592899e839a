import { expect, test } from 'vitest'
import { ok } from '#app/domain/result.ts'
import { appendEvents, eventHash, GENESIS } from '#db/queries/events.server.ts'
import { nextNumber } from '#db/queries/numbers.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

describeOnBoth('event chain and number series', (open) => {
	test('events are chained without a gap and every hash can be recomputed', async () => {
		const world = worldOf(await open(layWorld))
		const ctx = await world.as('compliance')
		const append = (text: string) =>
			ctx.inTx(ctx.actor.branchId, async (tx) => {
				await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
					{ subjectKind: 'dealer', subjectId: 'x', kind: 'dealer.changed', reason: text },
				])
				return ok(undefined)
			})
		await Promise.all(['a', 'b', 'c', 'd', 'e'].map(append))
		const rows = await world.db.read.selectFrom('case_event').selectAll().orderBy('seq').execute()
		expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1))
		let previous = GENESIS
		for (const row of rows) {
			expect(row.prev_hash).toBe(previous)
			expect(eventHash(row)).toBe(row.hash)
			previous = row.hash
		}
	})

	test('numbers have no gap, also when a transaction is rolled back', async () => {
		const world = worldOf(await open(layWorld))
		const ctx = await world.as('compliance')
		const take = (keep: boolean) =>
			ctx.inTx(ctx.actor.branchId, async (tx) => {
				const n = await nextNumber(tx, ctx.actor.branchId, 'CF', 2026)
				return keep ? ok(n) : { ok: false as const, error: { kind: 'procedure' as const, rule: 'stale' as const } }
			})
		const taken = await Promise.all([true, false, true, true, false, true].map(take))
		const numbers = taken.flatMap((answer) => (answer.ok ? [answer.value] : []))
		expect(numbers.sort()).toEqual([1, 2, 3, 4])
	})
})
