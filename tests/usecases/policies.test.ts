import { expect, test } from 'vitest'
import { schemaInput } from '#app/components/form-result.ts'
import { DEFAULT_POLICY } from '#app/domain/policy/default-policy.ts'
import type { DeadlinePolicy } from '#app/domain/policy/policy.ts'
import {
	formOfPolicy,
	type PolicyForm,
	policyFormSchema,
	policyFromForm,
} from '#app/domain/policy/policy-form.schema.ts'
import { policyFaults, rungFrom, rungText } from '#app/domain/policy/policy-rows.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { dropPolicy, proposePolicy, putInForce, returnPolicy } from '#app/usecases/policies/decide.server.ts'
import { draftPolicy, editPolicy } from '#app/usecases/policies/drafts.server.ts'
import { retirePolicy } from '#app/usecases/policies/retire.server.ts'
import { policyOf } from '#app/usecases/reference/policy.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, issued, orderRow, ruleOf, signedFor, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

function formWith(change: Record<string, string>, version = 1, base: DeadlinePolicy = DEFAULT_POLICY): PolicyForm {
	const values = { ...formOfPolicy(base), reason: '缩短办理时限', version: String(version), ...change }
	return policyFormSchema.parse(schemaInput(values))
}

/** A version with these numbers, handed in by the order officer. */
async function proposedPolicy(w: World, change: Record<string, string>): Promise<string> {
	const { id } = done(await draftPolicy(await w.as('orders')))
	done(await editPolicy(await w.as('orders'), { id, form: formWith(change) }))
	done(await proposePolicy(await w.as('orders'), { id, version: 2 }))
	return id
}

const clocksOf = (w: World, id: string) =>
	w.db.read.selectFrom('clock').selectAll().where('subject_id', '=', id).orderBy('kind').execute()

test('the shipped policy is sound and goes through its own form unchanged', () => {
	expect(policyFaults(DEFAULT_POLICY)).toEqual([])
	expect(policyFromForm(formWith({}), DEFAULT_POLICY)).toEqual(DEFAULT_POLICY)
	for (const { rungs } of DEFAULT_POLICY.ladders) {
		for (const rung of rungs) expect(rungFrom(rungText(rung))).toEqual(rung)
	}
	expect(rungFrom('T-2 two days before')).toBeNull()
})

test('numbers that do not go together are named', () => {
	const faults = (change: Record<string, string>) => {
		const made = policyFromForm(formWith(change), DEFAULT_POLICY)
		return made ? policyFaults(made) : null
	}
	expect(faults({ 'levels.CRITICAL.handle.unit': 'wd' })).toContain('critical-hours')
	expect(faults({ 'levels.URGENT.handle.amount': '9' })).toEqual(['order-of-levels'])
	expect(faults({ 'levels.URGENT.acknowledge.amount': '40' })).toEqual(['acknowledge-longer'])
	expect(faults({ 'statutory.reserveWd': '15' })).toEqual(['reserve-longer'])
})

