/** The one list of URLs. A leaf: it imports nothing. */
const q = (base: string, query?: Readonly<Record<string, string | undefined>>) => {
	const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
		value ? [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`] : [],
	)
	return pairs.length > 0 ? `${base}?${pairs.join('&')}` : base
}
const s = (text: string) => encodeURIComponent(text)
type Query = Readonly<Record<string, string | undefined>>

export const paths = {
	home: () => '/',
	signIn: (next?: string) => q('/sign-in', { next }),
	signOut: () => '/sign-out',
	firstAdmin: (token: string) => `/first-admin/${s(token)}`,
	account: () => '/account',
	password: () => '/account/password',
	noticeChoices: () => '/account/notices',
	confirmMail: (token: string) => `/account/notices/confirm/${s(token)}`,
	calendarFeed: (secret: string) => `/calendar/${s(secret)}.ics`,
	deliveries: (query?: Query) => q('/deliveries', query),
	delivery: (id: string) => `/deliveries/${s(id)}`,
	robots: (query?: Query) => q('/robots', query),
	language: () => '/language',
	theme: () => '/theme',
	help: () => '/help',
	search: (text?: string) => q('/search', { q: text }),
	inbox: () => '/inbox',

	inspections: (query?: Query) => q('/inspections', query),
	newInspection: (query?: Query) => q('/inspections/new', query),
	inspection: (id: string) => `/inspections/${s(id)}`,
	inspectionSheet: (id: string) => `/inspections/${s(id)}/sheet`,
	inspectionAct: (id: string, act: 'cancel' | 'void' | 'submit') => `/inspections/${s(id)}/${act}`,

	violations: (query?: Query) => q('/violations', query),
	newViolation: (query?: Query) => q('/violations/new', query),
	violation: (id: string) => `/violations/${s(id)}`,
	violationAct: (id: string, act: 'edit' | 'check' | 'trace') => `/violations/${s(id)}/${act}`,

	penalties: (query?: Query) => q('/penalties', query),
	penalty: (id: string) => `/penalties/${s(id)}`,
	penaltyAct: (
		id: string,
		act:
			| 'check'
			| 'notice'
			| 'decide'
			| 'vote'
			| 'waive'
			| 'withdraw'
			| 'revoke'
			| 'review'
			| 'extend-review'
			| 'extend-defence'
			| 'recompute',
	) => `/penalties/${s(id)}/${act}`,
	bundle: (id: string) => `/penalties/${s(id)}/bundle`,
	caseTasks: (query?: Query) => q('/tasks', query),
	printNotice: (noticeId: string) => `/notices/${s(noticeId)}/print`,
	noticePdf: (noticeId: string, lang?: string) => q(`/notices/${s(noticeId)}/pdf`, { lang }),
	noticeService: (noticeId: string) => `/notices/${s(noticeId)}/service`,
	dealerConsent: (dealerId: string) => `/dealers/${s(dealerId)}/consent`,
	templates: () => '/reference/templates',
	template: (kind: string) => `/reference/templates/${s(kind)}`,
	templatePreview: (kind: string, lang: string) => q(`/reference/templates/${s(kind)}/preview`, { lang }),
	verify: (code?: string) => (code === undefined ? '/verify' : `/verify/${s(code)}`),

	desk: () => '/desk',
	deskCase: (id: string) => `/desk/cases/${s(id)}`,
	deskAct: (id: string, act: 'defence' | 'acknowledge' | 'extension' | 'review' | 'withdraw-review') =>
		`/desk/cases/${s(id)}/${act}`,
	deskReports: () => '/desk/reports',
	newDeskReport: () => '/desk/reports/new',
	deskReport: (id: string) => `/desk/reports/${s(id)}`,
	drafts: (query?: Query) => q('/drafts', query),
	selfReports: (query?: Query) => q('/self-reports', query),
	selfReport: (id: string) => `/self-reports/${s(id)}`,
	deskBundle: (id: string) => `/desk/cases/${s(id)}/bundle`,
	deskPlan: (id: string) => `/desk/plans/${s(id)}`,
	deskStanding: () => '/desk/standing',
	deskHistory: () => '/desk/history',

	plans: (query?: Query) => q('/plans', query),
	plan: (id: string) => `/plans/${s(id)}`,
	planAct: (id: string, act: 'approve' | 'verify' | 'extend') => `/plans/${s(id)}/${act}`,

	orders: (query?: Query) => q('/orders', query),
	newOrder: (query?: Query) => q('/orders/new', query),
	orderViews: (query?: Query) => q('/orders/views', query),
	orderColumns: (query?: Query) => q('/orders/columns', query),
	chaseOrders: (query?: Query) => q('/orders/chase', query),
	departmentOrders: (query?: Query) => q('/orders/department', query),
	overview: (query?: Query) => q('/overview', query),
	overviewRows: (query?: Query) => q('/overview/rows', query),
	myOrders: (query?: Query) => q('/orders/mine', query),
	printOrder: (id: string) => `/orders/${s(id)}/print`,
	scores: (query?: Query) => q('/orders/scores', query),
	scoresFile: (query?: Query) => q('/orders/scores/file', query),
	circulars: () => '/circulars',
	circular: (id: string) => `/circulars/${s(id)}`,
	circularAct: (id: string, act: 'publish' | 'print' | 'file') => `/circulars/${s(id)}/${act}`,
	orderGaps: (query?: Query) => q('/orders/gaps', query),
	chaseNotice: (id: string) => `/chase-notices/${s(id)}/print`,
	chaseNoticePdf: (id: string, lang?: string) => q(`/chase-notices/${s(id)}/pdf`, { lang }),
	order: (id: string) => `/orders/${s(id)}`,
	orderAct: (
		id: string,
		act:
			| 'edit'
			| 'suspend'
			| 'raise'
			| 'merge'
			| 'transfer'
			| 'grade'
			| 'tasks'
			| 'contacts'
			| 'due'
			| 'issue'
			| 'acknowledge'
			| 'progress'
			| 'feedback'
			| 'judge'
			| 'extension'
			| 'decide-extension'
			| 'chase'
			| 'strike-off'
			| 'reopen'
			| 'assess'
			| 'withdraw'
			| 'assist',
	) => `/orders/${s(id)}/${act}`,

	intake: (query?: Query) => q('/intake', query),
	newComplaint: () => '/intake/new',
	importComplaints: (query?: Query) => q('/intake/import', query),
	intakeItem: (id: string) => `/intake/items/${s(id)}`,
	intakeAct: (id: string, act: 'answer' | 'order' | 'violation' | 'contact' | 'hand-over' | 'end') =>
		`/intake/items/${s(id)}/${act}`,
	intakeBatches: (query?: Query) => q('/intake/batches', query),
	newIntakeBatch: () => '/intake/batches/new',
	intakeBatch: (id: string, query?: Query) => q(`/intake/batches/${s(id)}`, query),
	importBatchList: (id: string, query?: Query) => q(`/intake/batches/${s(id)}/list`, query),
	intakeTemplate: (list: 'complaints' | 'opinions' | 'surveys' | 'satisfaction') => `/intake/templates/${list}`,
	supervisors: () => '/intake/supervisors',
	proposals: (query?: Query) => q('/intake/proposals', query),
	proposal: (id: string) => `/intake/proposals/${s(id)}`,
	satisfaction: (query?: Query) => q('/satisfaction', query),
	importSatisfaction: (query?: Query) => q('/satisfaction/import', query),
	outletSatisfaction: (outletId: string) => `/satisfaction/outlets/${s(outletId)}`,

	dealers: (query?: Query) => q('/dealers', query),
	newDealer: () => '/dealers/new',
	dealer: (id: string) => `/dealers/${s(id)}`,
	editDealer: (id: string) => `/dealers/${s(id)}/edit`,
	dealerDeposit: (id: string) => `/dealers/${s(id)}/deposit`,
	outlets: (query?: Query) => q('/outlets', query),
	newOutlet: (query?: Query) => q('/outlets/new', query),
	outlet: (id: string) => `/outlets/${s(id)}`,
	editOutlet: (id: string) => `/outlets/${s(id)}/edit`,
	dealerPeople: (id: string) => `/dealers/${s(id)}/people`,
	succession: (id: string) => `/successions/${s(id)}`,
	blacklist: (query?: Query) => q('/blacklist', query),
	blacklistEntry: (id: string) => `/blacklist/${s(id)}`,
	measures: (query?: Query) => q('/measures', query),
	measure: (id: string) => `/measures/${s(id)}`,

	ledger: (query?: Query) => q('/ledger', query),
	settlements: (query?: Query) => q('/settlements', query),
	settlement: (id: string) => `/settlements/${s(id)}`,
	commissions: (query?: Query) => q('/commissions', query),
	importCommissions: () => '/commissions/import',
	paymentPlans: () => '/payment-plans',
	paymentPlan: (id: string) => `/payment-plans/${s(id)}`,
	askPaymentPlan: (penaltyId: string) => `/penalties/${s(penaltyId)}/instalments`,
	deskInstalments: (penaltyId: string) => `/desk/cases/${s(penaltyId)}/instalments`,
	dealerPayment: (id: string) => `/dealers/${s(id)}/payment`,
	statement: (dealerId: string, period: string) => `/dealers/${s(dealerId)}/statements/${s(period)}`,
	deskStatement: (dealerId: string, period: string) => `/desk/statements/${s(dealerId)}/${s(period)}`,
	statementFile: (dealerId: string, period: string, format: 'csv' | 'xlsx') =>
		`/dealers/${s(dealerId)}/statements/${s(period)}/file?format=${format}`,

	claims: (query?: Query) => q('/claims', query),
	activations: (query?: Query) => q('/claims/activations', query),
	importActivations: (query?: Query) => q('/claims/import', query),
	newClaim: (query?: Query) => q('/claims/new', query),
	claimDeposits: () => '/claims/deposits',
	topup: (id: string) => `/claims/topups/${s(id)}`,
	claim: (id: string) => `/claims/${s(id)}`,
	dealerExit: (id: string) => `/dealers/${s(id)}/exit`,
	redress: (query?: Query) => q('/redress', query),
	newRedress: (query?: Query) => q('/redress/new', query),
	redressOne: (id: string) => `/redress/${s(id)}`,
	deskClaims: () => '/desk/claims',
	deskClaim: (id: string) => `/desk/claims/${s(id)}`,
	deskRedress: (id: string) => `/desk/redress/${s(id)}`,

	reference: () => '/reference',
	taxonomy: () => '/reference/types',
	sheet: () => '/reference/sheet',
	rulebook: () => '/reference/rulebook',
	rulebooks: () => '/rulebooks',
	rulebookVersion: (id: string) => `/rulebooks/versions/${s(id)}`,
	rulebookRegister: (id: string, query?: Query) => q(`/rulebooks/versions/${s(id)}/register`, query),
	rulebookPaper: (id: string, dealerId: string) => `/rulebooks/versions/${s(id)}/register/${s(dealerId)}`,
	newRulebookDraft: () => '/rulebooks/drafts/new',
	rulebookDraft: (id: string) => `/rulebooks/drafts/${s(id)}`,
	rulebookPart: (id: string, part: string, category?: string) =>
		q(`/rulebooks/drafts/${s(id)}/parts/${s(part)}`, { category }),
	rulebookAct: (id: string, act: 'check' | 'return' | 'publish' | 'drop') => `/rulebooks/drafts/${s(id)}/${act}`,
	compareRulebooks: (query?: Query) => q('/rulebooks/compare', query),
	rehearsal: (query?: Query) => q('/rulebooks/rehearsal', query),
	rehearsalStream: (query?: Query) => q('/rulebooks/rehearsal/stream', query),
	deskRulebooks: () => '/desk/rules',
	deskRulebook: (id: string) => `/desk/rules/${s(id)}`,
	calendarChanges: (query?: Query) => q('/reference/calendar/changes', query),
	newCalendarChange: (kind: 'year' | 'days' | 'unit') => `/reference/calendar/changes/new/${kind}`,
	calendarChange: (id: string, query?: Query) => q(`/reference/calendar/changes/${s(id)}`, query),
	calendarMoves: (id: string) => `/reference/calendar/changes/${s(id)}/moves.csv`,
	editCalendarChange: (id: string) => `/reference/calendar/changes/${s(id)}/edit`,
	calendarAct: (id: string, act: 'publish' | 'return' | 'drop') => `/reference/calendar/changes/${s(id)}/${act}`,
	deadlines: () => '/reference/deadlines',
	deadlinePolicy: (id: string) => `/reference/deadlines/${s(id)}`,
	editDeadlinePolicy: (id: string) => `/reference/deadlines/${s(id)}/edit`,
	deadlineAct: (id: string, act: 'put-in-force' | 'return' | 'drop' | 'retire') =>
		`/reference/deadlines/${s(id)}/${act}`,
	calendar: (year?: number) => q('/reference/calendar', { year: year === undefined ? undefined : String(year) }),

	audit: (query?: Query) => q('/audit', query),
	auditSample: (query?: Query) => q('/audit/sample', query),
	auditOpinions: (query?: Query) => q('/audit/opinions', query),
	newOpinion: (query?: Query) => q('/audit/opinions/new', query),
	opinion: (id: string) => `/audit/opinions/${s(id)}`,
	chainProof: (subjectKind: string, id: string) => `/audit/chain/${s(subjectKind)}/${s(id)}`,

	people: (query?: Query) => q('/people', query),
	newPerson: () => '/people/new',
	person: (id: string) => `/people/${s(id)}`,
	absences: () => '/absences',
	sweep: () => '/sweep',
	organisation: () => '/organisation',
	tokens: () => '/tokens',
	import: (query?: Query) => q('/import', query),
	importFile: (upload: string) => q('/import/file', { upload }),

	evidence: (id: string, variant?: 'copy') => q(`/evidence/${s(id)}`, { variant }),
	exportList: (
		list: 'orders' | 'penalties' | 'events' | 'outlets' | 'ledger' | 'inspections' | 'intake',
		query?: Query,
	) => q(`/export/${list}`, query),

	clock: (id: string) => `/clocks/${s(id)}`,
	apiClock: (id: string) => `/api/v1/clocks/${s(id)}`,
	apiDueDate: (query?: Query) => q('/api/v1/due-date', query),
	apiPenaltyPreview: () => '/api/v1/penalty-preview',
} as const
