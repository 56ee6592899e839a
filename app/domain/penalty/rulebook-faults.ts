import { type Rulebook, SEVERITIES } from './rulebook.schema.ts'

/** What is wrong with a version, at which clause; sentences are `issue.rulebook.<fault>`. */
export type RulebookFault = { readonly key: string; readonly fault: FaultName }
export type FaultName =
	| 'cap-below-base'
	| 'cap-not-yuan'
	| 'steps-fall'
	| 'rungs-fall'
	| 'base-above-cap'
	| 'law-unknown'
	| 'law-incomplete'
	| 'law-days'

function levelFaults(book: Rulebook): RulebookFault[] {
	return SEVERITIES.flatMap((of): RulebookFault[] => {
		const { baseFen, capFen } = book.levels[of]
		if (capFen < baseFen) return [{ key: `levels.cap.${of}`, fault: 'cap-below-base' }]
		return capFen % 100 === 0 ? [] : [{ key: `levels.cap.${of}`, fault: 'cap-not-yuan' }]
	})
}

/** A repetition never costs less than the one before, a stronger measure never comes earlier than a weaker one. */
function orderFaults(book: Rulebook): RulebookFault[] {
	const steps = book.recurrence.multipliersPercent
	const falls = steps.findIndex((step, i) => i > 0 && step < (steps[i - 1] ?? 0))
	const faults: RulebookFault[] = falls < 0 ? [] : [{ key: `recurrence.multiplier.${falls + 1}`, fault: 'steps-fall' }]
	const order = ['REMINDER', 'TALK', 'CIRCULAR', 'SUSPEND_BUSINESS', 'TERMINATE'] as const
	let highest = 0
	for (const measure of order) {
		const at = book.sanctions.find((rung) => rung.measure === measure)?.atPoints
		if (at === undefined) continue
		if (at <= highest) faults.push({ key: `ladder.rung.${measure}`, fault: 'rungs-fall' })
		highest = Math.max(highest, at)
	}
	return faults
}

function typeFaults(book: Rulebook): RulebookFault[] {
	const laws = new Set(book.laws.map((law) => law.code))
	return book.types.flatMap((entry): RulebookFault[] => {
		const above = entry.baseFen !== null && entry.baseFen > book.levels[entry.severity].capFen
		const unknown = entry.legal.some(({ law }) => !laws.has(law))
		return [
			...(above ? [{ key: `types.type-base.${entry.code}`, fault: 'base-above-cap' } as const] : []),
			...(unknown ? [{ key: `types.type-legal.${entry.code}`, fault: 'law-unknown' } as const] : []),
		]
	})
}

function lawFaults(book: Rulebook): RulebookFault[] {
	return book.laws.flatMap((law): RulebookFault[] => {
		const at = (field: string) => `laws.${law.code}.${law.validFrom}.${field}`
		if (law.title === '' || law.validFrom.length === 0) return [{ key: at('title'), fault: 'law-incomplete' }]
		const backwards = law.validUntil !== null && law.validUntil < law.validFrom
		const twice = book.laws.filter((one) => one.code === law.code && one.validFrom === law.validFrom).length > 1
		return backwards || twice ? [{ key: at('validUntil'), fault: 'law-days' }] : []
	})
}

/** Everything that keeps a version from being used as it stands; none in a version that can be checked. */
export function rulebookFaults(book: Rulebook): RulebookFault[] {
	return [...levelFaults(book), ...orderFaults(book), ...typeFaults(book), ...lawFaults(book)]
}
