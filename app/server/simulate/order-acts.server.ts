import type { Urgency } from '#app/domain/order/urgency.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import type { Act, SimulatedOrder } from './judge/facts.ts'
import type { Stage } from './stage.ts'

const MINUTE = 60_000
/** Who leads and who works there. */
export const DEPARTMENTS = [
	['QD', 'department'],
	['KF', 'handler-kf'],
	['SC', 'handler-sc'],
	['WL', 'handler-wl'],
	['XX', 'handler-xx'],
] as const
export const REASON = '经核实情况属实，按规定办理，请有关部门配合落实。'

/** One order and who works on it. */
export type Life = {
	readonly stage: Stage
	readonly order: SimulatedOrder
	/** Of the lead department, until another one has taken it over. */
	handler: string
	readonly helper: string
	readonly level: Urgency
}

/**
 * Answered before the newest calendar came out: returned, its clock would be counted again by the next sweep, at a moment
 * that nobody can name beforehand. Such an order stays answered.
 */
export async function isBehind(stage: Stage, id: string): Promise<boolean> {
	const { read } = stage.world.db
	const newest = await read
		.selectFrom('reference_version')
		.select('id')
		.where('kind', '=', 'calendar')
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow()
	const clock = await read
		.selectFrom('clock')
		.select('calendar_version_id')
		.where('subject_id', '=', id)
		.where('kind', '=', 'order.handle')
		.orderBy('round', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow()
	return clock.calendar_version_id !== newest.id
}

export async function versionOf(stage: Stage, id: string): Promise<number> {
	const row = await stage.world.db.read
		.selectFrom('supervision_order')
		.select('version')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	return row.version
}

/** Plans an act; what the product accepts is written down, what it refuses has not happened. */
export function later(
	life: Life,
	after: number,
	act: () => Promise<Outcome<unknown>>,
	noted: Act | null,
	then?: () => void,
): void {
	laterAs(life, after, act, () => noted, then)
}

export function laterAs(
	life: Life,
	after: number,
	act: () => Promise<Outcome<unknown>>,
	noted: () => Act | null,
	then?: () => void,
): void {
	const { stage, order } = life
	// Whole minutes: working hours are counted by the minute.
	const at = Math.floor((stage.world.now() + Math.max(MINUTE, after)) / MINUTE) * MINUTE
	stage.agenda.add(at, async () => {
		const outcome = await act()
		if (!outcome.ok) return stage.refused(outcome.error.rule)
		const done = noted()
		if (done !== null) order.acts.push({ ...stage.stamp(), ...done })
		then?.()
	})
}
