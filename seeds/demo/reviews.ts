/** Reviews as the demo shows them: more time taken, a clock that ran out, a revocation that a later case had counted. */
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { decideCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { revokeCase } from '#app/usecases/penalties/exits.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { askForReview, decideReviewOf } from '#app/usecases/penalties/review.server.ts'
import { extendReviewOf } from '#app/usecases/penalties/review-clock.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { ownerOf } from './dealers.ts'
import { caseByHand } from './office.ts'
import type { Stage } from './stage.ts'
import { DECLARED, NO_TRACE, REASONS } from './temper.ts'

type On = (ago: number, step: () => Promise<unknown>) => void

type Story = { readonly dealer: string; readonly typeCode: string }

async function seenOf(stage: Stage, id: string) {
	const row = await stage.db.read
		.selectFrom('penalty')
		.select(['version', 'dealer_id', 'amount_fen'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	return { id, version: row.version, dealerId: row.dealer_id, amountFen: row.amount_fen }
}

async function ownerCtx(stage: Stage, dealerId: string) {
	const owner = await ownerOf(stage, dealerId)
	if (!owner) throw new Error(`No owner of ${dealerId}`)
	return stage.asAccount(owner)
}

/** The dealer opens whatever lies unopened of a case. */
async function openAll(stage: Stage, id: string): Promise<void> {
	const { dealerId } = await seenOf(stage, id)
	const notices = await stage.db.read
		.selectFrom('notice')
		.select('id')
		.where('penalty_id', '=', id)
		.where('opened_at', 'is', null)
		.execute()
	for (const notice of notices) await stage.attempt(openNotice(await ownerCtx(stage, dealerId), notice.id))
}

/** A case of one day: recorded, checked, told, acknowledged, decided and served. Undefined when something was refused. */
async function servedToday(stage: Stage, { dealer, typeCode }: Story): Promise<string | undefined> {
	const outlet = await stage.db.read
		.selectFrom('outlet')
		.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
		.select(['outlet.id', 'outlet.code'])
		.where('dealer.code', '=', dealer)
		.orderBy('outlet.code')
		.executeTakeFirst()
	if (!outlet) return undefined
	const how = { source: 'COMPLAINT', typeCode, dealerShare: 100, occurredOn: stage.today() } as const
	const made = await caseByHand(stage, how, outlet)
	if (!made) return undefined
	stage.kept.add(made.id)
	stage.pass(20)
	const violation = { ...DECLARED, id: made.id, version: 1, twinReason: '涉及不同用户和不同订单，是另一次行为' }
	const confirmed = await stage.attempt(confirmViolationCase(await stage.as('compliance'), violation))
	const id = confirmed?.penaltyId
	if (!id) return undefined
	stage.kept.add(id)
	const officer = await stage.as('compliance')
	const seen = async () => ({ ...DECLARED, ...(await seenOf(stage, id)) })
	await stage.attempt(checkCase(officer, { ...(await seen()), traceReason: NO_TRACE }))
	await stage.attempt(issueNotice(officer, await seen()))
	stage.pass(30)
	await openAll(stage, id)
	await stage.attempt(acknowledgeNotice(await ownerCtx(stage, (await seenOf(stage, id)).dealerId), await seen()))
	stage.pass(40)
	const reason = '事实清楚、证据充分，代理商确认没有异议，按告知金额决定'
	await stage.attempt(decideCase(await stage.as('approver'), { ...(await seen()), ...REASONS, reason }))
	stage.pass(30)
	await openAll(stage, id)
	return id
}

async function ask(stage: Stage, id: string, statement: string): Promise<void> {
	const seen = await seenOf(stage, id)
	await stage.attempt(askForReview(await ownerCtx(stage, seen.dealerId), { ...seen, ground: 'amount', statement }))
}

/** Asked for fifteen and more working days ago: more time was taken, or nobody decided and the default applies. */
function reviewStory(stage: Stage, on: On, story: Story, asked: number, extended: number | null): void {
	let id: string | undefined
	on(asked + 1, async () => {
		id = await servedToday(stage, story)
	})
	on(asked, async () => id && ask(stage, id, '认定的笔数中有一笔为总部活动默认开通，请核对系统日志'))
	if (extended === null) return
	on(extended, async () => {
		if (!id) return
		const reason = '需向省公司调取活动期间的系统开通日志，回函预计下周到'
		await stage.attempt(
			extendReviewOf(await stage.as('reviewer'), { ...DECLARED, ...(await seenOf(stage, id)), reason }),
		)
	})
}

/** Returned for a new decision, which is still to come. */
function returnedStory(stage: Stage, on: On, story: Story): void {
	let id: string | undefined
	on(9, async () => {
		id = await servedToday(stage, story)
	})
	on(8, async () => id && ask(stage, id, '同一事实已在上月处理过，请核对检查单编号'))
	on(4, async () => {
		if (!id) return
		const given = { outcome: 'RETURNED', reason: '处理依据的检查单编号与在案的不一致，退回核实后重新决定' } as const
		await stage.attempt(
			decideReviewOf(await stage.as('reviewer2'), { ...DECLARED, ...(await seenOf(stage, id)), ...given }),
		)
	})
}

/** Two cases, the later one counted the earlier; the earlier one proved wrong: a recomputation waits. */
function revokedStory(stage: Stage, on: On, story: Story): void {
	let first: string | undefined
	on(44, async () => {
		first = await servedToday(stage, story)
	})
	on(12, async () => first && servedToday(stage, story))
	on(3, async () => {
		if (!first) return
		const reason = '抽查发现录音中的门店与案件登记的网点不是同一家，认定有误，撤销'
		await stage.attempt(
			revokeCase(await stage.as('reviewer'), { ...DECLARED, ...(await seenOf(stage, first)), reason }),
		)
	})
}

/** What the reviewers and the compliance officers find on their desks on any day. */
export function reviewStories(stage: Stage, on: On): void {
	reviewStory(stage, on, { dealer: 'D-0202', typeCode: 'A03' }, 14, 2)
	reviewStory(stage, on, { dealer: 'D-0203', typeCode: 'B07' }, 18, null)
	returnedStory(stage, on, { dealer: 'D-0204', typeCode: 'A03' })
	revokedStory(stage, on, { dealer: 'D-0205', typeCode: 'A03' })
}
