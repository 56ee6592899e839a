import { LEAST_REASON } from '#app/domain/penalty/checklist.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type Occurrence, openTwins, twinsOf } from '#app/domain/violation/twins.ts'
import { gateReasonsOf } from '#db/queries/gate-reasons.server.ts'
import { sameDayViolations } from '#db/queries/violation-gate.server.ts'
import type { ViolationRow } from '#db/queries/violations.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { keepReason } from '../penalties/declare.server.ts'

type Fresh = Omit<Occurrence, 'dismissed' | 'historic'>

export function occurrenceOf(row: ViolationRow): Fresh {
	return {
		id: row.id,
		dealerId: row.dealer_id,
		outletId: row.outlet_id,
		typeCode: row.violation_type,
		occurredOn: row.occurred_on,
	}
}

/** Violations on record that may be the same act: same dealer, outlet, type and day (domain 4). */
export async function twinsOnRecord(handle: Handle, fresh: Fresh) {
	const rows = await sameDayViolations(handle, fresh.outletId, fresh.typeCode, fresh.occurredOn)
	return twinsOf(
		fresh,
		rows.map((row) => ({ ...row, dismissed: row.state === 'DISMISSED', historic: row.historic === 1 })),
	)
}

/** Twins that a reason on record speaks of, whichever of the two it was given for. */
async function namedTwins(handle: Handle, id: string, twins: readonly { readonly id: string }[]): Promise<Set<string>> {
	const named = new Set<string>()
	const own = id === '' ? [] : await gateReasonsOf(handle, 'violation', id)
	for (const one of own.filter((reason) => reason.gate === 'twin'))
		for (const twin of String(one.facts.twins ?? '').split(' ')) named.add(twin)
	for (const twin of twins) {
		const theirs = await gateReasonsOf(handle, 'violation', twin.id)
		if (
			theirs.some(
				(one) =>
					one.gate === 'twin' &&
					String(one.facts.twins ?? '')
						.split(' ')
						.includes(id),
			)
		)
			named.add(twin.id)
	}
	return named
}

/** Twins that nobody has told apart yet. */
export async function openTwinsOf(handle: Handle, fresh: Fresh) {
	const twins = await twinsOnRecord(handle, fresh)
	return twins.length === 0 ? [] : openTwins(twins, await namedTwins(handle, fresh.id, twins))
}

/**
 * The question of one act, one penalty: refuses when a twin is open and no reason is given, with what is needed to show
 * the two side by side; otherwise answers the twins that the reason speaks of.
 */
export async function askOfTwins(
	ctx: Ctx,
	handle: Handle,
	fresh: Fresh,
	reason: string | undefined,
): Promise<Outcome<readonly { readonly id: string; readonly number: string }[]>> {
	const open = await openTwinsOf(handle, fresh)
	const first = open[0]
	if (!first || (reason ?? '').trim().length >= LEAST_REASON) return ok(open)
	return refuse('invalid', 'violation.twin', {
		number: first.number,
		twin: first.id,
		count: open.length,
		facts: first.facts,
		units: first.units,
		source: first.source,
		openedBy: first.openedBy ?? '',
		openedAt: first.openedAt,
		today: ctx.today,
	})
}

/** Keeps the reason together with the twins that it speaks of. */
export async function keepTwinReason(
	ctx: Ctx,
	tx: Tx,
	id: string,
	reason: string | undefined,
	twins: readonly { readonly id: string; readonly number: string }[],
): Promise<void> {
	if (twins.length === 0) return
	const facts = { twins: twins.map((one) => one.id).join(' '), numbers: twins.map((one) => one.number).join(' ') }
	await keepReason(ctx, tx, { kind: 'violation', id }, 'twin', reason ?? '', facts)
}
