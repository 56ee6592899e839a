import { paths } from '#app/paths.ts'

/** The page of a subject of the log; null for what has no page that an auditor may open. */
export function subjectPath(kind: string, id: string): string | null {
	switch (kind) {
		case 'dealer':
			return paths.dealer(id)
		case 'outlet':
			return paths.outlet(id)
		case 'inspection':
			return paths.inspection(id)
		case 'violation':
			return paths.violation(id)
		case 'penalty':
			return paths.penalty(id)
		case 'plan':
			return paths.plan(id)
		case 'order':
			return paths.order(id)
		case 'circular':
			return paths.circular(id)
		case 'measure':
			return paths.measure(id)
		case 'blacklist':
			return paths.blacklistEntry(id)
		case 'succession':
			return paths.succession(id)
		case 'settlement':
			return paths.settlement(id)
		case 'payment-plan':
			return paths.paymentPlan(id)
		case 'opinion':
			return paths.opinion(id)
		case 'sample':
			return paths.auditSample({ id })
		case 'calendar':
			return paths.calendarChange(id)
		case 'policy':
			return paths.deadlinePolicy(id)
		case 'evidence':
			return paths.evidence(id)
		default:
			return null
	}
}
