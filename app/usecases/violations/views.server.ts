import { covers, may, scopeOf } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { VIOLATION_VIEWS, type ViolationQuery } from '#app/domain/violation/list.schema.ts'
import { confirmChecklist, turnsIntoOrder } from '#app/domain/violation/violation.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { penaltyOfViolation } from '#db/queries/penalties.server.ts'
import { inspectionBrief, outletById } from '#db/queries/penalty-facts.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import { planOfViolation } from '#db/queries/plans.server.ts'
import {
	countViolations,
	outletChoices,
	type ViolationFilter,
	type ViolationRow,
	violationIn,
	violationsPage,
} from '#db/queries/violations.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { typeNamesIn } from '../desk/lines.server.ts'
import { checkedEvidence } from '../penalties/page-parts.server.ts'
import { currentRulebook, currentTaxonomy, rulebookOn, taxonomyById } from '../reference/load.server.ts'
import { violationActor, violationFacts } from './door.server.ts'
import { violationGateOf } from './gate-part.server.ts'

const PAGE_SIZE = 40
const STATE = { check: 'DRAFT', confirmed: 'CONFIRMED', dismissed: 'DISMISSED', all: undefined } as const

function filterOf({ view, q, severity, category, source }: ViolationQuery): ViolationFilter {
	return { state: STATE[view], q, severity, category, source }
}

/** The list of violations with its saved views. */
export async function violationsList(ctx: Ctx, query: ViolationQuery) {
	const scope = scopeOf(ctx.actor, 'violation.read')
	const filter = filterOf(query)
	const [page, taxonomy] = [
		await violationsPage(ctx.read, scope, filter, query.cursor ?? null, PAGE_SIZE),
		await currentTaxonomy(ctx, ctx.read),
	]
	const views = []
	for (const view of VIOLATION_VIEWS)
		views.push({ view, count: await countViolations(ctx.read, scope, { state: STATE[view] }) })
	return {
		query,
		today: ctx.today,
		rows: page.rows.map(({ taxonomy_version_id: _, ...row }) => ({
			...row,
			typeNames: typeNamesIn(taxonomy.body, row.violation_type),
		})),
		next: page.next,
		total: await countViolations(ctx.read, scope, filter),
		views,
		categories: taxonomy.body.categories.map(({ code, name }) => ({ code, name })),
		mayRecord: may(ctx.actor, 'violation.record'),
	}
}

/** What the form chooses from. */
export async function violationChoices(ctx: Ctx) {
	const [taxonomy, rulebook] = [await currentTaxonomy(ctx, ctx.read), await currentRulebook(ctx, ctx.read)]
	return {
		today: ctx.today,
		outlets: await outletChoices(ctx.read, scopeOf(ctx.actor, 'violation.record')),
		categories: taxonomy.body.categories.map(({ code, name }) => ({ code, name })),
		types: taxonomy.body.types.map((type) => ({
			code: type.code,
			category: type.category,
			name: type.name,
			severity: type.severity,
			unit: type.unit,
			rights: type.consumerRightArticles,
		})),
		factors: rulebook.body.factors,
		shares: rulebook.body.faultShares,
	}
}

/** One violation with what became of it; refuses ('missing') what lies outside the scope. */
export async function violationPage(ctx: Ctx, id: string) {
	const row = await violationIn(ctx.read, scopeOf(ctx.actor, 'violation.read'), id)
	return row ? ok(await pageOf(ctx, row)) : refuse('missing', 'not-found')
}

type Answer = Awaited<ReturnType<typeof violationPage>>
export type ViolationPage = Answer extends Outcome<infer T> ? T : never

