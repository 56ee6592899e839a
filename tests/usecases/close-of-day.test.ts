import { expect, test } from 'vitest'
import { isStatutory } from '#app/domain/clock.ts'
import { DEFAULT_POLICY } from '#app/domain/policy/default-policy.ts'
import { checkClocks } from '#app/usecases/verify/clocks.server.ts'
import { clockById } from '#db/queries/clocks.server.ts'
import { layClaims } from '#tests/support/claims.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { complained } from '#tests/support/intake.ts'
import { departmentId, signedFor } from '#tests/support/orders.ts'
import { inDefence, servedCase } from '#tests/support/penalty-case.ts'
import { changePolicy } from '#tests/support/retire.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const WHOLE_DAY = 24 * 60

async function allClocks(w: World) {
	const rows = await w.db.read.selectFrom('clock').select('id').orderBy('id').execute()
	const found = []
	for (const { id } of rows) found.push(await clockById(w.db.read, id))
	return found.flatMap((clock) => clock ?? [])
}

/** Something of every kind that a branch has. */
async function work(w: World): Promise<void> {
	await servedCase(w)
	await inDefence(w, { units: 2 })
	await layClaims(w)
	await complained(w)
	const assists = [{ departmentId: await departmentId(w, 'KF'), task: '回访用户', dueOn: '2026-11-12' }]
	await signedFor(w, { assists, complaintOn: '2026-11-01', source: 'HOTLINE' })
}

describeOnBoth("the policy's close of day", (open) => {
	test('ends the last day of every clock that starts under it, by whom it binds; clocks that run keep theirs', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		await inDefence(w)
		const before = await allClocks(w)
		expect(before.find(({ kind }) => kind === 'penalty.defence')?.closeAt).toBe(DEFAULT_POLICY.closeOfDay.dealer)
		await changePolicy(w, { 'closeOfDay.dealer': '20:00', 'closeOfDay.department': '17:00' })
		await work(w)
		const known = new Map(before.map((clock) => [clock.id, clock]))
		const all = await allClocks(w)
		for (const clock of all.filter(({ id }) => known.has(id))) expect(clock.dueAt).toBe(known.get(clock.id)?.dueAt)
		const fresh = all.filter(({ id }) => !known.has(id))
		const wrong = fresh.filter(({ kind, party, closeAt }) => {
			if (isStatutory(kind) && kind !== 'complaint.answer') return closeAt !== WHOLE_DAY
			return closeAt !== (party === 'dealer' ? 20 * 60 : 17 * 60)
		})
		expect(wrong.map(({ kind, closeAt }) => `${kind} ${closeAt}`)).toEqual([])
		const kinds = new Set(fresh.map(({ kind }) => kind))
		for (const kind of ['penalty.defence', 'penalty.decision', 'penalty.review', 'plan.work', 'refund', 'refund.late'])
			expect([...kinds], kind).toContain(kind)
		for (const kind of ['complaint.answer', 'order.handle', 'order.assist', 'order.progress'])
			expect([...kinds], kind).toContain(kind)
		// The defence ends at 20:00 of its last day, not at midnight.
		const defence = fresh.filter(({ kind }) => kind === 'penalty.defence')
		expect(defence.map(({ dueAt }) => dueAt.slice(11, 16))).toEqual(defence.map(() => '12:00'))
		expect((await checkClocks(w.db.read)).faults).toEqual([])
	})
})
