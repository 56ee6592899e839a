import { type Action, hasRole, may, scopeOf } from '#app/domain/access.ts'
import { answererOf, OPINION_KINDS } from '#app/domain/audit/opinion.ts'
import type { QueueName } from '#app/domain/work.ts'
import * as cases from '#db/queries/work-cases.server.ts'
import * as money from '#db/queries/work-money.server.ts'
import * as orders from '#db/queries/work-orders.server.ts'
import { type WorkQuery, type WorkRow, workCount, workItems } from '#db/queries/work-parts.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'

/** At most so many entries of one list stand on the page; the count is of all of them. */
export const QUEUE_LIMIT = 50

export type Queue = { readonly name: QueueName; readonly count: number; readonly items: readonly WorkRow[] }

const worker = (ctx: Ctx, action: Action) => ({ scope: scopeOf(ctx.actor, action), accountId: ctx.actor.accountId })

function orderWorker(ctx: Ctx, action: Action) {
	const { places } = scopeOf(ctx.actor, action)
	const departments = places.flatMap((place) => (place.kind === 'department' ? [place.departmentId] : []))
	return { reach: reachOf(ctx.actor, action), accountId: ctx.actor.accountId, departments }
}

/** Who handles plans first: the channel manager and the county; the compliance officers see them in the list. */
const nearby = (ctx: Ctx) => hasRole(ctx.actor, 'CHANNEL_MANAGER') || hasRole(ctx.actor, 'COUNTY_SUPERVISOR')

function decided(ctx: Ctx): { action: Action; severities: readonly string[] }[] {
	return [
		...(may(ctx.actor, 'penalty.decide-l1') ? [{ action: 'penalty.decide-l1' as const, severities: ['L1'] }] : []),
		...(may(ctx.actor, 'penalty.decide-l2-l3')
			? [{ action: 'penalty.decide-l2-l3' as const, severities: ['L2', 'L3'] }]
			: []),
	]
}

type Lists = readonly (readonly [QueueName, WorkQuery])[]

function fieldLists(ctx: Ctx): Lists {
	const out: [QueueName, WorkQuery][] = []
	if (may(ctx.actor, 'inspection.fill')) {
		out.push(['inspection.planned', cases.ownInspections(worker(ctx, 'inspection.fill'), 'PLANNED')])
		out.push(['inspection.unsent', cases.ownInspections(worker(ctx, 'inspection.fill'), 'IN_PROGRESS')])
		out.push(['finding.open', cases.openFindings(worker(ctx, 'inspection.fill'))])
	}
	if (may(ctx.actor, 'violation.check')) {
		out.push(['violation.check', cases.violationsToCheck(worker(ctx, 'violation.check'))])
	}
	if (nearby(ctx)) {
		out.push(['plan.approve', cases.plansToApprove(worker(ctx, 'plan.approve'))])
		out.push(['plan.verify', cases.plansToVerify(worker(ctx, 'plan.verify'))])
	}
	return out
}

function caseLists(ctx: Ctx): Lists {
	const out: [QueueName, WorkQuery][] = []
	const add = (action: Action, name: QueueName, query: (who: cases.Worker) => WorkQuery) => {
		if (may(ctx.actor, action)) out.push([name, query(worker(ctx, action))])
	}
	add('self-report.decide', 'self-report.decide', cases.selfReportsToDecide)
	add('penalty.check', 'penalty.check', cases.penaltiesToCheck)
	add('penalty.notice', 'penalty.notice', cases.penaltiesToNotice)
	for (const { action, severities } of decided(ctx)) {
		add(action, 'penalty.decide', (who) => cases.penaltiesToDecide(who, severities))
		add(action, 'penalty.agree-waiver', (who) => cases.waiversToAgree(who, severities))
	}
	add('penalty.vote', 'penalty.vote', cases.penaltiesToVote)
	add('penalty.decide-review', 'penalty.review', cases.penaltiesToReview)
	add('penalty.extend-defence', 'penalty.extension', cases.extensionsToDecide)
	add('penalty.recompute', 'penalty.recompute', cases.penaltiesToRecompute)
	add('ledger.settle', 'penalty.settle', cases.penaltiesToSettle)
	add('measure.decide', 'measure.decide', (who) => cases.measuresToDecide(who, 'other'))
	add('measure.decide', 'measure.review', (who) => cases.measuresToReview(who, 'other'))
	add('measure.decide-exit', 'measure.review', (who) => cases.measuresToReview(who, 'exit'))
	// The compliance officer watches what a revocation has left, whoever decides it.
	if (!may(ctx.actor, 'measure.decide') && !may(ctx.actor, 'measure.decide-exit'))
		add('penalty.recompute', 'measure.review', (who) => cases.measuresToReview(who, 'all'))
	add('measure.decide-exit', 'measure.decide', (who) => cases.measuresToDecide(who, 'exit'))
	return out
}

