import { scopeOf } from '#app/domain/access.ts'
import type { DeskCaseLine, DeskPlanLine, LadderView } from '#app/domain/desk/views.ts'
import type { Fen } from '#app/domain/money.ts'
import {
	deskDealers,
	latestDocuments,
	openToldCases,
	servedDecisions,
	servedPlans,
	toldCasesPage,
} from '#db/queries/desk.server.ts'
import { ledgerPage } from '#db/queries/ledger-views.server.ts'
import { acceptanceOf } from '#db/queries/rulebook-acceptance.server.ts'
import type { Page } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook } from '../reference/load.server.ts'
import { caseLines, planLines } from './lines.server.ts'
import { deskMeasures } from './measures.server.ts'
import { depositOf, ladderOf, standingMoney } from './standing.server.ts'

const HISTORY_SIZE = 20
const LEDGER_SIZE = 30
const DOCUMENTS = 5

export type DeskHome = {
	readonly dealerName: string
	/** Something to do, soonest first. */
	readonly waiting: readonly DeskCaseLine[]
	/** Under way, nothing to do now. */
	readonly running: readonly DeskCaseLine[]
	readonly plans: readonly DeskPlanLine[]
	readonly plansElsewhere: readonly DeskPlanLine[]
	readonly documents: Awaited<ReturnType<typeof latestDocuments>>
	/** Deposit and points of all own dealers in one sentence. */
	readonly money: {
		readonly balanceFen: Fen
		readonly heldFen: Fen
		readonly availableFen: Fen
		readonly shortFen: Fen
		readonly outstandingFen: Fen
		readonly points: number
		readonly pending: number
	}
	/** The version of the rules in force waits for the dealer's acceptance. */
	readonly rulesOpen: boolean
}

const byDue = (a: { deadline: { dueOn: string } | null }, b: { deadline: { dueOn: string } | null }) =>
	(a.deadline?.dueOn ?? '0').localeCompare(b.deadline?.dueOn ?? '0')

/** What waits for the dealer: notices with the days left, plans that are due; then how things stand. */
export async function deskHome(ctx: Ctx): Promise<DeskHome> {
	const scope = scopeOf(ctx.actor, 'desk.read')
	const [dealers, cases, plans] = await Promise.all([
		deskDealers(ctx.read, scope),
		openToldCases(ctx.read, scope).then((rows) => caseLines(ctx, rows)),
		servedPlans(ctx.read, scope).then((rows) => planLines(ctx, rows)),
	])
	const ids = dealers.map((dealer) => dealer.id)
	return {
		dealerName: dealers.map((dealer) => dealer.name).join('、'),
		waiting: cases.filter((one) => one.waitsFor !== null).sort(byDue),
		running: cases.filter((one) => one.waitsFor === null),
		plans: plans.filter((plan) => plan.mine).sort(byDue),
		plansElsewhere: plans.filter((plan) => !plan.mine),
		documents: await latestDocuments(ctx.read, ids, DOCUMENTS),
		...(await standingOf(ctx, dealers)),
	}
}

async function standingOf(ctx: Ctx, dealers: Awaited<ReturnType<typeof deskDealers>>) {
	const rulebook = await currentRulebook(ctx, ctx.read)
	const money = { balanceFen: 0, heldFen: 0, availableFen: 0, shortFen: 0, outstandingFen: 0, points: 0, pending: 0 }
	let rulesOpen = false
	for (const dealer of dealers) {
		const deposit = await depositOf(ctx.read, dealer.id, dealer.requiredFen)
		const ladder = await ladderOf(ctx.read, { dealerId: dealer.id }, rulebook.body, ctx.today)
		money.balanceFen += deposit.balanceFen
		money.heldFen += deposit.heldFen
		money.availableFen += deposit.availableFen
		money.shortFen += deposit.shortFen
		money.outstandingFen += deposit.outstandingFen
		money.points += ladder.effective
		money.pending += ladder.pending
		rulesOpen ||= (await acceptanceOf(ctx.read, dealer.id, rulebook.versionId)) === undefined
	}
	return { money, rulesOpen }
}

/** Deposit, points and postings of each own dealer. */
export async function deskStanding(ctx: Ctx) {
	const scope = scopeOf(ctx.actor, 'desk.read')
	const rulebook = await currentRulebook(ctx, ctx.read)
	const dealers = []
	for (const dealer of await deskDealers(ctx.read, scope)) {
		const page = await ledgerPage(ctx.read, ctx.actor.branchId, { dealerId: dealer.id }, null, LEDGER_SIZE)
		dealers.push({
			id: dealer.id,
			name: dealer.name,
			code: dealer.code,
			measures: await deskMeasures(ctx, dealer.id),
			deposit: await depositOf(ctx.read, dealer.id, dealer.requiredFen),
			money: await standingMoney(ctx, dealer, rulebook.body),
			ladder: await ownLadder(
				ctx,
				dealer.id,
				await ladderOf(ctx.read, { dealerId: dealer.id }, rulebook.body, ctx.today),
			),
			ledger: page.rows.map((line) => ({
				id: line.id,
				kind: line.kind,
				postedOn: line.postedOn,
				voucher: line.voucher,
				caseId: line.penaltyId,
				caseNumber: line.penaltyNumber,
				balanceChangeFen: line.balanceChangeFen,
				heldChangeFen: line.heldChangeFen,
				balanceFen: line.balanceFen,
				availableFen: line.availableFen,
			})),
		})
	}
	return dealers
}

/** Points that came with premises are counted, but a case of the dealer before is not named. */
async function ownLadder(ctx: Ctx, dealerId: string, ladder: LadderView): Promise<LadderView> {
	const ids = ladder.pendingCases.map((one) => one.id)
	const own = new Map((await servedDecisions(ctx.read, dealerId, ids)).map((one) => [one.id, one.number]))
	const mine = (number: string | null) => number !== null && [...own.values()].includes(number)
	return {
		...ladder,
		pendingCases: ladder.pendingCases.map((one) =>
			own.has(one.id) ? one : { id: '', number: '', points: one.points },
		),
		next: ladder.next && { ...ladder.next, by: mine(ladder.next.by) ? ladder.next.by : null },
	}
}

/** Everything that was ever told, latest first, with the plans. */
export async function deskHistory(
	ctx: Ctx,
	cursor: string | null,
): Promise<Page<DeskCaseLine> & { readonly plans: readonly DeskPlanLine[] }> {
	const scope = scopeOf(ctx.actor, 'desk.read')
	const page = await toldCasesPage(ctx.read, scope, cursor, HISTORY_SIZE)
	const plans = cursor === null ? await planLines(ctx, await servedPlans(ctx.read, scope, true)) : []
	return { rows: await caseLines(ctx, page.rows), next: page.next, plans }
}
