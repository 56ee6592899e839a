import type { DepositView, LadderView } from '#app/domain/desk/views.ts'
import { floorForecast } from '#app/domain/ledger/forecast.ts'
import { balancesIn } from '#app/domain/ledger/ledger.ts'
import type { Fen } from '#app/domain/money.ts'
import { type PointsLine, pointsOn } from '#app/domain/penalty/points.ts'
import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import { addMonths, instantAt, type LocalDate } from '#app/domain/time.ts'
import { decidedShare, toldOpenCases } from '#db/queries/forecast.server.ts'
import { balancesOf, sumsOf } from '#db/queries/ledger.server.ts'
import { holdsOf } from '#db/queries/ledger-views.server.ts'
import { caseNumbers, pointsRecords } from '#db/queries/points.server.ts'
import { openInvoices } from '#db/queries/receivables.server.ts'
import { outstandingOf } from '#db/queries/settlements.server.ts'
import { periodsOf } from '#db/queries/statements.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { paymentPlansOfDealer } from '../ledger/payment-plans.server.ts'

/** The deposit of a dealer: what there is, what is held for which case, what is missing (domain 3.2). */
export async function depositOf(handle: Handle, dealerId: string, requiredFen: Fen): Promise<DepositView> {
	const [now, holds, open] = [
		await balancesOf(handle, dealerId),
		await holdsOf(handle, dealerId),
		await outstandingOf(handle, dealerId),
	]
	return {
		balanceFen: now.balance,
		heldFen: now.held,
		availableFen: now.available,
		requiredFen,
		shortFen: Math.max(0, requiredFen - now.balance),
		holds,
		outstandingFen: open.reduce((sum, one) => sum + one.outstandingFen, 0),
	}
}

/** Receivable, commission payable and the floor forecast of a dealer, beside the deposit (issue of money). */
export async function standingMoney(
	ctx: Ctx,
	dealer: { readonly id: string; readonly requiredFen: Fen },
	rulebook: Rulebook,
) {
	const handle = ctx.read
	const of = { branchId: ctx.actor.branchId, dealerId: dealer.id, requiredFen: dealer.requiredFen, today: ctx.today }
	const sums = await sumsOf(handle, of.dealerId)
	const outstanding = await outstandingOf(handle, of.dealerId)
	const invoices = await openInvoices(handle, of.dealerId)
	const claims = invoices.reduce((sum, one) => (one.penaltyId === null ? sum + one.openFen : sum), 0)
	const balances = balancesIn(sums)
	const forecast = floorForecast({
		balanceFen: balances.balance,
		heldFen: balances.held,
		requiredFen: of.requiredFen,
		outstandingFen: claims + outstanding.reduce((sum, one) => sum + one.outstandingFen, 0),
		open: await toldOpenCases(handle, of.dealerId),
		history: await decidedShare(handle, of.branchId, instantAt(addMonths(of.today, -12), 0)),
		commissionFen: sums.COMMISSION_PAYABLE,
		penaltiesPercent: rulebook.settings.commissionForPenaltiesPercent,
	})
	return {
		receivableFen: 0 - sums.RECEIVABLE,
		commissionFen: sums.COMMISSION_PAYABLE,
		invoices,
		periods: await periodsOf(handle, of.dealerId),
		plans: await paymentPlansOfDealer(ctx, of.dealerId),
		forecast,
	}
}

const sum = (lines: readonly PointsLine[]) => lines.reduce((total, line) => total + line.record.points, 0)

/** Points in force and pending, the rung that is reached, what comes next and what expires first (domain 3.2). */
export async function ladderOf(
	handle: Handle,
	of: { readonly dealerId: string } | { readonly outletId: string },
	rulebook: Rulebook,
	today: LocalDate,
): Promise<LadderView> {
	const points = pointsOn(await pointsRecords(handle, of), today, rulebook.points.windowMonths)
	const pending = points.lines.filter((line) => line.standing === 'pending')
	const effective = points.lines.filter((line) => line.standing === 'effective')
	const numbers = await caseNumbers(
		handle,
		pending.map((line) => line.record.penaltyId),
	)
	const pendingCases = pending.map((line) => ({
		id: line.record.penaltyId,
		number: numbers.get(line.record.penaltyId) ?? '',
		points: line.record.points,
	}))
	const rungs = [...rulebook.sanctions]
		.sort((a, b) => a.atPoints - b.atPoints)
		.map((step) => ({ at: step.atPoints, measure: step.measure }))
	const firstOut = effective.map((line) => line.expiresOn).sort()[0]
	return {
		effective: points.effective,
		pending: points.pending,
		pendingCases,
		rungs,
		reached: rungs.filter((rung) => rung.at <= points.effective).at(-1)?.measure ?? null,
		next: nextRung(points.effective, pendingCases, rungs),
		expiry: firstOut ? { on: firstOut, points: sum(effective.filter((line) => line.expiresOn === firstOut)) } : null,
	}
}

type Rung = LadderView['rungs'][number]

/** The strongest rung that one pending case alone would cross, or all of them together. */
function nextRung(now: number, cases: LadderView['pendingCases'], rungs: readonly Rung[]): LadderView['next'] {
	const crossed = (total: number) => rungs.filter((rung) => rung.at > now && rung.at <= total).at(-1)
	const largest = [...cases].sort((a, b) => b.points - a.points)[0]
	if (!largest) return null
	const alone = crossed(now + largest.points)
	if (alone) return { ...alone, total: now + largest.points, by: largest.number }
	const all = now + cases.reduce((total, one) => total + one.points, 0)
	const together = crossed(all)
	return together ? { ...together, total: all, by: null } : null
}
