import type { ClockSubject } from '#app/domain/clock.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Bound, Carrier } from './carrier.ts'
import { caseCarriers } from './carriers-cases.server.ts'
import { intakeCarriers } from './carriers-intake.server.ts'
import { orderCarriers } from './carriers-orders.server.ts'

const carriers: readonly Carrier[] = [...orderCarriers, ...caseCarriers, ...intakeCarriers]
const bySubject = new Map(carriers.map((carrier) => [carrier.subject, carrier]))

export function carrierOf(subject: ClockSubject): Carrier | undefined {
	return bySubject.get(subject)
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
