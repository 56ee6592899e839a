import {
	gateCount,
	inspectingDeciders,
	interestedDeciders,
	lostUplifts,
	strayReasons,
} from '#db/queries/verify-gate.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

/** Nobody decided against an own interest or over an own inspection; raised severities and reasons stand where they belong. */
export async function checkGate(handle: Handle): Promise<Check> {
	const faults = new Faults()
	for (const row of await interestedDeciders(handle, MAX_FAULTS))
		faults.add(`decision ${row.id}`, `of ${row.number} was taken by ${row.decided_by}, who had declared an interest`)
	for (const row of await inspectingDeciders(handle, MAX_FAULTS))
		faults.add(`decision ${row.id}`, `of ${row.number} was taken by ${row.decided_by}, who inspected`)
	for (const row of await lostUplifts(handle, MAX_FAULTS))
		faults.add(`violation ${row.number}`, `is ${row.severity} and was raised to ${row.to_severity}`)
	for (const row of await strayReasons(handle, MAX_FAULTS))
		faults.add(`gate_reason ${row.id}`, `(${row.gate}) belongs to no ${row.subject_kind}`)
	return {
		name: 'gate',
		looked: plural(await gateCount(handle), 'declaration or reason', 'declarations and reasons'),
		faults: faults.list,
		notes: [],
	}
}
