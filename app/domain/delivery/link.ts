/** The pages that messages lead to, as app/paths.ts has them; the one list of URLs is a leaf that no rule imports. */
type Page = (id: string) => string
type Place = () => string
type Pages = {
	readonly home: Place
	readonly desk: Place
	readonly templates: Place
	readonly inspection: Page
	readonly violation: Page
	readonly penalty: Page
	readonly deskCase: Page
	readonly plan: Page
	readonly deskPlan: Page
	readonly order: Page
	readonly circular: Page
	readonly measure: Page
	readonly deskStanding: Place
	readonly blacklistEntry: Page
	readonly succession: Page
	readonly printNotice: Page
	readonly settlement: Page
	readonly paymentPlan: Page
	readonly selfReport: Page
	readonly deskReport: Page
	readonly claim: Page
	readonly deskClaim: Page
	readonly redressOne: Page
	readonly deskRedress: Page
	readonly topup: Page
	readonly deskClaims: Place
	readonly claimDeposits: Place
	readonly opinion: Page
	readonly rulebookVersion: Page
	readonly deskRulebook: Page
	readonly rulebookDraft: Page
	readonly calendarChange: Page
	readonly deadlinePolicy: Page
	readonly intakeItem: Page
	readonly proposal: Page
	readonly account: Place
}

type Told = { readonly kind: string; readonly subjectKind: string; readonly subjectId: string }

/** Where a message leads; a dealer's to the desk. Null when its subject has no page. */
export function linkOf(pages: Pages, { kind, subjectKind, subjectId }: Told, dealer: boolean): string | null {
	if (kind.startsWith('template.')) return pages.templates()
	// Many deadlines at once: the person's own list has them.
	if (kind === 'clock.moved' && subjectKind === 'account') return dealer ? pages.desk() : pages.home()
	switch (subjectKind) {
		case 'inspection':
			return pages.inspection(subjectId)
		case 'violation':
			return pages.violation(subjectId)
		case 'penalty':
			return dealer ? pages.deskCase(subjectId) : pages.penalty(subjectId)
		case 'plan':
			return dealer ? pages.deskPlan(subjectId) : pages.plan(subjectId)
		case 'order':
			return pages.order(subjectId)
		case 'circular':
			return pages.circular(subjectId)
		case 'measure':
			return dealer ? pages.deskStanding() : pages.measure(subjectId)
		case 'blacklist':
			return pages.blacklistEntry(subjectId)
		case 'succession':
			return pages.succession(subjectId)
		case 'notice':
			return pages.printNotice(subjectId)
		case 'settlement':
			return pages.settlement(subjectId)
		case 'payment-plan':
			return dealer ? pages.deskStanding() : pages.paymentPlan(subjectId)
		case 'self-report':
			return dealer ? pages.deskReport(subjectId) : pages.selfReport(subjectId)
		case 'clawback':
			return dealer ? pages.deskClaim(subjectId) : pages.claim(subjectId)
		case 'redress':
			return dealer ? pages.deskRedress(subjectId) : pages.redressOne(subjectId)
		case 'topup':
			return dealer ? pages.deskClaims() : pages.topup(subjectId)
		case 'exit':
			return dealer ? pages.deskClaims() : pages.claimDeposits()
		case 'calendar':
			return pages.calendarChange(subjectId)
		case 'policy':
			return pages.deadlinePolicy(subjectId)
		case 'intake':
			return pages.intakeItem(subjectId)
		case 'proposal':
			return pages.proposal(subjectId)
		case 'opinion':
			return pages.opinion(subjectId)
		case 'reference':
			return dealer ? pages.deskRulebook(subjectId) : pages.rulebookVersion(subjectId)
		case 'rulebook':
			return pages.rulebookDraft(subjectId)
		case 'account':
			return pages.account()
		default:
			return null
	}
}
