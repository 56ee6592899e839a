import type { Happening, OrderOutcome } from '#app/domain/order/figures.ts'
import type { CaseFigure, OverviewQuery } from '#app/domain/overview/overview.schema.ts'
import type { Span } from '#app/domain/overview/period.ts'
import { paths } from '#app/paths.ts'

type Of = Pick<OverviewQuery, 'department'>

/** The orders behind a number of outcomes: those due in the span. */
export function outcomeList({ department }: Of, outcome: OrderOutcome, span: Span, of = department): string {
	return paths.orders({ view: 'all', outcome, dueFrom: span.from, dueTo: span.to, department: of })
}

/** The orders that run, of one light, source, department or days of issue. */
export function runningList(
	{ department }: Of,
	more: {
		readonly light?: 'red' | 'yellow' | undefined
		readonly source?: string | undefined
		readonly department?: string | undefined
		readonly issuedFrom?: string | undefined
		readonly issuedTo?: string | undefined
	} = {},
): string {
	return paths.orders({ view: 'running', department, ...more })
}

export function issuedList({ department }: Of, source: string, span: Span): string {
	return paths.orders({ view: 'all', source, issuedFrom: span.from, issuedTo: span.to, department, sort: 'issued' })
}

export function happenedList({ department }: Of, had: Happening, span: Span, of = department): string {
	return paths.orders({ view: 'all', had, hadFrom: span.from, hadTo: span.to, department: of })
}

/** The cases behind a number. */
export function caseList(
	{ period, month }: OverviewQuery,
	of: CaseFigure,
	more: { readonly category?: string | undefined; readonly half?: '1' | '2' | undefined } = {},
): string {
	return paths.overviewRows({ of, period, month, ...more })
}
