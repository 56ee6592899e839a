import type { Action } from '#app/domain/access.ts'

/** What the ':id' of an address names. */
export type SubjectName =
	| 'inspection'
	| 'violation'
	| 'penalty'
	| 'plan'
	| 'order'
	| 'outlet'
	| 'dealer'
	| 'measure'
	| 'blacklist-entry'
	| 'succession'
	| 'clawback'
	| 'redress'
	| 'topup'
	| 'notice'
	| 'evidence'
	| 'opinion'
	| 'settlement'
	| 'payment-plan'
	| 'person'
	/** A case or a plan as the dealer meets it: told by a notice. */
	| 'rulebook'
	| 'rulebook-draft'
	| 'told-case'
	| 'told-plan'
	| 'self-report'
	| 'intake'
	| 'intake-batch'
	| 'proposal'
	| 'chase-notice'
	| 'circular'
	| 'clock'
	| 'calendar-change'
	| 'policy'

/** Everybody, whoever is signed in, or the holders of one of these permissions. */
export type Door = 'public' | 'signed-in' | readonly Action[]

export type RouteRow = {
	readonly get: Door
	/** None when the route has no action. */
	readonly post?: Door
	readonly subject?: SubjectName
	/** Other parameters of the address, each set tried in turn. */
	readonly params?: readonly Readonly<Record<string, string>>[]
	/** Permission by parameter, where one route serves several acts. */
	readonly doorOf?: (params: Readonly<Record<string, string>>) => Door
	/** Only for whom the permission holds in the whole branch. */
	readonly whole?: true
	/** The page may answer that the act is shut just now (409, 403) or lead elsewhere. */
	readonly act?: true
}

const page = (action: Action, subject?: SubjectName): RouteRow => ({ get: [action], ...(subject ? { subject } : {}) })
const act = (subject: SubjectName, ...actions: Action[]): RouteRow => ({
	get: actions,
	post: actions,
	subject,
	act: true,
})

const EXPORTS: Readonly<Record<string, Action>> = {
	orders: 'order.read',
	penalties: 'penalty.read',
	events: 'audit.read',
	outlets: 'register.read',
	ledger: 'ledger.read',
	inspections: 'inspection.read',
	intake: 'intake.read',
}

