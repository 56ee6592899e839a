import { type Action, type Actor, covers, type Place, scopeOf } from '#app/domain/access.ts'
import { answererOf, isOpinionKind } from '#app/domain/audit/opinion.ts'
import { visitSchema } from '#app/domain/inspection/visit.schema.ts'
import { recordOpinion } from '#app/usecases/audit/opinions.server.ts'
import { draftChange } from '#app/usecases/calendars/drafts.server.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { startDraft } from '#app/usecases/rulebooks/draft.server.ts'
import { daysDraft, proposed } from '#tests/support/calendars.ts'
import { circulars, layCirculars, layCorrection } from '#tests/support/circulars.ts'
import { layClaims } from '#tests/support/claims.ts'
import { layEntry, laySuccession } from '#tests/support/hands.ts'
import { intakeBatches, intakeItems, intakeProposals, layIntake } from '#tests/support/intake-cases.ts'
import { layMoney } from '#tests/support/money.ts'
import { departmentId, done, issued, orderForm } from '#tests/support/orders.ts'
import { drafted, must, noticed, payIn, recorded, servedCase } from '#tests/support/penalty-case.ts'
import { writtenPolicy } from '#tests/support/policies.ts'
import type { World } from '#tests/support/world.ts'
import type { SubjectName } from './table.ts'

export const MINE = 'JZ-WJ-0312'
const OTHER_COUNTY = 'JZ-ND-0101'
const OTHER_DEALER = 'JZ-WJ-0400'

/** Cases of two dealers, two counties and two departments, in several states. */
export async function layCases(world: World): Promise<void> {
	await payIn(world, 3_000_000)
	await payIn(world, 3_000_000, 'D-0002')
	await noticed(world, { outlet: MINE })
	await drafted(world, { outlet: MINE, severity: 'L1' })
	await noticed(world, { outlet: OTHER_DEALER, occurredOn: '2026-10-28' })
	await servedCase(world, { outlet: OTHER_COUNTY, opener: 'manager4', occurredOn: '2026-10-27' })
	await recorded(world, { outlet: OTHER_COUNTY, opener: 'manager4', severity: 'L4' })
	await drafted(world, { outlet: OTHER_DEALER, severity: 'L4' })
	await visit(world, 'manager', MINE)
	await visit(world, 'manager', OTHER_DEALER)
	await visit(world, 'manager4', OTHER_COUNTY)
	await issued(world)
	await issued(world, { leadDepartmentId: await departmentId(world, 'KF'), title: '客服部督办' })
	await issued(world, { leadDepartmentId: await departmentId(world, 'KF'), title: '保密督办', confidential: 'on' })
	done(await draftOrder(await world.as('orders'), await orderForm(world)))
	const help = { departmentId: await departmentId(world, 'KF'), task: '提供短信记录', dueOn: '2026-11-16' }
	await issued(world, { assists: [help] })
	await layCirculars(world)
	await layCorrection(world)
	await layIntake(world)
	await layDeadlines(world)
	await opinions(world)
	await measure(world)
	await layEntry(world)
	await laySuccession(world)
	await layClaims(world)
	await layMoney(world)
	must(await startDraft(await world.as('compliance'), { code: 'RB-2027', effectiveFrom: '2027-01-01' }))
}

/** A change of the calendar being written, one that waits for the second person, and a version of the policy. */
async function layDeadlines(world: World): Promise<void> {
	await proposed(world, daysDraft('2026-11-20 休 台风停业'))
	done(await draftChange(await world.as('admin'), daysDraft('2026-11-27 休 停电')))
	await writtenPolicy(world)
}

async function visit(world: World, login: string, outlet: string): Promise<void> {
	const ctx = await world.as(login)
	const outletId = await world.outletId(outlet)
	must(await planVisit(ctx, visitSchema.parse({ outletId, type: 'PATROL', plannedOn: ctx.today }), false))
}

async function opinions(world: World): Promise<void> {
	const auditor = await world.as('auditor')
	const text = '请说明这件事的办理依据和经过，并附材料。'.repeat(2)
	const one = async (subject: 'inspection' | 'order', table: 'inspection' | 'supervision_order') => {
		const row = await world.db.read.selectFrom(table).select('id').orderBy('id').executeTakeFirstOrThrow()
		must(await recordOpinion(auditor, { subject, id: row.id, number: '', text }))
	}
	await one('inspection', 'inspection')
	await one('order', 'supervision_order')
}

