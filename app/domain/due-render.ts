import type { DueDate, DueStep } from './due-date.ts'
import { isInstantText } from './due-date.ts'
import type { Instant, LocalDate } from './time.ts'
import { instantOf, parseMoment, withOffset } from './time.ts'

type Rendered = Readonly<Record<string, unknown>>

/** The machine answer of a due-date question: dates as they are, instants with +08:00. */
export function renderDue(result: Pick<DueDate, 'due' | 'rawDue' | 'provisional' | 'steps'>): {
	due: string
	rawDue: string
	provisional: boolean
	steps: Rendered[]
} {
	return {
		due: renderMoment(result.due),
		rawDue: renderMoment(result.rawDue),
		provisional: result.provisional,
		steps: result.steps.map(renderStep),
	}
}

function renderMoment(value: LocalDate | Instant): string {
	return isInstantText(value) ? withOffset(value) : value
}

const STORED_INSTANT = /^\d{4}-\d{2}-\d{2}T.*Z$/

/** One step for a machine: instants with +08:00. */
export function renderStep(step: DueStep): Rendered {
	return Object.fromEntries(
		Object.entries(step).map(([key, value]) => [
			key,
			typeof value === 'string' && STORED_INSTANT.test(value) ? withOffset(instantOf(parseMoment(value) ?? 0)) : value,
		]),
	)
}
