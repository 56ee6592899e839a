import { type LadderFault, ladderFaults, rungCount } from '#db/queries/verify-ladder.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

const WHAT: Record<LadderFault['fault'], string> = {
	early: 'was sent before its moment',
	'foreign-key': 'has the key of another clock',
	passed: 'has passed its date and nothing happened',
	unwatched: 'is watched by no ladder',
	'own-deputy': 'is stood in for by the same person, or ends before it begins',
	overlap: 'overlaps with another absence of the same person',
}
const WHOSE: Record<LadderFault['fault'], string> = {
	early: 'rung',
	'foreign-key': 'rung',
	passed: 'clock',
	unwatched: 'clock',
	'own-deputy': 'absence',
	overlap: 'absence',
}

/** No rung early or under a foreign key, no deadline passed over, no clock forgotten, absences that can be. */
export async function checkLadder(handle: Handle): Promise<Check> {
	const faults = new Faults()
	for (const { id, fault } of await ladderFaults(handle, MAX_FAULTS)) faults.add(`${WHOSE[fault]} ${id}`, WHAT[fault])
	return { name: 'ladder', looked: plural(await rungCount(handle), 'rung'), faults: faults.list, notes: [] }
}