/** Claims, money and drafts that wait for a second person, or are late. */
function moneyLists(ctx: Ctx): Lists {
	const out: [QueueName, WorkQuery][] = []
	const add = (action: Action, name: QueueName, query: (who: cases.Worker) => WorkQuery) => {
		if (may(ctx.actor, action)) out.push([name, query(worker(ctx, action))])
	}
	add('claim.confirm', 'clawback.confirm', (who) => money.clawbacksToConfirm(who, ctx.today))
	add('claim.propose', 'clawback.answer', money.objectionsToAnswer)
	add('claim.propose', 'clawback.exit-case', money.exitCasesToOpen)
	add('redress.record', 'redress.owed', money.refundsOwed)
	add('redress.verify', 'redress.verify', money.refundsToVerify)
	add('redress.approve', 'redress.approve', money.advancesToApprove)
	add('claim.propose', 'topup.overdue', (who) => money.topupsLate(who, 'all'))
	add('claim.confirm', 'topup.suspension', (who) => money.topupsLate(who, 'proposed'))
	add('exit.confirm', 'exit.refund', (who) => money.exitRefundsDue(who, ctx.today))
	add('ledger.settle', 'settlement.confirm', money.settlementsToConfirm)
	add('ledger.decide-plan', 'payment-plan.decide', money.paymentPlansToDecide)
	add('rulebook.check', 'rulebook.check', money.rulebooksToCheck)
	add('template.publish', 'template.check', money.templatesToCheck)
	return out
}

function orderLists(ctx: Ctx): Lists {
	const out: [QueueName, WorkQuery][] = []
	const issuer = hasRole(ctx.actor, 'ORDER_ISSUER')
	if (hasRole(ctx.actor, 'ORDER_OFFICER'))
		out.push(['order.draft', orders.ordersDrafted(orderWorker(ctx, 'order.draft'))])
	if (issuer) {
		out.push(['order.approve', orders.ordersToApprove(orderWorker(ctx, 'order.issue'))])
		out.push(['order.extension', orders.ordersWithExtension(orderWorker(ctx, 'order.decide-extension'))])
	}
	if (may(ctx.actor, 'order.judge-feedback')) {
		out.push(['order.judge', orders.ordersToJudge(orderWorker(ctx, 'order.judge-feedback'), issuer)])
	}
	if (may(ctx.actor, 'order.strike-off')) {
		out.push(['order.strike', orders.ordersToStrike(orderWorker(ctx, 'order.strike-off'), ctx.today)])
	}
	if (may(ctx.actor, 'order.work')) {
		out.push(['order.sign', orders.ordersToSign(orderWorker(ctx, 'order.acknowledge'))])
		out.push(['order.work', orders.ordersAtWork(orderWorker(ctx, 'order.work'))])
		out.push(['order.assist', orders.assistTasks(orderWorker(ctx, 'order.work'))])
	}
	return out
}

function auditLists(ctx: Ctx): Lists {
	const { branchId, accountId } = ctx.actor
	if (may(ctx.actor, 'audit.opine')) return [['opinion.waiting', orders.opinions(branchId, { recordedBy: accountId })]]
	if (!may(ctx.actor, 'audit.answer')) return []
	const kinds = OPINION_KINDS.filter((kind) => hasRole(ctx.actor, answererOf(kind)))
	return [['opinion.answer', orders.opinions(branchId, { kinds })]]
}

/** The lists of everything that waits for this person: one query each. */
function listsOf(ctx: Ctx): Lists {
	return [...fieldLists(ctx), ...caseLists(ctx), ...moneyLists(ctx), ...orderLists(ctx), ...auditLists(ctx)]
}

/** Every list of this person with its count and its first entries. */
export async function queuesOf(ctx: Ctx): Promise<Queue[]> {
	const queues: Queue[] = []
	for (const [name, query] of listsOf(ctx)) {
		const items = await workItems(ctx.read, query, QUEUE_LIMIT)
		const count = items.length < QUEUE_LIMIT ? items.length : await workCount(ctx.read, query)
		queues.push({ name, count, items })
	}
	return queues
}

/** Visits have a place and no deadline, an opinion waits for the branch: both stand beside what waits for the person. */
export function isWaiting(name: QueueName): boolean {
	return name !== 'inspection.planned' && name !== 'opinion.waiting'
}

/** How much waits for this person: the sum of the lists. */
export async function workTotal(ctx: Ctx): Promise<number> {
	let total = 0
	for (const [name, query] of listsOf(ctx)) if (isWaiting(name)) total += await workCount(ctx.read, query)
	return total
}