/** A measure that was proposed for the served case. */
async function measure(world: World): Promise<void> {
	const ctx = await world.as('compliance')
	const penalty = await world.db.read
		.selectFrom('penalty')
		.select(['id', 'dealer_id', 'outlet_id'])
		.orderBy('id')
		.executeTakeFirstOrThrow()
	await world.db.write
		.insertInto('measure')
		.values({
			id: ctx.newId(),
			branch_id: ctx.actor.branchId,
			dealer_id: penalty.dealer_id,
			outlet_id: penalty.outlet_id,
			penalty_id: penalty.id,
			threshold: 3,
			kind: 'TALK',
			state: 'PROPOSED',
			proposed_at: ctx.now,
			decided_by: null,
			decided_at: null,
			reason: null,
			begins_on: null,
			ends_on: null,
		})
		.execute()
}

/** One thing that an address can name, and who may see it with one of some permissions. */
export type Subject = { readonly id: string; readonly seenBy: (actor: Actor, actions: readonly Action[]) => boolean }
export type Subjects = Readonly<Record<SubjectName, readonly Subject[]>>

const UNKNOWN: Subject = { id: '019b8684-aa80-7000-8000-000000000000', seenBy: () => false }

type Field = { id: string; branch_id: string; county_id: string; grid_id: string; dealer_id: string }
const reaches = (actor: Actor, actions: readonly Action[], test: (place: Place) => boolean) =>
	actions.some((action) => scopeOf(actor, action).places.some(test))
const field = (row: Field): Subject => ({
	id: row.id,
	seenBy: (actor, actions) => actions.some((action) => covers(scopeOf(actor, action), row)),
})

const SCOPE = ['id', 'branch_id', 'county_id', 'grid_id', 'dealer_id'] as const

