import { scopeOf } from '#app/domain/access.ts'
import { checkPeriod, lastDay, type Period } from '#app/domain/ledger/period.ts'
import type { SettlementPreview } from '#app/domain/ledger/preview.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import {
	insertProposal,
	lastPeriod,
	proposalIn,
	proposalOf,
	runOfPeriod,
	updateProposal,
} from '#db/queries/settlements.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { computeSettlement } from './compute.server.ts'

/** Refuses a month that has not begun, that was settled, or that lies before one that was. */
export async function mayPropose(ctx: Ctx, handle: Handle, wanted: string): Promise<Outcome<Period>> {
	const period = checkPeriod(wanted, ctx.today)
	if (!period.ok) return period
	const { branchId } = ctx.actor
	if (await runOfPeriod(handle, branchId, period.value))
		return refuse('procedure', 'settlement.settled', { period: period.value })
	const last = await lastPeriod(handle, branchId)
	if (last !== null && last > period.value) return refuse('procedure', 'settlement.later-settled', { period: last })
	return period
}

/** The day by which parts of plans and surcharges are looked at: the period's last one, or today while it runs. */
export function asOfDay(period: Period, today: LocalDate): LocalDate {
	const last = lastDay(period)
	return last < today ? last : today
}

/** The hash of what was shown; a preview with the same postings for the same people has the same one. */
export const hashOf = (preview: SettlementPreview) => sha256Hex(toJson(preview))

/**
 * First signature under a settlement: everything it would post is computed, shown and kept with its hash (issue of
 * money: two people). One open proposal per period; another person confirms it.
 */
export async function proposeSettlement(
	ctx: Ctx,
	command: { readonly period: string },
): Promise<Outcome<{ id: string; period: Period }>> {
	const { branchId, accountId } = ctx.actor
	if (!wholeBranch(ctx)) return refuse('forbidden', 'not-allowed')
	return ctx.inTx<{ id: string; period: Period }>(branchId, async (tx) => {
		const period = await mayPropose(ctx, tx, command.period)
		if (!period.ok) return period
		const open = await proposalOf(tx, branchId, period.value)
		if (open) return refuse('procedure', 'settlement.proposed', { period: period.value })
		const asOf = asOfDay(period.value, ctx.today)
		const preview = await computeSettlement(ctx, tx, period.value, asOf)
		if (!preview.ok) return preview
		const id = ctx.newId()
		const body = toJson(preview.value)
		await insertProposal(tx, {
			id,
			branch_id: branchId,
			period: period.value,
			state: 'PROPOSED',
			as_of: asOf,
			sha256: hashOf(preview.value),
			body_json: body,
			proposed_by: accountId,
			proposed_at: ctx.now,
			decided_by: null,
			decided_at: null,
			reason: null,
			run_id: null,
		})
		const after = { period: period.value, hash: sha256Hex(body), ...preview.value.totals }
		await appendEvents(tx, branchId, accountId, ctx.now, [
			{ subjectKind: 'settlement', subjectId: id, kind: 'settlement.proposed', after },
		])
		await tellApprovers(ctx, tx, id, period.value)
		return ok({ id, period: period.value })
	})
}

function wholeBranch(ctx: Ctx): boolean {
	return scopeOf(ctx.actor, 'ledger.propose').places.some((place) => place.kind === 'branch')
}

async function tellApprovers(ctx: Ctx, tx: Tx, id: string, period: Period): Promise<void> {
	const { branchId, accountId } = ctx.actor
	const approvers = await holdersOf(tx, branchId, ['APPROVER'])
	const drafts = approvers
		.filter((one) => one.id !== accountId)
		.map((one) => ({
			key: `settlement:${id}:to-confirm`,
			kind: 'settlement.to-confirm' as const,
			accountId: one.id,
			subjectKind: 'settlement' as const,
			subjectId: id,
			params: { period },
		}))
	await writeOutbox(tx, branchId, ctx.now, ctx.newId, drafts)
}

/** Takes a proposal away, with the reason; the period can be proposed anew. */
export async function dropSettlement(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return transition(ctx, {
		subject: 'settlement',
		id: command.id,
		version: command.version,
		readAction: 'ledger.read',
		actions: ['ledger.propose', 'ledger.settle'],
		load: proposalIn,
		decide: (row) => {
			if (row.state !== 'PROPOSED') return refuse('procedure', 'settlement.decided', { period: row.period })
			const by = { decided_by: ctx.actor.accountId, decided_at: ctx.now }
			return ok({
				set: { state: 'DROPPED' as const, reason: command.reason, ...by },
				event: { kind: 'settlement.dropped', reason: command.reason, after: { period: row.period } },
			})
		},
		save: updateProposal,
	})
}
