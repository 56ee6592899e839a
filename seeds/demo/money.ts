/** The money behind the cases: commission statements, settlements of two people, instalments, the running month. */

import { createHash } from 'node:crypto'
import { addDays, addMonths } from '#app/domain/time.ts'
import { importCommissions } from '#app/usecases/ledger/commissions.server.ts'
import { confirmSettlement } from '#app/usecases/ledger/confirm.server.ts'
import { askPlan, decidePlan } from '#app/usecases/ledger/payment-plans.server.ts'
import { proposeSettlement } from '#app/usecases/ledger/propose.server.ts'
import { seeded } from '../random.ts'
import type { Stage } from './stage.ts'

const lastMonth = (stage: Stage) => addMonths(stage.today(), -1).slice(0, 7)

/** The commission system's file of a month: most dealers stand in it, a few have earned nothing. */
async function commissions(stage: Stage, period: string): Promise<void> {
	// Dice of its own: the other stories go on as they were.
	const random = seeded(Number(period.replace('-', '')))
	const dealers = await stage.db.read
		.selectFrom('dealer')
		.select('code')
		.where('status', '=', 'ACTIVE')
		.orderBy('code')
		.execute()
	const rows = dealers.flatMap(({ code }) => {
		if (random.chance(0.15)) return []
		const gross = random.int(60, 900) * 10
		const paid = random.chance(0.1) ? Math.floor(gross / 5) : 0
		return [`${code},${period},${gross}.00,${paid}.00`]
	})
	const bytes = Buffer.from(['代理商编码,月份,应付酬金(元),已付(元)', ...rows].join('\n'))
	const file = { name: `酬金单-${period}.csv`, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
	await stage.attempt(importCommissions(await stage.as('compliance'), file))
}

/** In the first days of a month: the commission of the month before is imported, its settlement proposed and confirmed. */
export async function settleMonth(stage: Stage): Promise<void> {
	const period = lastMonth(stage)
	await commissions(stage, period)
	stage.pass(30)
	// Every second month, so that one plan is over and one in force.
	if (Number(stage.today().slice(5, 7)) % 2 === 1) await instalments(stage, true)
	const proposed = await stage.attempt(proposeSettlement(await stage.as('compliance'), { period }))
	if (!proposed) return
	stage.pass(40)
	await stage.attempt(confirmSettlement(await stage.as('approver'), { id: proposed.id, version: 1 }))
}

/** Who owes most asks to pay in parts; the settlement then carries the rest forward. */
async function instalments(stage: Stage, decide: boolean): Promise<void> {
	const owed = await stage.db.read
		.selectFrom('penalty')
		.leftJoin('payment_plan', 'payment_plan.penalty_id', 'penalty.id')
		.select('penalty.id')
		.where('payment_plan.id', 'is', null)
		.where('penalty.state', '=', 'FINAL')
		.where('penalty.historic', '=', 0)
		.where('penalty.outstanding_fen', '>', 0)
		.orderBy('penalty.outstanding_fen', 'desc')
		.limit(1)
		.execute()
	for (const { id } of owed) {
		const wish = {
			penaltyId: id,
			reason: '本季度回款晚于预期，申请按月分期支付，不影响门店经营',
			count: 3,
			firstOn: addDays(addMonths(stage.today(), 1), 10),
		}
		const asked = await stage.attempt(askPlan(await stage.as('compliance'), wish, false))
		if (!asked || !decide) continue
		stage.pass(60)
		await stage.attempt(
			decidePlan(await stage.as('approver'), {
				id: asked.id,
				version: 1,
				verdict: 'grant',
				reason: '回款计划清楚，保证金保留在账，按月分期可以收回，同意',
			}),
		)
	}
}

/** Today: one more asks for instalments, and the running month has been proposed and waits for the second person. */
export async function proposeThisMonth(stage: Stage): Promise<void> {
	await instalments(stage, false)
	await stage.attempt(proposeSettlement(await stage.as('compliance'), { period: stage.today().slice(0, 7) }))
}
