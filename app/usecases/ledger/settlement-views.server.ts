import { may, scopeOf } from '#app/domain/access.ts'
import { isPeriod, type Period, periodBefore, periodOf } from '#app/domain/ledger/period.ts'
import type { SettlementPreview } from '#app/domain/ledger/preview.ts'
import { type Outcome, type Refusal, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { proposalIn, proposalOf, proposalsOf, runsOf } from '#db/queries/settlements.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { computeSettlement } from './compute.server.ts'
import { asOfDay, hashOf, mayPropose } from './propose.server.ts'

const ofBranch = (ctx: Ctx) => scopeOf(ctx.actor, 'ledger.read').places.some((place) => place.kind === 'branch')

/** Settlements so far, and what the chosen period would post; the default is the month before this one. */
export async function settlementPage(ctx: Ctx, wanted: string | undefined) {
	if (!ofBranch(ctx)) return refuse('forbidden', 'not-allowed')
	const { branchId } = ctx.actor
	const period: Period = wanted && isPeriod(wanted) ? wanted : periodBefore(periodOf(ctx.today))
	const allowed = await mayPropose(ctx, ctx.read, period)
	const open = await proposalOf(ctx.read, branchId, period)
	let preview: SettlementPreview | null = null
	if (allowed.ok && !open) {
		const computed = await computeSettlement(ctx, ctx.read, period, asOfDay(period, ctx.today))
		if (!computed.ok) return computed
		preview = computed.value
	}
	const runs = await runsOf(ctx.read, branchId)
	return ok({
		period,
		thisPeriod: periodOf(ctx.today),
		/** Why it cannot be proposed. */
		shut: allowed.ok ? null : allowed.error,
		open: open ? { id: open.id, state: open.state } : null,
		preview,
		proposals: (await proposalsOf(ctx.read, branchId)).map((one) => {
			const run = runs.find((each) => each.id === one.id)
			return { ...one, collectedFen: run?.deducted_fen ?? null, outstandingFen: run?.outstanding_fen ?? null }
		}),
		/** Runs of before a second person was asked. */
		earlier: runs.filter((run) => run.two_persons === 0).map((run) => ({ id: run.id, period: run.period })),
		mayPropose: may(ctx.actor, 'ledger.propose'),
	})
}

/** One settlement: everything it posts, as it was shown, with its two people. */
export async function settlementView(ctx: Ctx, id: string) {
	const row = await proposalIn(ctx.read, scopeOf(ctx.actor, 'ledger.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const names = await namesOf(ctx.read, [row.proposed_by, row.decided_by])
	const preview = fromJson<SettlementPreview>(row.body_json)
	return ok({
		id: row.id,
		version: row.version,
		period: row.period,
		state: row.state,
		hash: row.sha256,
		preview,
		proposedBy: names.get(row.proposed_by) ?? '',
		proposedAt: row.proposed_at,
		decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? ''),
		decidedAt: row.decided_at,
		reason: row.reason,
		gates: {
			confirm: await confirmGate(ctx, row),
			mayConfirm: may(ctx.actor, 'ledger.settle'),
			mayDrop: row.state === 'PROPOSED' && (may(ctx.actor, 'ledger.propose') || may(ctx.actor, 'ledger.settle')),
		},
	})
}

type Row = NonNullable<Awaited<ReturnType<typeof proposalIn>>>

/** Why it cannot be confirmed by this person now; null when it can. */
async function confirmGate(ctx: Ctx, row: Row): Promise<Refusal | null> {
	if (row.state !== 'PROPOSED' || !isPeriod(row.period)) return null
	const refused = (answer: Outcome<never>) => (answer.ok ? null : answer.error)
	if (row.proposed_by === ctx.actor.accountId) return refused(refuse('procedure', 'settlement.same-person'))
	const now = await computeSettlement(ctx, ctx.read, row.period, row.as_of)
	if (!now.ok) return now.error
	return hashOf(now.value) === row.sha256
		? null
		: refused(refuse('procedure', 'settlement.changed', { period: row.period }))
}
