import { may, scopeOf } from '#app/domain/access.ts'
import type { IntakeQuery } from '#app/domain/intake/intake.schema.ts'
import { answerRate } from '#app/domain/intake/rate.ts'
import { addDays, isLocalDate, type LocalDate } from '#app/domain/time.ts'
import {
	countedComplaints,
	type IntakeFilter,
	type IntakeLine,
	intakeCounts,
	intakePage,
} from '#db/queries/intake.server.ts'
import { openProposals } from '#db/queries/proposals.server.ts'
import { outletChoices } from '#db/queries/violations.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentTaxonomy } from '../reference/load.server.ts'

const SIZE = 50
/** The rate of answers in time is that of the complaints of so many days. */
const RATE_DAYS = 90

const dateOf = (text: string | undefined): LocalDate | undefined =>
	text !== undefined && isLocalDate(text) ? text : undefined

function filterOf(query: IntakeQuery): IntakeFilter {
	return {
		view: query.view,
		kind: query.kind,
		channel: query.channel,
		category: query.category,
		state: query.state,
		outlet: query.outlet || undefined,
		from: dateOf(query.from),
		to: dateOf(query.to),
		q: query.q || undefined,
	}
}

const askerOf = (ctx: Ctx) => ({
	scope: scopeOf(ctx.actor, 'intake.read'),
	accountId: ctx.actor.accountId,
	now: ctx.now,
})

/** Names of the categories, and with them of their types, in the reader's languages; 'Z' has its own words. */
export async function causeNames(ctx: Ctx, depth: 'categories' | 'types' = 'categories') {
	const { body } = await currentTaxonomy(ctx, ctx.read)
	const named = depth === 'types' ? [...body.categories, ...body.types] : body.categories
	return named.map(({ code, name }) => ({ code, names: name }))
}

/** A page of the register with its views, filters and the rate of answers in time of the last 90 days. */
export async function intakeList(ctx: Ctx, query: IntakeQuery) {
	const asker = askerOf(ctx)
	const filter = filterOf(query)
	const { view: _, ...rest } = filter
	const [page, counts, causes, counted, proposals] = await Promise.all([
		intakePage(ctx.read, filter, asker, query.after ?? null, SIZE),
		intakeCounts(ctx.read, asker, rest),
		causeNames(ctx),
		countedComplaints(ctx.read, asker.scope, addDays(ctx.today, -RATE_DAYS), ctx.today),
		openProposals(ctx.read, asker.scope),
	])
	return {
		rows: page.rows,
		next: page.next,
		query,
		counts,
		causes,
		proposals,
		rate: answerRate(counted, ctx.now),
		today: ctx.today,
		now: ctx.now,
		mayRecord: may(ctx.actor, 'intake.record'),
		mayRegister: may(ctx.actor, 'intake.register'),
	}
}

/** Every line of the list, page by page, for an export. */
export async function* exportIntake(ctx: Ctx, query: IntakeQuery): AsyncGenerator<IntakeLine> {
	let after: string | null = null
	do {
		const page: Awaited<ReturnType<typeof intakePage>> = await intakePage(
			ctx.read,
			filterOf(query),
			askerOf(ctx),
			after,
			500,
		)
		yield* page.rows
		after = page.next
	} while (after !== null)
}

/** What the form of a new complaint offers. */
export async function complaintForm(ctx: Ctx) {
	const scope = scopeOf(ctx.actor, 'intake.record')
	return {
		requestKey: ctx.newId(),
		today: ctx.today,
		outlets: await outletChoices(ctx.read, scope),
		outletNeeded: !scope.places.some((place) => place.kind === 'branch'),
		causes: await causeNames(ctx, 'types'),
	}
}