/** Every subject of the world with an unknown one at the end of each list. */
export async function subjectsOf(world: World): Promise<Subjects> {
	const { read } = world.db
	const rows = async (table: 'inspection' | 'violation' | 'penalty' | 'plan') =>
		read.selectFrom(table).select(SCOPE).orderBy('id').execute()
	const [inspections, violations, penalties, plans] = await Promise.all([
		rows('inspection'),
		rows('violation'),
		rows('penalty'),
		rows('plan'),
	])
	const outlets = await read.selectFrom('outlet').select(SCOPE).execute()
	const notices = await read.selectFrom('notice').select(['id', 'penalty_id']).execute()
	const told = new Set(notices.flatMap((notice) => notice.penalty_id ?? []))
	const servedPlans = await read.selectFrom('plan').select(SCOPE).where('served_at', 'is not', null).execute()
	const selfReports = await read.selectFrom('self_report').select(SCOPE).execute()
	const rulebooks = await read.selectFrom('reference_version').select('id').where('kind', '=', 'rulebook').execute()
	const rulebookDrafts = await read.selectFrom('rulebook_draft').select('id').execute()
	const changes = await read.selectFrom('calendar_draft').select('id').execute()
	const policies = await read.selectFrom('deadline_policy').select('id').execute()
	const anywhere: Subject['seenBy'] = (actor, actions) => reaches(actor, actions, () => true)
	const penaltyOf = new Map(penalties.map((row) => [row.id, row]))
	const dealers = await read.selectFrom('dealer').select('id').execute()
	const measures = await read.selectFrom('measure').select(['id', 'penalty_id']).execute()
	const entries = await read.selectFrom('blacklist_entry').select('id').execute()
	const successions = await read.selectFrom('succession').select(['id', 'from_dealer_id', 'to_dealer_id']).execute()
	const eitherDealer =
		(row: (typeof successions)[number]): Subject['seenBy'] =>
		(actor, actions) =>
			outlets.some(
				(one) => [row.from_dealer_id, row.to_dealer_id].includes(one.dealer_id) && field(one).seenBy(actor, actions),
			) || reaches(actor, actions, (place) => place.kind === 'branch')
	const clawbacks = await read.selectFrom('clawback').select(['id', 'dealer_id']).execute()
	const topups = await read.selectFrom('topup_notice').select(['id', 'dealer_id']).execute()
	const refunds = await read.selectFrom('redress').select(SCOPE).execute()
	const ofDealer = (id: string, dealerId: string): Subject => ({
		id,
		seenBy: (actor, actions) =>
			outlets.some((row) => row.dealer_id === dealerId && field(row).seenBy(actor, actions)) ||
			reaches(actor, actions, (place) => place.kind === 'branch'),
	})
	const paymentPlans = await read.selectFrom('payment_plan').select(['id', 'dealer_id']).execute()
	const settlements = await read.selectFrom('settlement_proposal').select('id').execute()
	const wholeBranch: Subject['seenBy'] = (actor, actions) => reaches(actor, actions, (place) => place.kind === 'branch')
	const list = (subjects: readonly Subject[]): readonly Subject[] => [...subjects, UNKNOWN]
	const ofPenalty = (id: string, penaltyId: string | null): Subject[] => {
		const row = penaltyOf.get(penaltyId ?? '')
		return row ? [{ ...field(row), id }] : []
	}
	return {
		inspection: list(inspections.map(field)),
		violation: list(violations.map(field)),
		penalty: list(penalties.map(field)),
		plan: list(plans.map(field)),
		outlet: list(outlets.map(field)),
		notice: list(notices.flatMap((notice) => ofPenalty(notice.id, notice.penalty_id))),
		measure: list(measures.flatMap((one) => ofPenalty(one.id, one.penalty_id))),
		'told-case': list(penalties.map((row) => (told.has(row.id) ? field(row) : { ...UNKNOWN, id: row.id }))),
		'told-plan': list(
			plans.map((row) => (servedPlans.some(({ id }) => id === row.id) ? field(row) : { ...UNKNOWN, id: row.id })),
		),
		'blacklist-entry': list(entries.map(({ id }) => ({ id, seenBy: anywhere }))),
		succession: list(successions.map((row) => ({ id: row.id, seenBy: eitherDealer(row) }))),
		rulebook: list(rulebooks.map(({ id }) => ({ id, seenBy: anywhere }))),
		'rulebook-draft': list(rulebookDrafts.map(({ id }) => ({ id, seenBy: anywhere }))),
		'calendar-change': list(changes.map(({ id }) => ({ id, seenBy: anywhere }))),
		policy: list(policies.map(({ id }) => ({ id, seenBy: anywhere }))),
		'self-report': list(selfReports.map(field)),
		intake: list(await intakeItems(world)),
		'intake-batch': list(await intakeBatches(world)),
		proposal: list(await intakeProposals(world)),
		dealer: list(dealers.map(({ id }) => ofDealer(id, id))),
		clawback: list(clawbacks.map((row) => ofDealer(row.id, row.dealer_id))),
		topup: list(topups.map((row) => ofDealer(row.id, row.dealer_id))),
		redress: list(refunds.map(field)),
		settlement: list(settlements.map(({ id }) => ({ id, seenBy: wholeBranch }))),
		'payment-plan': list(paymentPlans.map((row) => ofDealer(row.id, row.dealer_id))),
		order: list(await orders(world)),
		clock: list(
			await clocks(world, {
				order: await orders(world),
				penalty: penalties.map(field),
				plan: plans.map(field),
				violation: violations.map(field),
				measure: measures.flatMap((one) => ofPenalty(one.id, one.penalty_id)),
				topup: topups.map((row) => ofDealer(row.id, row.dealer_id)),
			}),
		),
		'chase-notice': list(await chaseNotices(world)),
		circular: list(await circulars(world)),
		evidence: list(await evidence(world, new Map(violations.map((row) => [row.id, row])), told)),
		opinion: list(await opinionSubjects(world)),
		person: list(
			(await read.selectFrom('account').select('id').where('kind', '=', 'person').execute()).map(({ id }) => ({
				id,
				seenBy: (actor, actions) => reaches(actor, actions, () => true),
			})),
		),
	}
}

const READS = {
	order: 'order.read',
	penalty: 'penalty.read',
	plan: 'plan.read',
	violation: 'violation.read',
	measure: 'measure.read',
	topup: 'claim.read',
} as const satisfies Record<string, Action>

