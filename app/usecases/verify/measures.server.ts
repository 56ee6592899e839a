import { type MeasureFault, measureCount, measureFaults } from '#db/queries/verify-measures.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

const WHAT: Record<MeasureFault['fault'], string> = {
	'no-begin': 'is imposed and has no first day',
	'ends-first': 'ends before it begins',
	'no-votes': 'ended a co-operation without a majority of at least three votes',
	'not-listed': 'ended a co-operation and the dealer is not on the blacklist',
	'lifted-early': 'was taken off the blacklist before its day though its case stands',
	'not-second': 'was released by the person who asked for it',
	'not-panel': 'is exempted without a majority of at least three votes',
}

/** Measures, blacklist and succession are what the panel, the calendar and a second person made them. */
export async function checkMeasures(handle: Handle): Promise<Check> {
	const faults = new Faults()
	for (const { table, id, number, fault } of await measureFaults(handle, MAX_FAULTS))
		faults.add(`${table} ${number} (id ${id})`, WHAT[fault])
	const looked = await measureCount(handle)
	return { name: 'measures', looked: plural(looked, 'measure'), faults: faults.list, notes: [] }
}