async function pageOf(ctx: Ctx, row: ViolationRow) {
	const taxonomy = await taxonomyById(ctx.read, row.taxonomy_version_id)
	const rulebook =
		(await rulebookOn(ctx.read, row.branch_id, row.occurred_on)) ?? (await currentRulebook(ctx, ctx.read))
	const type = taxonomy.body.types.find((one) => one.code === row.violation_type)
	const [names, dealer, outlet] = [
		await namesOf(ctx.read, [row.opened_by, row.checked_by]),
		await dealerById(ctx.read, row.dealer_id),
		await outletById(ctx.read, row.outlet_id),
	]
	const inspection = row.inspection_id ? await inspectionBrief(ctx.read, row.inspection_id) : undefined
	const penalty = await penaltyOfViolation(ctx.read, row.id)
	const plan = await planOfViolation(ctx.read, row.id)
	const factors = fromJson<string[]>(row.factors_json)
	const shares = { dealer: row.dealer_share, operator: row.operator_share, third: row.third_share }
	const draft = row.state === 'DRAFT' && row.historic === 0
	return {
		id: row.id,
		version: row.version,
		number: row.number,
		state: row.state,
		historic: row.historic === 1,
		today: ctx.today,
		typeCode: row.violation_type,
		typeNames: typeNamesIn(taxonomy.body, row.violation_type),
		definition: type?.definition ?? '',
		basis: type?.basis ?? [],
		severity: row.severity,
		redLine: type?.redLine ?? false,
		unit: type?.unit ?? ('occurrence' as const),
		units: row.units,
		source: row.source,
		sourceRef: row.source_ref,
		findingId: row.finding_id,
		occurredOn: row.occurred_on,
		discoveredOn: row.discovered_on,
		facts: row.facts,
		opinion: row.opinion,
		affected: fromJson<string[]>(row.affected_users_json),
		rights: fromJson<number[]>(row.right_articles_json),
		factors: rulebook.body.factors.filter((one) => factors.includes(one.code)),
		shares,
		shareReason: row.share_reason,
		lossFen: row.loss_basis_fen,
		openedAt: row.opened_at,
		openedBy: names.get(row.opened_by) ?? '',
		checkedAt: row.checked_at,
		checkedBy: row.checked_by === null ? null : (names.get(row.checked_by) ?? ''),
		dismissReason: row.dismiss_reason,
		outlet,
		dealer: { id: row.dealer_id, name: dealer?.name ?? '' },
		inspection: inspection
			? { id: inspection.id, number: inspection.number, by: inspection.inspectorName ?? '' }
			: null,
		penalty: penalty ? { id: penalty.id, number: penalty.number, state: penalty.state } : null,
		plan: plan ? { id: plan.id, number: plan.number, state: plan.state } : null,
		order: row.state === 'CONFIRMED' && shares.dealer === 0,
		wholly: turnsIntoOrder(shares),
		evidence: await checkedEvidence(ctx, row.id),
		events: (await eventsOf(ctx.read, 'violation', row.id)).toReversed().map((one) => ({
			id: one.id,
			at: one.at,
			kind: one.kind,
			actor: one.actorName ?? '',
			reason: one.reason,
		})),
		gate: draft ? await gateOf(ctx, row) : null,
		check: await violationGateOf(ctx, row),
		mayEdit: draft && covers(scopeOf(ctx.actor, 'violation.record'), row),
		mayOrder: may(ctx.actor, 'order.draft'),
	}
}

/** The gate of the confirmation, with who can help where the person is the hindrance. */
async function gateOf(ctx: Ctx, row: ViolationRow) {
	const facts = await violationFacts(ctx.read, row)
	const permitted = covers(scopeOf(ctx.actor, 'violation.check'), row)
	// The form itself asks for the declaration and for what tells twins apart.
	const asked = ['violation.not-declared', 'violation.twin']
	const lines = confirmChecklist(facts, await violationActor(ctx, ctx.read, row.id), ctx.today).filter(
		(line) => !asked.includes(line.rule),
	)
	const own = [
		'violation.checker-opened',
		'violation.conflict-of-interest',
		'violation.inspected',
		'violation.conflict-declared',
	]
	const barred = !permitted || lines.some((line) => !line.ok && own.includes(line.rule))
	const holders = barred ? await holdersOf(ctx.read, row.branch_id, ['COMPLIANCE_OFFICER']) : []
	const helpers = holders
		.filter((one) => one.id !== ctx.actor.accountId && one.id !== facts.openerId && one.id !== facts.dealerSignerId)
		.map((one) => one.name)
	const shown = permitted ? lines : lines.filter((line) => !own.includes(line.rule))
	return {
		permitted,
		open: permitted && lines.every((line) => line.ok),
		lines: [
			...shown.map(({ rule, ok: met, params }) => ({
				rule,
				ok: met,
				params,
				...(!met && own.includes(rule) ? { helpers } : {}),
			})),
			...(permitted ? [] : [{ rule: 'not-allowed' as const, ok: false, params: undefined, helpers }]),
		],
	}
}