/** Every route of app/routes.ts with the permissions that open it (domain 8.1); the tests refuse a route without a row. */
export const TABLE: Readonly<Record<string, RouteRow>> = {
	// Everybody's home: dealers and administrators are led to theirs.
	'routes/home.tsx': { get: 'signed-in', act: true },
	'routes/sign-in.tsx': { get: 'public', post: 'public', act: true },
	'routes/sign-out.tsx': { get: 'public', post: 'signed-in', act: true },
	'routes/first-admin.tsx': { get: 'public', post: 'public', params: [{ token: 'nothing' }], act: true },
	'routes/account.tsx': { get: 'signed-in', post: 'signed-in' },
	'routes/password.tsx': { get: 'signed-in', post: 'signed-in' },
	'routes/account.notices.tsx': { get: 'signed-in', post: 'signed-in', act: true },
	'routes/account.confirm-mail.tsx': {
		get: 'signed-in',
		post: 'signed-in',
		params: [{ token: 'nothing' }],
		act: true,
	},
	'routes/calendar-feed.ts': { get: 'public', params: [{ file: 'nothing.ics' }], act: true },
	'routes/language.tsx': { get: 'public', post: 'public', act: true },
	'routes/theme.tsx': { get: 'public', post: 'public', act: true },
	'routes/help.tsx': { get: 'public' },
	'routes/verify.tsx': { get: 'public', params: [{ code: '7F3A-91C2-0E55' }], act: true },
	'routes/notices.service.tsx': { get: ['penalty.read'], post: ['notice.serve'], subject: 'notice' },
	'routes/notices.pdf.ts': {
		get: ['penalty.read', 'desk.read'],
		post: ['penalty.read', 'desk.read'],
		subject: 'notice',
		act: true,
	},
	'routes/search.tsx': { get: ['register.read', 'order.read', 'penalty.read'] },
	'routes/inbox.tsx': { get: ['inbox.read'], post: ['inbox.read'] },

	'routes/inspections.tsx': page('inspection.read'),
	'routes/inspections.new.tsx': { get: ['inspection.plan'], post: ['inspection.plan'] },
	'routes/inspections.id.tsx': {
		get: ['inspection.read'],
		post: ['inspection.fill', 'violation.record'],
		subject: 'inspection',
	},
	'routes/inspections.sheet.tsx': act('inspection', 'inspection.fill'),
	'routes/inspections.submit.tsx': act('inspection', 'inspection.fill'),
	'routes/inspections.end.tsx': {
		...act('inspection', 'inspection.cancel'),
		params: [{ act: 'cancel' }, { act: 'void' }],
		doorOf: ({ act }) => [act === 'void' ? 'inspection.void' : 'inspection.cancel'],
	},

	'routes/violations.tsx': page('violation.read'),
	'routes/violations.new.tsx': { get: ['violation.record'], post: ['violation.record'] },
	'routes/violations.id.tsx': page('violation.read', 'violation'),
	'routes/violations.edit.tsx': act('violation', 'violation.record'),
	'routes/violations.check.tsx': act('violation', 'violation.check'),
	'routes/violations.trace.tsx': act('violation', 'violation.record', 'violation.check'),

	'routes/penalties.tsx': page('penalty.read'),
	'routes/penalties.id.tsx': {
		get: ['penalty.read'],
		post: [
			'penalty.draft',
			'penalty.check',
			'penalty.notice',
			'penalty.decide-l1',
			'penalty.decide-l2-l3',
			'penalty.vote',
		],
		subject: 'penalty',
	},
	'routes/penalties.check.tsx': act('penalty', 'penalty.check'),
	'routes/penalties.notice.tsx': act('penalty', 'penalty.notice'),
	// The checker may answer arguments there.
	'routes/penalties.decide.tsx': act(
		'penalty',
		'penalty.decide-l1',
		'penalty.decide-l2-l3',
		'penalty.vote',
		'penalty.check',
	),
	'routes/penalties.vote.tsx': act('penalty', 'penalty.vote', 'penalty.check'),
	'routes/penalties.waive.tsx': act('penalty', 'penalty.propose-waiver', 'penalty.decide-l1', 'penalty.decide-l2-l3'),
	'routes/penalties.withdraw.tsx': act('penalty', 'penalty.withdraw'),
	'routes/penalties.revoke.tsx': act('penalty', 'penalty.revoke'),
	'routes/penalties.extend-review.tsx': act('penalty', 'penalty.extend-review'),
	'routes/penalties.review.tsx': act('penalty', 'penalty.decide-review'),
	'routes/penalties.extend-defence.tsx': act('penalty', 'penalty.extend-defence'),
	'routes/penalties.recompute.tsx': act('penalty', 'penalty.recompute'),
	'routes/tasks.tsx': page('penalty.read'),
	'routes/penalties.bundle.ts': page('bundle.read', 'penalty'),
	'routes/notices.print.tsx': { get: ['penalty.read', 'desk.read'], subject: 'notice' },

	'routes/desk.tsx': page('desk.read'),
	'routes/desk.case.tsx': page('desk.read', 'told-case'),
	'routes/desk.defence.tsx': act('told-case', 'desk.answer'),
	'routes/desk.acknowledge.tsx': act('told-case', 'desk.answer'),
	'routes/desk.review.tsx': act('told-case', 'desk.review'),
	'routes/desk.withdraw-review.tsx': act('told-case', 'desk.review'),
	'routes/desk.bundle.ts': page('desk.read', 'told-case'),
	'routes/desk.plan.tsx': { get: ['desk.read'], post: ['desk.plan'], subject: 'told-plan' },
	'routes/desk.standing.tsx': page('desk.read'),
	'routes/desk.history.tsx': page('desk.read'),
	'routes/desk.extension.tsx': act('told-case', 'desk.answer'),
	'routes/desk.reports.tsx': page('desk.report'),
	'routes/desk.reports.new.tsx': { get: ['desk.report'], post: ['desk.report'] },
	'routes/desk.reports.id.tsx': page('desk.report', 'self-report'),
	'routes/drafts.ts': { get: ['inbox.read'], post: ['inbox.read'], act: true },
	'routes/self-reports.tsx': page('self-report.read'),
	'routes/self-reports.id.tsx': { get: ['self-report.read'], post: ['self-report.decide'], subject: 'self-report' },

	'routes/claims.tsx': page('claim.read'),
	'routes/claims.activations.tsx': page('claim.read'),
	'routes/claims.import.tsx': { get: ['claim.propose'], post: ['claim.propose'] },
	'routes/claims.new.tsx': { get: ['claim.propose'], post: ['claim.propose'] },
	'routes/claims.deposits.tsx': page('claim.read'),
	'routes/claims.topup.tsx': { get: ['claim.read'], post: ['claim.confirm'], subject: 'topup' },
	'routes/claims.id.tsx': { get: ['claim.read'], post: ['claim.propose', 'claim.confirm'], subject: 'clawback' },
	'routes/dealers.exit.tsx': { get: ['claim.read'], post: ['exit.propose', 'exit.confirm'], subject: 'dealer' },
	'routes/redress.tsx': page('redress.read'),
	'routes/redress.new.tsx': { get: ['redress.record'], post: ['redress.record'] },
	'routes/redress.id.tsx': {
		get: ['redress.read'],
		post: ['redress.record', 'redress.verify', 'redress.approve'],
		subject: 'redress',
	},
	'routes/desk.claims.tsx': page('desk.read'),
	'routes/desk.claim.tsx': { get: ['desk.read'], post: ['desk.claims'], subject: 'clawback' },
	'routes/desk.redress.tsx': { get: ['desk.read'], post: ['desk.claims'], subject: 'redress' },

	'routes/plans.tsx': page('plan.read'),
	'routes/plans.id.tsx': page('plan.read', 'plan'),
	'routes/plans.approve.tsx': act('plan', 'plan.approve'),
	'routes/plans.verify.tsx': act('plan', 'plan.verify'),
	'routes/plans.extend.tsx': act('plan', 'plan.approve'),

	'routes/orders.tsx': page('order.read'),
	'routes/orders.views.tsx': { get: ['order.read'], post: ['order.read'] },
	'routes/orders.chase-many.tsx': { get: ['order.chase'], post: ['order.chase'] },
	'routes/orders.department.tsx': page('department.read'),
	'routes/overview.tsx': page('overview.read'),
	'routes/overview.rows.tsx': page('overview.read'),
	'routes/orders.columns.tsx': { get: ['order.read'], post: ['order.read'] },
	'routes/orders.mine.tsx': page('order.read'),
	'routes/orders.scores.tsx': page('order.read'),
	'routes/orders.scores-file.ts': page('order.read'),
	'routes/orders.print.tsx': { get: ['order.read'], subject: 'order' },
	'routes/circulars.tsx': { get: ['circular.read'], post: ['circular.draft'] },
	'routes/circulars.id.tsx': { get: ['circular.read'], post: ['circular.draft'], subject: 'circular' },
	'routes/circulars.publish.tsx': act('circular', 'circular.publish'),
	'routes/circulars.print.tsx': { get: ['circular.read'], subject: 'circular' },
	'routes/circulars.file.ts': { get: ['circular.read'], subject: 'circular' },
	'routes/orders.new.tsx': { get: ['order.draft'], post: ['order.draft'] },
	'routes/orders.id.tsx': { get: ['order.read'], post: ['order.draft'], subject: 'order' },
	'routes/orders.edit.tsx': act('order', 'order.draft'),
	'routes/orders.issue.tsx': act('order', 'order.issue'),
	'routes/orders.acknowledge.tsx': act('order', 'order.acknowledge'),
	'routes/orders.progress.tsx': act('order', 'order.work'),
	'routes/orders.feedback.tsx': act('order', 'order.work'),
	'routes/orders.judge.tsx': act('order', 'order.judge-feedback'),
	'routes/orders.extension.tsx': act('order', 'order.request-extension'),
	'routes/orders.decide-extension.tsx': act('order', 'order.decide-extension'),
	'routes/orders.chase.tsx': act('order', 'order.chase'),
	'routes/orders.strike-off.tsx': act('order', 'order.strike-off'),
	'routes/orders.reopen.tsx': act('order', 'order.strike-off'),
	'routes/orders.assess.tsx': act('order', 'order.assess'),
	'routes/orders.withdraw.tsx': act('order', 'order.withdraw', 'order.draft'),
	'routes/orders.assist.tsx': act('order', 'order.work'),
	'routes/orders.suspend.tsx': act('order', 'order.steer'),
	'routes/orders.raise.tsx': act('order', 'order.steer'),
	'routes/orders.merge.tsx': act('order', 'order.steer'),
	'routes/orders.grade.tsx': act('order', 'order.steer'),
	'routes/orders.tasks.tsx': act('order', 'order.steer'),
	'routes/orders.due.tsx': act('order', 'order.set-due'),
	'routes/orders.transfer.tsx': act('order', 'order.transfer', 'order.work'),
	'routes/orders.contacts.tsx': act('order', 'order.work'),
	'routes/orders.gaps.tsx': page('gap.read'),
	'routes/orders.chase-notice.tsx': page('order.read', 'chase-notice'),
	'routes/orders.chase-notice-pdf.ts': page('order.read', 'chase-notice'),

	'routes/intake.tsx': page('intake.read'),
	'routes/intake.new.tsx': { get: ['intake.record'], post: ['intake.record'] },
	'routes/intake.import.tsx': { get: ['intake.register'], post: ['intake.register'] },
	'routes/intake.item.tsx': { get: ['intake.read'], post: ['intake.work'], subject: 'intake' },
	'routes/intake.answer.tsx': act('intake', 'intake.work'),
	'routes/intake.order.tsx': act('intake', 'order.draft'),
	'routes/intake.violation.tsx': act('intake', 'violation.record'),
	'routes/intake.contact.tsx': act('intake', 'intake.work'),
	'routes/intake.hand-over.tsx': act('intake', 'intake.work', 'intake.lead'),
	'routes/intake.end.tsx': act('intake', 'intake.work'),
	'routes/intake.batches.tsx': { get: ['intake.read'], whole: true },
	'routes/intake.batches.new.tsx': { get: ['intake.register'], post: ['intake.register'] },
	'routes/intake.batch.tsx': { get: ['intake.read'], post: ['intake.register'], subject: 'intake-batch' },
	'routes/intake.batch-list.tsx': act('intake-batch', 'intake.register'),
	'routes/intake.template.ts': { get: ['intake.register'], params: [{ list: 'opinions' }, { list: 'complaints' }] },
	'routes/intake.supervisors.tsx': { get: ['intake.read'], post: ['intake.register'], whole: true },
	'routes/intake.proposals.tsx': page('intake.read'),
	'routes/intake.proposal.tsx': { get: ['intake.read'], post: ['intake.decide'], subject: 'proposal' },
	'routes/satisfaction.tsx': page('intake.read'),
	'routes/satisfaction.import.tsx': { get: ['intake.register'], post: ['intake.register'] },
	'routes/satisfaction.outlet.tsx': { get: ['intake.read'], post: ['intake.register'], subject: 'outlet' },

	'routes/dealers.tsx': page('register.read'),
	'routes/dealers.new.tsx': { get: ['register.edit'], post: ['register.edit'] },
	'routes/dealers.id.tsx': page('register.read', 'dealer'),
	'routes/dealers.consent.tsx': { get: ['register.read'], post: ['register.edit'], subject: 'dealer' },
	'routes/dealers.edit.tsx': { get: ['register.edit'], post: ['register.edit'], subject: 'dealer' },
	'routes/dealers.deposit.tsx': { get: ['ledger.deposit'], post: ['ledger.deposit'], subject: 'dealer' },
	'routes/outlets.tsx': page('register.read'),
	'routes/outlets.new.tsx': { get: ['register.edit'], post: ['register.edit'] },
	'routes/outlets.id.tsx': page('register.read', 'outlet'),
	'routes/outlets.edit.tsx': { get: ['register.edit'], post: ['register.edit'], subject: 'outlet' },
	'routes/dealers.people.tsx': { get: ['register.edit'], post: ['register.edit'], subject: 'dealer', act: true },
	'routes/successions.id.tsx': {
		get: ['register.read'],
		post: ['succession.release'],
		subject: 'succession',
		act: true,
	},
	'routes/blacklist.tsx': page('blacklist.read'),
	'routes/blacklist.id.tsx': {
		get: ['blacklist.read'],
		post: ['blacklist.lift', 'blacklist.exempt'],
		subject: 'blacklist-entry',
		act: true,
	},
	'routes/measures.tsx': page('measure.read'),
	'routes/measures.id.tsx': {
		get: ['measure.read'],
		post: ['measure.decide', 'measure.decide-exit', 'measure.record'],
		subject: 'measure',
	},

	'routes/ledger.tsx': page('ledger.read'),
	'routes/settlements.tsx': { get: ['ledger.read'], post: ['ledger.propose'], whole: true },
	'routes/settlements.id.tsx': {
		get: ['ledger.read'],
		post: ['ledger.propose', 'ledger.settle'],
		subject: 'settlement',
	},
	'routes/commissions.tsx': { get: ['ledger.read'], whole: true },
	'routes/commissions.import.tsx': { get: ['ledger.commission'], post: ['ledger.commission'] },
	'routes/payment-plans.tsx': { get: ['ledger.read'], whole: true },
	'routes/payment-plans.id.tsx': { get: ['ledger.read'], post: ['ledger.decide-plan'], subject: 'payment-plan' },
	'routes/penalties.instalments.tsx': act('penalty', 'ledger.ask-plan'),
	'routes/desk.instalments.tsx': act('told-case', 'desk.instalments'),
	'routes/dealers.payment.tsx': { get: ['ledger.deposit'], post: ['ledger.deposit'], subject: 'dealer' },
	'routes/dealers.statement.tsx': { ...page('ledger.read', 'dealer'), params: [{ period: '2026-11' }] },
	'routes/dealers.statement-file.ts': {
		get: ['ledger.read', 'desk.read'],
		subject: 'dealer',
		params: [{ period: '2026-11' }],
	},
	'routes/desk.statement.tsx': { ...page('desk.read', 'dealer'), params: [{ period: '2026-11' }] },

	'routes/rulebook.tsx': page('reference.read'),
	'routes/rulebook.compare.tsx': page('reference.read'),
	'routes/rulebook.rehearsal.tsx': page('rulebook.rehearse'),
	'routes/rulebook.stream.ts': { get: ['rulebook.rehearse'], act: true },
	'routes/rulebook.version.tsx': page('reference.read', 'rulebook'),
	'routes/rulebook.register.tsx': page('register.read', 'rulebook'),
	'routes/rulebook.paper.tsx': {
		get: ['rulebook.record-acceptance'],
		post: ['rulebook.record-acceptance'],
		subject: 'rulebook',
		params: [{ dealer: 'nobody' }],
		act: true,
	},
	'routes/rulebook.new.tsx': { get: ['rulebook.draft'], post: ['rulebook.draft'] },
	'routes/rulebook.draft.tsx': { get: ['reference.read'], post: ['rulebook.draft'], subject: 'rulebook-draft' },
	'routes/rulebook.part.tsx': {
		get: ['reference.read'],
		post: ['rulebook.draft'],
		subject: 'rulebook-draft',
		params: [{ part: 'levels' }],
	},
	'routes/rulebook.act.tsx': {
		get: ['rulebook.check'],
		post: ['rulebook.check'],
		subject: 'rulebook-draft',
		params: [{ act: 'check' }, { act: 'publish' }, { act: 'drop' }],
		doorOf: ({ act }) => [
			act === 'publish' ? 'rulebook.publish' : act === 'drop' ? 'rulebook.draft' : 'rulebook.check',
		],
		act: true,
	},
	'routes/desk.rules.tsx': page('desk.read'),
	'routes/desk.rule.tsx': { get: ['desk.read'], post: ['desk.answer'], subject: 'rulebook' },
	'routes/reference.tsx': page('reference.read'),
	'routes/reference.types.tsx': page('reference.read'),
	'routes/reference.sheet.tsx': page('reference.read'),
	'routes/reference.rulebook.tsx': page('reference.read'),
	'routes/reference.calendar.tsx': page('calendar.read'),
	'routes/calendar.changes.tsx': page('calendar.read'),
	'routes/calendar.new.tsx': {
		get: ['calendar.draft'],
		post: ['calendar.draft'],
		params: [{ kind: 'year' }, { kind: 'days' }, { kind: 'unit' }],
	},
	'routes/calendar.change.tsx': { get: ['calendar.read'], post: ['calendar.draft'], subject: 'calendar-change' },
	'routes/calendar.moves.ts': { get: ['calendar-moves.read'], subject: 'calendar-change' },
	'routes/calendar.edit.tsx': act('calendar-change', 'calendar.draft'),
	'routes/calendar.act.tsx': {
		get: ['calendar.publish'],
		post: ['calendar.publish'],
		subject: 'calendar-change',
		params: [{ act: 'publish' }, { act: 'return' }, { act: 'drop' }],
		doorOf: ({ act }) => [act === 'drop' ? 'calendar.draft' : 'calendar.publish'],
		act: true,
	},
	'routes/deadlines.tsx': { get: ['reference.read'], post: ['policy.draft'], act: true },
	'routes/deadlines.id.tsx': { get: ['reference.read'], post: ['policy.draft'], subject: 'policy' },
	'routes/deadlines.edit.tsx': act('policy', 'policy.draft'),
	'routes/deadlines.act.tsx': {
		get: ['policy.decide'],
		post: ['policy.decide'],
		subject: 'policy',
		params: [{ act: 'put-in-force' }, { act: 'return' }, { act: 'retire' }, { act: 'drop' }],
		doorOf: ({ act }) => [act === 'drop' ? 'policy.draft' : 'policy.decide'],
		act: true,
	},
	'routes/reference.templates.tsx': page('reference.read'),
	'routes/reference.template.tsx': {
		get: ['reference.read'],
		post: ['template.draft', 'template.publish'],
		params: [{ kind: 'decision' }],
		act: true,
	},
	'routes/reference.template-preview.ts': {
		get: ['template.draft', 'template.publish'],
		params: [{ kind: 'pre-notice' }],
		act: true,
	},

	'routes/audit.tsx': page('audit.read'),
	'routes/audit.sample.tsx': { get: ['audit.read'], post: ['audit.sample'] },
	'routes/audit.opinions.tsx': { get: ['audit.read', 'audit.answer'] },
	'routes/audit.opinions.new.tsx': { get: ['audit.opine'], post: ['audit.opine'] },
	'routes/audit.opinions.id.tsx': { get: ['audit.read', 'audit.answer'], post: ['audit.answer'], subject: 'opinion' },
	'routes/audit.chain.tsx': { ...page('audit.read', 'inspection'), params: [{ kind: 'inspection' }] },

	'routes/absences.tsx': { get: 'signed-in', post: 'signed-in' },
	'routes/sweep.tsx': page('admin.accounts'),
	'routes/people.tsx': page('admin.accounts'),
	'routes/people.new.tsx': { get: ['admin.accounts'], post: ['admin.accounts'] },
	'routes/people.id.tsx': { get: ['admin.accounts'], post: ['admin.accounts'], subject: 'person' },
	'routes/deliveries.tsx': { get: ['admin.delivery'], post: ['admin.delivery'] },
	'routes/deliveries.id.tsx': {
		get: ['admin.delivery'],
		post: ['admin.delivery'],
		params: [{ id: 'nothing' }],
		act: true,
	},
	'routes/robots.tsx': { get: ['admin.delivery'], post: ['admin.delivery'] },
	'routes/organisation.tsx': { get: ['admin.accounts'], post: ['admin.accounts'] },
	'routes/tokens.tsx': { get: ['admin.tokens'], post: ['admin.tokens'] },
	'routes/import.tsx': { get: ['admin.import'], post: ['admin.import'] },
	'routes/import.file.ts': { get: ['admin.import'], act: true },

	'routes/evidence.ts': { get: ['evidence.read', 'desk.read'], subject: 'evidence', act: true },
	'routes/export.ts': {
		get: 'signed-in',
		params: Object.keys(EXPORTS).map((list) => ({ list })),
		doorOf: ({ list }) => {
			const action = EXPORTS[list ?? '']
			return action ? [action] : []
		},
	},
	'routes/clocks.id.tsx': { ...page('clock.read'), subject: 'clock' },
	'routes/api.clock.ts': { get: ['clock.read'], subject: 'clock', act: true },
	'routes/api.due-date.ts': { get: ['api.compute'], act: true },
	'routes/api.penalty-preview.ts': { get: 'public', post: ['api.compute'], act: true },
	'routes/not-found.tsx': { get: 'signed-in', post: 'signed-in', act: true },
}
