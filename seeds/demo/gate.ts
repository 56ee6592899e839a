/** The gate as the demo shows it: a panel at work and one with dissent, a refused waiver, somebody who steps aside. */
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { declareConflict } from '#app/usecases/penalties/declare.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { proposeWaiverOf, refuseWaiverOf } from '#app/usecases/penalties/exits.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { recordOrderTrace } from '#app/usecases/violations/trace.server.ts'
import { ownerOf } from './dealers.ts'
import { type ByHand, caseByHand } from './office.ts'
import type { Stage } from './stage.ts'
import { DECLARED, REASONS } from './temper.ts'

type On = (ago: number, step: () => Promise<unknown>) => void

async function outletOf(stage: Stage, dealer: string) {
	return stage.db.read
		.selectFrom('outlet')
		.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
		.select(['outlet.id', 'outlet.code'])
		.where('dealer.code', '=', dealer)
		.orderBy('outlet.code')
		.executeTakeFirst()
}

/** A violation of today that nobody else touches. */
async function record(stage: Stage, dealer: string, how: Omit<ByHand, 'occurredOn' | 'dealerShare' | 'source'>) {
	const outlet = await outletOf(stage, dealer)
	if (!outlet) return undefined
	const made = await caseByHand(
		stage,
		{ source: 'COMPLAINT', dealerShare: 100, occurredOn: stage.today(), ...how },
		outlet,
	)
	if (made) stage.kept.add(made.id)
	return made?.id
}

async function seenOf(stage: Stage, id: string) {
	const row = await stage.db.read
		.selectFrom('penalty')
		.select(['version', 'dealer_id', 'amount_fen'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	return { ...DECLARED, id, version: row.version, dealerId: row.dealer_id, amountFen: row.amount_fen }
}

async function confirm(stage: Stage, id: string): Promise<string | undefined> {
	const row = await stage.db.read
		.selectFrom('violation')
		.select('version')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	const twinReason = '涉及不同用户和不同订单，是另一次行为'
	const seen = { ...DECLARED, id, version: row.version, twinReason }
	const made = await stage.attempt(confirmViolationCase(await stage.as('compliance'), seen))
	if (made?.penaltyId) stage.kept.add(made.penaltyId)
	return made?.penaltyId ?? undefined
}

/** A grave case on the panel's table: told, opened and acknowledged. */
async function onTheTable(stage: Stage, dealer: string): Promise<string | undefined> {
	const violation = await record(stage, dealer, { typeCode: 'D02' })
	const id = violation && (await confirm(stage, violation))
	if (!id) return undefined
	const officer = await stage.as('compliance')
	await stage.attempt(checkCase(officer, await seenOf(stage, id)))
	await stage.attempt(issueNotice(officer, await seenOf(stage, id)))
	stage.pass(40)
	const { dealerId } = await seenOf(stage, id)
	const owner = await ownerOf(stage, dealerId)
	if (!owner) return undefined
	const notice = await stage.db.read
		.selectFrom('notice')
		.select('id')
		.where('penalty_id', '=', id)
		.executeTakeFirstOrThrow()
	const ctx = await stage.asAccount(owner)
	await stage.attempt(openNotice(ctx, notice.id))
	await stage.attempt(acknowledgeNotice(ctx, await seenOf(stage, id)))
	return id
}

async function cast(stage: Stage, id: string, login: string, percent: number, reason: string): Promise<void> {
	const seen = await seenOf(stage, id)
	const amountFen = Math.round((seen.amountFen * percent) / 10_000) * 100
	const vote = { ...seen, ...REASONS, amountFen, reason }
	stage.pass(15)
	await stage.attempt(voteOnCase(await stage.as(login), vote))
}

function panels(stage: Stage, on: On): void {
	on(3, async () => {
		const id = await onTheTable(stage, 'D-0203')
		if (id) await cast(stage, id, 'panel1', 100, '冒用身份证据确凿，同意按告知金额扣款')
	})
	on(14, async () => {
		const id = await onTheTable(stage, 'D-0204')
		if (!id) return
		await cast(stage, id, 'panel1', 100, '情节严重，应按告知金额扣款，不宜减少')
		await cast(stage, id, 'panel2', 70, '门店主动配合查明，酌情减少')
		await cast(stage, id, 'panel3', 70, '同意酌情减少，责任主要在离职店员')
	})
}

function waiverRefused(stage: Stage, on: On): void {
	on(5, async () => {
		const violation = await record(stage, 'D-0202', {
			typeCode: 'F01',
			more: {
				factors: ['corrected-on-the-spot'],
				lossYuan: 0,
				affectedNumbers: [],
				facts: '收银台张贴“一经办理概不退换”告示，检查时当场撤下',
			},
		})
		const id = violation && (await confirm(stage, violation))
		if (!id) return
		const officer = await stage.as('compliance')
		await stage.attempt(checkCase(officer, await seenOf(stage, id)))
		const reason = '首次违规，当场撤下告示，没有用户受损，建议只作教育'
		await stage.attempt(proposeWaiverOf(officer, { ...(await seenOf(stage, id)), reason }))
		stage.pass(50)
		const why = '告示在店内张贴超过两个月，同一代理商另一网点也有，不属轻微，不同意免予扣款'
		await stage.attempt(refuseWaiverOf(await stage.as('approver'), { ...(await seenOf(stage, id)), reason: why }))
	})
}

/** Left open for whoever looks: a raised severity, a traced order, a case whose checker stepped aside. */
function leftOpen(stage: Stage, on: On): void {
	on(1, async () => {
		const more = { contactOrThreat: 'on', facts: '店员与用户争执，用手推搡用户并扬言“别再来”，店内监控有记录' } as const
		await record(stage, 'D-0205', { typeCode: 'G01', more })
		const violation = await record(stage, 'D-0202', { typeCode: 'B03' })
		const file = await stage.db.read
			.selectFrom('evidence_link')
			.select('evidence_id')
			.where('subject_id', '=', violation ?? '')
			.executeTakeFirst()
		if (!violation || !file) return
		const [orderedOn, orderedAt] = [stage.today(), '10:42']
		const form = { evidenceId: file.evidence_id, traceable: 'yes', orderedOn, orderedAt } as const
		const traced = { ...form, channel: '营业厅前台', staffNo: 'BQ0217-04' }
		const officer = await stage.as('compliance')
		await stage.attempt(recordOrderTrace(officer, { id: violation, version: 1, form: traced }))
		const id = await confirm(stage, violation)
		if (!id) return
		const seen = { ...(await seenOf(stage, id)), relation: '该网点店长是本人表弟' }
		await stage.attempt(declareConflict(officer, seen, ['penalty.check']))
	})
}

/** The gate's part of the demo; `on` puts a step so many working days before today. */
export function gateStories(stage: Stage, on: On): void {
	panels(stage, on)
	waiverRefused(stage, on)
	leftOpen(stage, on)
}