describeOnBoth('a deadline policy', (open) => {
	test('every branch has one, is drafted by one and put in force by another, and then frozen', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const ctx = await w.as('issuer')
		expect(await policyOf(ctx, ctx.read)).toMatchObject({ no: 1, body: DEFAULT_POLICY })
		expect(ruleOf(await draftPolicy(await w.as('manager')))).toBe('not-allowed')
		const id = await proposedPolicy(w, { 'levels.NORMAL.handle.amount': '10' })
		expect(ruleOf(await draftPolicy(await w.as('compliance')))).toBe('policy.draft-open')
		expect(ruleOf(await putInForce(await w.as('orders'), { id, version: 3 }))).toBe('not-allowed')
		done(await returnPolicy(await w.as('issuer'), { id, version: 3, reason: '再议' }))
		expect(ruleOf(await putInForce(await w.as('issuer'), { id, version: 4 }))).toBe('wrong-state')
		done(await proposePolicy(await w.as('orders'), { id, version: 4 }))
		done(await putInForce(await w.as('issuer'), { id, version: 5 }))
		expect(await policyOf(ctx, ctx.read)).toMatchObject({ versionId: id, no: 2 })
		const change = w.db.write.updateTable('deadline_policy').set({ body_json: '{}' }).where('id', '=', id)
		await expect(change.execute()).rejects.toThrow(/frozen/)
		const states = await w.db.read.selectFrom('deadline_policy').select(['no', 'state']).orderBy('no').execute()
		expect(states).toEqual([
			{ no: 1, state: 'SUPERSEDED' },
			{ no: 2, state: 'IN_FORCE' },
		])
	})

	test('an unchanged one is not handed in; one that lost its base is compared again', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const { id } = done(await draftPolicy(await w.as('orders')))
		expect(ruleOf(await proposePolicy(await w.as('orders'), { id, version: 1 }))).toBe('policy.unchanged')
		const bad = formWith({ 'levels.CRITICAL.handle.unit': 'wd' })
		expect(ruleOf(await editPolicy(await w.as('orders'), { id, form: bad }))).toBe('policy.unsound')
		done(await dropPolicy(await w.as('orders'), { id, version: 1, reason: '不改了' }))
	})

	test('new orders pin it, orders already issued keep theirs', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const before = await signedFor(w)
		const change = { 'levels.NORMAL.handle.amount': '10', 'closeOfDay.department': '17:30', 'extension.max': '0' }
		const id = await proposedPolicy(w, change)
		done(await putInForce(await w.as('issuer'), { id, version: 3 }))
		const after = await signedFor(w)
		expect((await orderRow(w, before)).due_on).toBe('2026-11-23')
		expect(await orderRow(w, after)).toMatchObject({ due_on: '2026-11-16', due_at: '2026-11-16T09:30:00.000Z' })
		const policies = async (order: string) => new Set((await clocksOf(w, order)).map(({ policy_id }) => policy_id))
		expect(await policies(after)).toEqual(new Set([id]))
		expect(await policies(before)).not.toEqual(new Set([id]))
		const ask = async (order: string) => {
			const request = { limit: { amount: 2, unit: 'wd' }, reason: '需要外部数据' } as const
			return ruleOf(await askExtension(await w.as('department'), order, await versionNow(w, order), request))
		}
		expect([await ask(before), await ask(after)]).toEqual(['done', 'order.extension-twice'])
	})

	test('retired without a successor for its open clocks, these close with a record and nobody is reminded', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const appeal = await signedFor(w, { complaintOn: '2026-10-30', source: 'MIIT', users: '13812345678' })
		const order = await signedFor(w)
		const [old] = await w.db.read.selectFrom('deadline_policy').selectAll().execute()
		const retire = async (clocks: 'close' | 'carry', login = 'issuer') =>
			retirePolicy(await w.as(login), {
				id: old?.id ?? '',
				version: await rowVersion(w, old?.id),
				reason: '改用新规则',
				clocks,
			})
		expect(ruleOf(await retire('close'))).toBe('policy.in-force')
		const id = await proposedPolicy(w, { 'levels.NORMAL.handle.amount': '10' })
		done(await putInForce(await w.as('issuer'), { id, version: 3 }))
		expect(ruleOf(await retire('close', 'orders'))).toBe('not-allowed')
		done(await retire('close'))
		const states = async (of: string) =>
			(await clocksOf(w, of)).map(({ kind, state, policy_id }) => [kind, state, policy_id === id])
		expect(await states(order)).toContainEqual(['order.handle', 'RETIRED', false])
		expect(await states(appeal)).toContainEqual(['order.handle', 'RETIRED', false])
		// The law's own limit goes on.
		expect(await states(appeal)).toContainEqual(['order.statutory', 'RUNNING', true])
		const events = await w.db.read.selectFrom('case_event').selectAll().where('subject_id', '=', order).execute()
		expect(events.find(({ kind }) => kind === 'clock.retired')?.reason).toBe('改用新规则')
		const told = () => w.db.read.selectFrom('outbox').selectAll().where('subject_id', '=', order).execute()
		expect((await told()).map(({ kind }) => kind)).toContain('clock.retired')
		w.at('2026-12-10')
		const before = (await told()).length
		await sweepOnce(w.deps)
		expect((await told()).slice(before)).toEqual([])
		expect((await orderRow(w, order)).overdue_at).toBeNull()
	})

	test('retired with a successor, open clocks go on by the version in force, their dates unchanged', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const order = await issued(w)
		const [old] = await w.db.read.selectFrom('deadline_policy').selectAll().execute()
		const id = await proposedPolicy(w, { 'levels.NORMAL.handle.amount': '10' })
		done(await putInForce(await w.as('issuer'), { id, version: 3 }))
		const version = await rowVersion(w, old?.id)
		done(await retirePolicy(await w.as('issuer'), { id: old?.id ?? '', version, reason: '统一管理', clocks: 'carry' }))
		const clocks = await clocksOf(w, order)
		expect(clocks.map(({ state, policy_id }) => [state, policy_id])).toEqual(clocks.map(() => ['RUNNING', id]))
		expect((await orderRow(w, order)).due_on).toBe('2026-11-23')
	})
})

async function rowVersion(w: World, id: string | undefined): Promise<number> {
	const row = await w.db.read
		.selectFrom('deadline_policy')
		.select('version')
		.where('id', '=', id ?? '')
		.executeTakeFirstOrThrow()
	return row.version
}
