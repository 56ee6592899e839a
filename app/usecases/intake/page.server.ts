import { may, scopeOf } from '#app/domain/access.ts'
import { contactGate, intakeGate, mayAnswer, waitsForAnswer } from '#app/domain/intake/item.ts'
import { refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addDays } from '#app/domain/time.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { type IntakeRow, intakeById, intakeIn, sameComplainant } from '#db/queries/intake.server.ts'
import { batchById, supervisorById } from '#db/queries/intake-batches.server.ts'
import { linksOf, placeOfOutlet } from '#db/queries/intake-links.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import { proposalIn } from '#db/queries/proposals.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { contactLog } from './contacts.server.ts'
import { CLOCK_OF, intakeFacts } from './door.server.ts'
import { causeNames } from './list.server.ts'

/** How far back a duplicate of the same person is looked for. */
const DUPLICATE_DAYS = 90

/** One item with everything that came of it, and what this reader may do with it now. */
export async function intakeItemPage(ctx: Ctx, id: string) {
	const row = await intakeIn(ctx.read, scopeOf(ctx.actor, 'intake.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const { read } = ctx
	const facts = await intakeFacts(read, row)
	const { kind, subject } = CLOCK_OF[row.kind]
	const scope = scopeOf(ctx.actor, 'intake.read')
	const [links, names, events, clocks, causes] = await Promise.all([
		linksOf(read, reachOf(ctx.actor, 'order.read'), row),
		namesOf(read, [row.received_by, row.owner_id, row.successor_id, row.answered_by, row.ended_by]),
		eventsOf(read, 'intake', id),
		clocksOf(read, subject, id),
		causeNames(ctx, 'types'),
	])
	const name = (accountId: string | null) => (accountId === null ? null : (names.get(accountId) ?? ''))
	const twins =
		row.complainant_hmac === null
			? []
			: await sameComplainant(read, scope, row.complainant_hmac, addDays(row.complained_on, -DUPLICATE_DAYS), id)
	return ok({
		item: shown(row),
		outlet: row.outlet_id === null ? null : await placeOf(ctx, row),
		names: {
			receiver: name(row.received_by) ?? '',
			owner: name(row.owner_id) ?? '',
			successor: name(row.successor_id),
			answerer: name(row.answered_by),
			ender: name(row.ended_by),
		},
		order: links.order,
		violation: links.violation,
		mergedInto: row.merged_into_id === null ? null : await mergedOf(ctx, row.merged_into_id),
		proposal: row.proposal_id === null ? null : ((await proposalIn(read, scope, row.proposal_id)) ?? null),
		batch: row.batch_id === null ? null : ((await batchById(read, row.branch_id, row.batch_id)) ?? null),
		supervisor: await supervisorOf(ctx, row),
		twins,
		events,
		...(await contactLog(ctx, read, row)),
		clock: clocks.findLast((clock) => clock.kind === kind) ?? null,
		causes,
		today: ctx.today,
		now: ctx.now,
		may: await actsOf(ctx, row, facts),
	})
}

/** Of the row what a page shows: never the hash. */
function shown(row: IntakeRow) {
	const { complainant_hmac: _, request_key: __, search_text: ___, ...rest } = row
	return rest
}

async function placeOf(ctx: Ctx, row: IntakeRow) {
	const outlet = await placeOfOutlet(ctx.read, row.branch_id, row.outlet_id ?? '')
	const dealer = row.dealer_id === null ? undefined : await dealerById(ctx.read, row.dealer_id)
	return outlet
		? { id: outlet.id, name: outlet.name, dealerId: outlet.dealer_id, dealerName: dealer?.name ?? '' }
		: null
}

async function mergedOf(ctx: Ctx, id: string) {
	const row = await intakeById(ctx.read, id)
	return row ? { id, number: row.number } : null
}

async function supervisorOf(ctx: Ctx, row: IntakeRow) {
	if (row.supervisor_id === null) return null
	const found = await supervisorById(ctx.read, row.branch_id, row.supervisor_id)
	return found ? { code: found.code, background: found.background } : null
}

/** What this person may do: hers are shown open, what waits for something else shut with the reason. */
async function actsOf(ctx: Ctx, row: IntakeRow, facts: Awaited<ReturnType<typeof intakeFacts>>) {
	const works = (await intakeIn(ctx.read, scopeOf(ctx.actor, 'intake.work'), row.id)) !== undefined
	const owner = works && row.owner_id === ctx.actor.accountId
	const open = waitsForAnswer(row.state)
	const answer = mayAnswer(facts, ctx.actor.accountId)
	return {
		works,
		owner,
		answer: owner && answer.ok,
		orderOpen: owner && !answer.ok && answer.error.rule === 'intake.order-open',
		order: owner && intakeGate(row, 'order').ok && may(ctx.actor, 'order.draft'),
		violation: owner && intakeGate(row, 'violation').ok && may(ctx.actor, 'violation.record'),
		contact: works && contactGate(row).ok,
		end: owner && intakeGate(row, 'decline').ok,
		handOver: open && (owner || may(ctx.actor, 'intake.lead')),
		succeed: open && works && row.successor_id === ctx.actor.accountId,
		readOrder: may(ctx.actor, 'order.read'),
		readViolation: may(ctx.actor, 'violation.read'),
	}
}

/** Who may be named as successor: whoever works on complaints at this place, but not the owner. */
export async function successorChoices(ctx: Ctx, id: string) {
	const row = await intakeIn(ctx.read, scopeOf(ctx.actor, 'intake.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const where = { countyId: row.county_id ?? '', gridId: row.grid_id ?? '' }
	const roles = ['ORDER_OFFICER', 'COMPLIANCE_OFFICER', 'CHANNEL_MANAGER', 'COUNTY_SUPERVISOR'] as const
	const people = await holdersOf(ctx.read, row.branch_id, roles, where)
	const names = await namesOf(ctx.read, [row.owner_id])
	return ok({
		id,
		number: row.number,
		version: row.version,
		owner: names.get(row.owner_id) ?? '',
		people: people.filter((person) => person.id !== row.owner_id),
	})
}

/** What the forms of answering and ending need. */
export async function answerPage(ctx: Ctx, id: string) {
	const page = await intakeItemPage(ctx, id)
	if (!page.ok) return page
	if (!page.value.may.owner) return refuse('forbidden', 'intake.not-owner')
	return page
}

/** What the form of a contact needs: for whoever works on the item, while there is somebody to speak with. */
export async function contactPage(ctx: Ctx, id: string) {
	const page = await intakeItemPage(ctx, id)
	if (!page.ok) return page
	const { may: acts, item } = page.value
	if (!acts.works) return refuse('forbidden', 'not-allowed')
	const shut = contactGate(item)
	return shut.ok ? page : shut
}
