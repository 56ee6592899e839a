import { createHash } from 'node:crypto'
import { needsOrderTrace } from '#app/domain/penalty/order-trace.ts'
import type { Severity } from '#app/domain/penalty/rulebook.schema.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { ViolationForm } from '#app/domain/violation/violation.schema.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { decideCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { insertEvidence, linkEvidence } from '#db/queries/evidence.server.ts'
import { appendTxn } from '#db/queries/ledger.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import { violationById } from '#db/queries/violations.server.ts'
import type { World } from './world.ts'

/** One type of each severity: C02, A03, B01, D01 stand for L1 to L4. */
export const TYPE: Record<Severity, string> = { L1: 'C02', L2: 'A03', L3: 'B01', L4: 'D01' }
export const DECIDER: Record<Severity, string> = { L1: 'supervisor', L2: 'approver', L3: 'approver', L4: 'panel1' }

/** The value of an outcome; a refusal fails the test with its rule. */
export function must<T>(outcome: Outcome<T>): T {
	if (!outcome.ok)
		throw new Error(`${outcome.error.kind} ${outcome.error.rule} ${JSON.stringify(outcome.error.params)}`)
	return outcome.value
}

export const WHY = '物料确为门店自行张贴，事实清楚，证据充分，予以处理。'

/** What everybody in these tests says of an own interest. */
export const NO_CONFLICT = { declared: 'none', relation: '' } as const

export type CaseWish = {
	readonly severity?: Severity
	readonly outlet?: string
	readonly occurredOn?: LocalDate
	readonly units?: number
	readonly factors?: readonly string[]
	readonly share?: number
	readonly opener?: string
}

export async function formOf(world: World, wish: CaseWish = {}): Promise<ViolationForm> {
	const occurredOn = wish.occurredOn ?? '2026-10-30'
	const share = wish.share ?? 100
	return {
		source: 'COMPLAINT',
		sourceRef: '',
		outletId: await world.outletId(wish.outlet ?? 'JZ-WJ-0312'),
		typeCode: TYPE[wish.severity ?? 'L2'],
		units: wish.units ?? 1,
		occurredOn,
		discoveredOn: occurredOn,
		facts: '门店入口张贴海报一张，没有广告审批号。',
		opinion: '内部意见：店长不配合。',
		affectedNumbers: [],
		consumerRight: '',
		factors: [...(wish.factors ?? [])],
		shareDealer: share,
		shareOperator: 100 - share,
		shareThird: 0,
		shareReason: '',
		lossYuan: 0,
		contactOrThreat: undefined,
		refundClaimedOn: null,
		twinReason: '另一名用户，另一次行为',
		...NO_CONFLICT,
	}
}

/** A small picture that opens. */
export const PHOTO = Buffer.from(
	'/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAkADADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAID/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8ApAUyAAAAAAAAAAAAAAAAf//Z',
	'base64',
)

/** A row and a link, without the file: who looks at it puts PHOTO into the store. */
export async function giveEvidence(world: World, ctx: Ctx, violationId: string): Promise<void> {
	must(
		await world.deps.inTx(ctx.actor.branchId, async (tx) => {
			const id = ctx.newId()
			const type = (await violationById(tx, violationId))?.violation_type ?? null
			const trace = needsOrderTrace(type)
			await insertEvidence(tx, {
				id,
				branch_id: ctx.actor.branchId,
				sha256: createHash('sha256').update(PHOTO).digest('hex'),
				size: PHOTO.length,
				media_type: 'image/jpeg',
				file_name: 'poster.jpg',
				caption: '海报全貌',
				kind: trace ? 'order-trace' : 'photo',
				grade: 'C',
				captured_at: null,
				device_skew_ms: null,
				latitude: null,
				longitude: null,
				accuracy_m: null,
				collected_by: ctx.actor.accountId,
				received_at: ctx.now,
				copy_state: 'pending',
				copy_sha256: null,
				copy_media_type: null,
				order_time: trace ? ctx.now : null,
				order_channel: trace ? '营业厅前台' : null,
				order_staff_no: trace ? 'WJ0312-07' : null,
				order_traceable: trace ? 1 : null,
			})
			const subject = { kind: 'violation', id: violationId } as const
			await linkEvidence(tx, {
				id: ctx.newId(),
				branchId: ctx.actor.branchId,
				evidenceId: id,
				subject,
				by: ctx.actor.accountId,
				at: ctx.now,
			})
			return { ok: true, value: null }
		}),
	)
}

/** Money in the dealer's deposit. */
export async function payIn(world: World, fen: number, dealer = 'D-0001'): Promise<void> {
	const ctx = await world.as('compliance')
	const dealerId = await world.dealerId(dealer)
	must(
		await world.deps.inTx(ctx.actor.branchId, (tx) =>
			appendTxn(tx, {
				id: ctx.newId(),
				branchId: ctx.actor.branchId,
				dealerId,
				posting: { kind: 'DEPOSIT_IN', fen },
				voucher: 'slip',
				key: `in:${ctx.newId()}`,
				postedOn: ctx.today,
				by: ctx.actor.accountId,
				at: ctx.now,
			}),
		),
	)
}

/** A draft with evidence, recorded by the channel manager. */
export async function recorded(world: World, wish: CaseWish = {}): Promise<string> {
	const opener = await world.as(wish.opener ?? 'manager')
	const { id } = must(await recordViolation(opener, await formOf(world, wish)))
	await giveEvidence(world, opener, id)
	return id
}

/** The penalty of a confirmed violation. */
export async function drafted(world: World, wish: CaseWish = {}): Promise<string> {
	const id = await recorded(world, wish)
	const { penaltyId } = must(
		await confirmViolationCase(await world.as('compliance'), { id, version: 1, declaration: NO_CONFLICT }),
	)
	if (penaltyId === null) throw new Error('No penalty was drafted')
	return penaltyId
}

export async function rowOf(world: World, id: string) {
	const row = await penaltyById(world.db.read, id)
	if (!row) throw new Error(`No penalty ${id}`)
	return row
}

/** The id and version that a page would send, with the declaration that its forms ask for. */
export async function at(world: World, id: string) {
	return { id, version: (await rowOf(world, id)).version, declaration: NO_CONFLICT }
}

export async function noticed(world: World, wish: CaseWish = {}): Promise<string> {
	const id = await drafted(world, wish)
	const compliance = await world.as('compliance')
	must(await checkCase(compliance, await at(world, id)))
	must(await issueNotice(compliance, await at(world, id)))
	return id
}

/** The dealer opens the newest document of a case that was not opened yet. */
export async function openLast(world: World, id: string, login = 'dealer'): Promise<void> {
	const notice = (await noticesOf(world.db.read, id)).filter((one) => one.opened_at === null).at(-1)
	must(await openNotice(await world.as(login), notice?.id ?? ''))
}

export async function inDefence(world: World, wish: CaseWish = {}): Promise<string> {
	const id = await noticed(world, wish)
	await openLast(world, id)
	return id
}

/** Acknowledged by the dealer, decided at the amount of the notice. */
export async function decided(world: World, wish: CaseWish = {}): Promise<string> {
	const id = await inDefence(world, wish)
	must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
	const { amount_fen: amountFen, severity } = await rowOf(world, id)
	const decider = await world.as(DECIDER[severity ?? 'L2'])
	must(await decideCase(decider, { ...(await at(world, id)), amountFen, reason: WHY }))
	return id
}

export async function servedCase(world: World, wish: CaseWish = {}): Promise<string> {
	const id = await decided(world, wish)
	await openLast(world, id)
	return id
}
