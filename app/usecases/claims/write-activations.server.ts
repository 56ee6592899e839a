import {
	ACTIVATION_LIST,
	type ActivationColumns,
	type ActivationField,
	type ActivationRowRead,
} from '#app/domain/claim/activation-list.ts'
import type { RowProblem, RowProblemKind } from '#app/domain/import/problems.ts'
import {
	type ActivationRow,
	activationsByKey,
	claimedActivations,
	insertActivations,
	outletCodes,
	updateActivation,
} from '#db/queries/activations.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { insertAll } from '#db/queries/import.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

type Line = { readonly row: number; readonly line: number; readonly data: ActivationRowRead }
type Values = Omit<ActivationRow, 'import_id'>
export type ListPlan = {
	readonly fresh: readonly Values[]
	/** Known records with other money or another judgement. */
	readonly changed: readonly Values[]
	readonly same: number
	readonly problems: readonly RowProblem[]
}

/** What the good rows of a list would create and change; says what the branch does not know or does not take. */
export async function planActivations(
	ctx: Ctx,
	handle: Handle,
	lines: readonly Line[],
	columns: ActivationColumns,
): Promise<ListPlan> {
	const { branchId } = ctx.actor
	const codes = [...new Set(lines.map(({ data }) => data.outletCode))]
	const outlets = new Map((await outletCodes(handle, branchId, codes)).map((one) => [one.code, one]))
	const known = new Map(
		(
			await activationsByKey(
				handle,
				branchId,
				lines.map(({ data }) => data.key),
			)
		).map((row) => [row.record_key, row]),
	)
	const claimed = await claimedActivations(
		handle,
		[...known.values()].map((row) => row.id),
	)
	const plan = { fresh: [] as Values[], changed: [] as Values[], same: 0, problems: [] as RowProblem[] }
	for (const { row, line, data } of lines) {
		const say = (field: ActivationField, kind: RowProblemKind, value: string) => {
			const { index, title } = columns.at(field)
			plan.problems.push({ row, line, column: title, index, value, kind, fatal: true })
		}
		const outlet = outlets.get(data.outletCode)
		if (!outlet) {
			say('outlet', 'unknown-outlet', data.outletCode)
			continue
		}
		const before = known.get(data.key)
		const values = valuesOf(ctx, before, outlet, data)
		if (!before) plan.fresh.push(values)
		else if (!sameRecord(before, values)) say('key', 'record-differs', data.key)
		else if (sameJudgement(before, values)) plan.same += 1
		else if (claimed.has(before.id)) say('key', 'record-claimed', data.key)
		else plan.changed.push(values)
	}
	return plan
}

function valuesOf(
	ctx: Ctx,
	before: ActivationRow | undefined,
	outlet: { readonly id: string; readonly dealerId: string },
	data: ActivationRowRead,
): Values {
	return {
		id: before?.id ?? ctx.newId(),
		branch_id: ctx.actor.branchId,
		dealer_id: outlet.dealerId,
		outlet_id: outlet.id,
		month: data.month,
		record_key: data.key,
		number_masked: data.number,
		activated_on: data.activatedOn,
		commission_fen: data.paidFen,
		unpaid_fen: data.unpaidFen,
		bad: data.bad,
		bad_reason: data.badReason,
	}
}

function sameRecord(before: ActivationRow, now: Values): boolean {
	return (
		before.outlet_id === now.outlet_id &&
		before.number_masked === now.number_masked &&
		before.activated_on === now.activated_on
	)
}

function sameJudgement(before: ActivationRow, now: Values): boolean {
	return (
		before.commission_fen === now.commission_fen &&
		before.unpaid_fen === now.unpaid_fen &&
		before.bad === now.bad &&
		before.bad_reason === now.bad_reason
	)
}

/** Writes the plan with its import run and event; a plan that changes nothing writes nothing. */
export async function writeActivations(
	ctx: Ctx,
	tx: Tx,
	file: { readonly name: string; readonly sha256: string },
	plan: ListPlan,
): Promise<void> {
	if (plan.fresh.length + plan.changed.length === 0) return
	const { branchId, accountId } = ctx.actor
	const id = ctx.newId()
	const summary = {
		rows: plan.fresh.length + plan.changed.length + plan.same,
		activations: plan.fresh.length,
		changed: plan.changed.length,
	}
	await insertAll(tx, 'import_run', [
		{
			id,
			branch_id: branchId,
			mapping: ACTIVATION_LIST,
			file_name: file.name,
			file_sha256: file.sha256,
			started_by: accountId,
			started_at: ctx.now,
			summary_json: JSON.stringify(summary),
		},
	])
	await insertActivations(
		tx,
		plan.fresh.map((row) => ({ ...row, import_id: id })),
	)
	for (const row of plan.changed)
		await updateActivation(tx, row.id, {
			commission_fen: row.commission_fen,
			unpaid_fen: row.unpaid_fen,
			bad: row.bad,
			bad_reason: row.bad_reason,
		})
	await appendEvents(tx, branchId, accountId, ctx.now, [
		{
			subjectKind: 'import',
			subjectId: id,
			kind: 'import.finished',
			after: { mapping: ACTIVATION_LIST, file: file.name, sha256: file.sha256, ...summary },
		},
	])
}
