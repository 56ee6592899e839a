import { type Action, may, ROLES, type Role } from '#app/domain/access.ts'
import type { MessageKey } from '#app/i18n/messages.ts'
import { paths } from '#app/paths.ts'
import { shellFacts } from '#app/usecases/accounts/shell.server.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import type { PlaceIcon } from './handle.ts'

type Place = {
	readonly to: string
	readonly key: MessageKey
	readonly icon: PlaceIcon
	readonly for: readonly Action[]
}
type Group = { readonly key: MessageKey | null; readonly places: readonly Place[] }

/** The navigation: a place is shown to whom one of its permissions is given. */
const GROUPS: readonly Group[] = [
	{
		key: null,
		places: [
			{ to: paths.desk(), key: 'nav.desk', icon: 'home', for: ['desk.read'] },
			{ to: paths.deskStanding(), key: 'nav.standing', icon: 'ledger', for: ['desk.read'] },
			{ to: paths.deskClaims(), key: 'nav.desk-claims', icon: 'message', for: ['desk.read'] },
			{ to: paths.deskHistory(), key: 'nav.history', icon: 'history', for: ['desk.read'] },
			{ to: paths.deskRulebooks(), key: 'rulebook.desk', icon: 'rules', for: ['desk.read'] },
			{ to: paths.home(), key: 'nav.home', icon: 'home', for: ['reference.read'] },
			{ to: paths.inspections(), key: 'nav.inspections', icon: 'inspect', for: ['inspection.read'] },
			{ to: paths.violations(), key: 'nav.violations', icon: 'warn', for: ['violation.read'] },
			{ to: paths.penalties(), key: 'nav.penalties', icon: 'case', for: ['penalty.read'] },
			{ to: paths.plans(), key: 'nav.plans', icon: 'fix', for: ['plan.read'] },
			{ to: paths.orders(), key: 'nav.orders', icon: 'order', for: ['order.read'] },
			{ to: paths.departmentOrders(), key: 'nav.department', icon: 'department', for: ['department.read'] },
			{ to: paths.myOrders(), key: 'mine.title', icon: 'check', for: ['order.work', 'order.judge-feedback'] },
			{ to: paths.intake(), key: 'nav.intake', icon: 'message', for: ['intake.read'] },
			{ to: paths.measures(), key: 'nav.measures', icon: 'lock', for: ['measure.read'] },
		],
	},
	{
		key: 'nav.registers',
		places: [
			{ to: paths.outlets(), key: 'nav.outlets', icon: 'dealer', for: ['register.read'] },
			{ to: paths.dealers(), key: 'nav.dealers', icon: 'users', for: ['register.read'] },
			{ to: paths.blacklist(), key: 'nav.blacklist', icon: 'stop', for: ['blacklist.read'] },
			{ to: paths.ledger(), key: 'nav.ledger', icon: 'ledger', for: ['ledger.read'] },
			{ to: paths.settlements(), key: 'nav.settlements', icon: 'check', for: ['ledger.settle', 'ledger.propose'] },
			{ to: paths.commissions(), key: 'nav.commissions', icon: 'import', for: ['ledger.commission'] },
			{ to: paths.redress(), key: 'nav.redress', icon: 'message', for: ['redress.read'] },
			{ to: paths.claims(), key: 'nav.claims', icon: 'history', for: ['claim.read'] },
			{ to: paths.reference(), key: 'nav.reference', icon: 'rules', for: ['reference.read'] },
		],
	},
	{
		key: 'nav.oversight',
		places: [
			{ to: paths.overview(), key: 'nav.overview', icon: 'board', for: ['overview.read'] },
			{ to: paths.scores(), key: 'score.title', icon: 'grade', for: ['order.read'] },
			{ to: paths.orderGaps(), key: 'order.gaps', icon: 'history', for: ['gap.read'] },
			{ to: paths.circulars(), key: 'circular.list', icon: 'document', for: ['circular.read'] },
			{ to: paths.audit(), key: 'nav.audit', icon: 'log', for: ['audit.read'] },
			{ to: paths.auditOpinions(), key: 'nav.opinions', icon: 'message', for: ['audit.read', 'audit.answer'] },
		],
	},
	{
		key: 'nav.admin',
		places: [
			{ to: paths.people(), key: 'nav.people', icon: 'users', for: ['admin.accounts'] },
			{ to: paths.organisation(), key: 'nav.organisation', icon: 'department', for: ['admin.accounts'] },
			{ to: paths.absences(), key: 'nav.absences', icon: 'calendar', for: ['admin.accounts'] },
			{ to: paths.sweep(), key: 'nav.sweep', icon: 'clock', for: ['admin.accounts'] },
			{ to: paths.tokens(), key: 'nav.tokens', icon: 'key', for: ['admin.tokens'] },
			{ to: paths.deliveries(), key: 'nav.deliveries', icon: 'send', for: ['admin.delivery'] },
			{ to: paths.robots(), key: 'nav.robots', icon: 'message', for: ['admin.delivery'] },
			{ to: paths.calendarChanges(), key: 'nav.calendar', icon: 'calendar', for: ['admin.import'] },
			{ to: paths.import(), key: 'nav.import', icon: 'import', for: ['admin.import'] },
		],
	},
]

type ShellPlace = Pick<Place, 'to' | 'key' | 'icon'> & { readonly count: number | null }
export type ShellData = {
	readonly name: string
	readonly roles: readonly Role[]
	/** The roles that hold in the whole branch. */
	readonly wide: readonly Role[]
	readonly branch: string
	readonly place: string | null
	readonly home: string
	readonly groups: readonly { readonly key: MessageKey | null; readonly places: readonly ShellPlace[] }[]
	readonly tabs: readonly ShellPlace[]
	readonly unread: number
}

/** Where a person begins: dealers at their desk, administrators at the people, everybody else at the own work. */
export function homeOf(ctx: Pick<Ctx, 'actor'>): string {
	if (may(ctx.actor, 'reference.read')) return paths.home()
	return may(ctx.actor, 'desk.read') ? paths.desk() : paths.people()
}

/** The data of the frame around a signed-in person's pages. It authorises nothing. */
export async function shellData(ctx: Ctx): Promise<ShellData> {
	const facts = await shellFacts(ctx)
	const groups = GROUPS.map(({ key, places }) => ({
		key,
		places: places
			.filter((place) => place.for.some((action) => may(ctx.actor, action)))
			.map(({ to, key, icon }) => ({ to, key, icon, count: facts.counts[to] ?? null })),
	})).filter((group) => group.places.length > 0)
	const held = new Set(ctx.actor.grants.map((grant) => grant.role))
	const wide = new Set(ctx.actor.grants.filter((grant) => grant.place.kind === 'branch').map((grant) => grant.role))
	return {
		name: ctx.actor.name,
		roles: ROLES.filter((role) => held.has(role)),
		wide: ROLES.filter((role) => wide.has(role)),
		branch: facts.branch,
		place: facts.place,
		home: homeOf(ctx),
		groups,
		tabs: groups.flatMap((group) => group.places).slice(0, 5),
		unread: facts.unread,
	}
}