/** A clock is read by who reads its subject, and by the dealer where it binds dealers. */
async function clocks(world: World, of: Record<keyof typeof READS, readonly Subject[]>): Promise<Subject[]> {
	const rows = await world.db.read
		.selectFrom('clock')
		.select(['id', 'subject_kind', 'subject_id', 'party', 'kind'])
		.execute()
	const assists = await world.db.read.selectFrom('order_assist').select(['id', 'order_id']).execute()
	return rows.flatMap((row) => {
		const kind = row.subject_kind === 'assist' ? 'order' : row.subject_kind
		if (kind !== 'order' && !(kind in READS)) return []
		const id =
			row.subject_kind === 'assist' ? assists.find((one) => one.id === row.subject_id)?.order_id : row.subject_id
		const reads = Object.entries(READS).find(([name]) => name === kind)?.[1]
		const subject = Object.entries(of)
			.find(([name]) => name === kind)?.[1]
			.find((one) => one.id === id)
		if (!reads || !subject) return []
		const dealers = row.party === 'dealer' || row.kind === 'penalty.reviewDecision'
		return [
			{
				id: row.id,
				seenBy: (actor) =>
					subject.seenBy(actor, [reads]) || (dealers && kind !== 'order' && subject.seenBy(actor, ['desk.read'])),
			},
		]
	})
}

const NAMED = ['ORDER_OFFICER', 'ORDER_ISSUER', 'DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD', 'AUDITOR']

async function orders(world: World): Promise<Subject[]> {
	const rows = await world.db.read
		.selectFrom('supervision_order')
		.select(['id', 'lead_department_id', 'transfer_to_id', 'issued_at', 'confidential'])
		.execute()
	const assists = await world.db.read.selectFrom('order_assist').select(['order_id', 'department_id']).execute()
	const works = (row: (typeof rows)[number], departmentId: string) =>
		row.lead_department_id === departmentId ||
		row.transfer_to_id === departmentId ||
		assists.some((one) => one.order_id === row.id && one.department_id === departmentId)
	return rows.map((row) => ({
		id: row.id,
		seenBy: (actor, actions) => {
			const grants = row.confidential === 1 ? actor.grants.filter(({ role }) => NAMED.includes(role)) : actor.grants
			return reaches({ ...actor, grants }, actions, (place) => {
				if (place.kind === 'branch') return true
				return place.kind === 'department' && row.issued_at !== null && works(row, place.departmentId)
			})
		},
	}))
}

/** A written chase is read by whoever reads its order. */
async function chaseNotices(world: World): Promise<Subject[]> {
	const notices = await world.db.read.selectFrom('order_notice').select(['id', 'order_id']).execute()
	const known = new Map((await orders(world)).map((order) => [order.id, order]))
	return notices.flatMap(({ id, order_id }) => {
		const order = known.get(order_id)
		return order ? [{ id, seenBy: order.seenBy }] : []
	})
}

async function evidence(
	world: World,
	violations: ReadonlyMap<string, Field>,
	told: ReadonlySet<string>,
): Promise<Subject[]> {
	const links = await world.db.read.selectFrom('evidence_link').select(['evidence_id', 'subject_id']).execute()
	const penalties = await world.db.read.selectFrom('penalty').select(['id', 'violation_id']).execute()
	const toldViolations = new Set(penalties.filter((row) => told.has(row.id)).map((row) => row.violation_id))
	return links.map((link) => ({
		id: link.evidence_id,
		seenBy: (actor, actions) => {
			const row = violations.get(link.subject_id)
			if (!row) return false
			const staff = actions.filter((action) => action !== 'desk.read')
			if (field(row).seenBy(actor, staff)) return true
			return actions.includes('desk.read') && toldViolations.has(row.id) && field(row).seenBy(actor, ['desk.read'])
		},
	}))
}

async function opinionSubjects(world: World): Promise<Subject[]> {
	const rows = await world.db.read.selectFrom('audit_opinion').select(['id', 'subject_kind']).execute()
	return rows.map((row) => ({
		id: row.id,
		seenBy: (actor, actions) => {
			if (actions.includes('audit.read') && scopeOf(actor, 'audit.read').places.length > 0) return true
			if (!actions.includes('audit.answer') || !isOpinionKind(row.subject_kind)) return false
			const role = answererOf(row.subject_kind)
			return actor.grants.some((grant) => grant.role === role)
		},
	}))
}
