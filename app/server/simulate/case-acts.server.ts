import { isLocalDate } from '#app/domain/time.ts'
import type { ViolationForm } from '#app/domain/violation/violation.schema.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { insertEvidence, linkEvidence } from '#db/queries/evidence.server.ts'
import type { Dealer } from './dealers.server.ts'
import { dateText, dayOf } from './judge/days.ts'
import { must, type Stage } from './stage.ts'

export const WHY = '物料确为门店自行张贴，事实清楚，证据充分，予以处理。'
export const NO_CONFLICT = { declared: 'none', relation: '' } as const
/** One type of each severity, and who decides it. */
const TYPE: Readonly<Record<string, string>> = { L1: 'C02', L2: 'A03', L3: 'B01', L4: 'B04' }

function formOf(stage: Stage, dealer: Dealer, severity: string): ViolationForm {
	const on = dateText(dayOf(stage.world.now()))
	const occurredOn = isLocalDate(on) ? on : '2026-01-01'
	return {
		source: 'COMPLAINT',
		sourceRef: '',
		outletId: dealer.outletId,
		typeCode: TYPE[severity] ?? 'A03',
		units: 1,
		occurredOn,
		discoveredOn: occurredOn,
		facts: '门店入口张贴海报一张，没有广告审批号。',
		opinion: '',
		affectedNumbers: [],
		consumerRight: '',
		factors: [],
		shareDealer: 100,
		shareOperator: 0,
		shareThird: 0,
		shareReason: '',
		lossYuan: 30_00,
		contactOrThreat: undefined,
		refundClaimedOn: null,
		twinReason: '另一次行为',
		...NO_CONFLICT,
	}
}

/** A row and a link, without the file: nobody looks at it. */
async function giveEvidence(ctx: Ctx, violationId: string): Promise<void> {
	must(
		await ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
			const id = ctx.newId()
			await insertEvidence(tx, {
				id,
				branch_id: ctx.actor.branchId,
				sha256: '0'.repeat(64),
				size: 1,
				media_type: 'image/jpeg',
				file_name: 'poster.jpg',
				caption: '海报全貌',
				kind: 'order-trace',
				grade: 'C',
				captured_at: null,
				device_skew_ms: null,
				latitude: null,
				longitude: null,
				accuracy_m: null,
				collected_by: ctx.actor.accountId,
				received_at: ctx.now,
				// Not 'pending': there is no file of which a copy could be made.
				copy_state: 'failed',
				copy_sha256: null,
				copy_media_type: null,
				order_time: ctx.now,
				order_channel: '营业厅前台',
				order_staff_no: 'WJ0312-07',
				order_traceable: 1,
			})
			const subject = { kind: 'violation', id: violationId } as const
			const link = { id: ctx.newId(), branchId: ctx.actor.branchId, evidenceId: id, subject }
			await linkEvidence(tx, { ...link, by: ctx.actor.accountId, at: ctx.now })
			return { ok: true, value: null }
		}),
	)
}

/** A violation, recorded by one person and confirmed by another: its penalty, and the refund that the user is owed. */
export async function confirmed(stage: Stage, dealer: Dealer, severity: string) {
	const { world } = stage
	const manager = await world.as('manager')
	const { id } = must(await recordViolation(manager, formOf(stage, dealer, severity)))
	await giveEvidence(manager, id)
	const compliance = await world.as('compliance')
	const { penaltyId } = must(await confirmViolationCase(compliance, { id, version: 1, declaration: NO_CONFLICT }))
	if (penaltyId === null) throw new Error('No penalty was drafted')
	const refund = await world.db.read
		.selectFrom('redress')
		.select('id')
		.where('violation_id', '=', id)
		.executeTakeFirstOrThrow()
	return { violationId: id, penaltyId, refundId: refund.id }
}

export async function penaltyOf(stage: Stage, id: string) {
	return stage.world.db.read.selectFrom('penalty').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Id and version as a page would send them. */
export async function at(stage: Stage, id: string) {
	return { id, version: (await penaltyOf(stage, id)).version, declaration: NO_CONFLICT }
}
