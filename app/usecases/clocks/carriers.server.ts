import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Bound, Carrier, ClockMoved } from './carrier.ts'
import { caseCarriers } from './carriers-cases.server.ts'
import { intakeCarriers } from './carriers-intake.server.ts'
import { orderCarriers } from './carriers-orders.server.ts'

const carriers: readonly Carrier[] = [...orderCarriers, ...caseCarriers, ...intakeCarriers]

/** Copies new dates to the rows of their subjects; any mix of subjects, no clock twice. */
export async function copyDates(tx: Tx, moves: readonly ClockMoved[]): Promise<void> {
	for (const { subject, moved } of carriers) {
		const own = moves.filter(({ clock }) => clock.subjectKind === subject)
		if (own.length > 0) await moved(tx, own)
	}
}

/** Takes the dates of retired clocks from the rows of their subjects; any mix of subjects. */
export async function dropDates(tx: Tx, clocks: readonly StoredClock[]): Promise<void> {
	for (const { subject, retired } of carriers) {
		const own = clocks.filter(({ subjectKind }) => subjectKind === subject)
		if (own.length > 0) await retired?.(tx, own)
	}
}

/** Whom each of these clocks binds, by the id of the clock; any mix of subjects. */
export async function boundOf(handle: Handle, clocks: readonly StoredClock[]): Promise<Map<string, Bound>> {
	const found = new Map<string, Bound>()
	for (const { subject, bound } of carriers) {
		const own = clocks.filter(({ subjectKind }) => subjectKind === subject)
		if (own.length > 0) for (const [id, one] of await bound(handle, own)) found.set(id, one)
	}
	return found
}
