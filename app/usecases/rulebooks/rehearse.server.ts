import { Readable } from 'node:stream'
import { may } from '#app/domain/access.ts'
import { PENALTY_STATES } from '#app/domain/penalty/machine.ts'
import {
	addTotals,
	NO_TOTALS,
	type RehearsalCase,
	type RehearsalTotals,
	type RehearsedDealer,
	rehearseDealer,
} from '#app/domain/penalty/rehearse.ts'
import { type Rulebook, rulebookSchema } from '#app/domain/penalty/rulebook.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addDays, instantAt, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { versionsOf } from '#db/queries/reference.server.ts'
import { type Between, casesOfDealers, rehearsedDealers } from '#db/queries/rehearsal.server.ts'
import { draftNamed } from '#db/queries/rulebook-drafts.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { rulebookById } from '../reference/load.server.ts'

export type RehearsalAsk = {
	/** Code or id of a draft or of a published version. */
	readonly version: string
	readonly from: LocalDate
	readonly to: LocalDate
}

type RehearsalStep = RehearsedDealer & {
	readonly dealerId: string
	readonly dealerName: string
	/** Cases done so far, this dealer included. */
	readonly done: number
	readonly total: number
}

/** Dealers that are read in one query. */
const CHUNK = 40

/** The rulebook to rehearse: a draft that is not dropped, or a published version, by code or id. */
async function bookNamed(handle: Handle, branchId: string, name: string): Promise<Rulebook | undefined> {
	const draft = await draftNamed(handle, branchId, name)
	if (draft && draft.state !== 'PUBLISHED') return rulebookSchema.parse(JSON.parse(draft.body_json))
	const versions = await versionsOf(handle, branchId, 'rulebook')
	const version = versions.find((one) => one.id === name || one.code === name || one.id === draft?.published_version_id)
	return version && (await rulebookById(handle, version.id)).body
}

type Row = Awaited<ReturnType<typeof casesOfDealers>>[number]

async function caseOf(handle: Handle, row: Row, { from, until }: Between): Promise<RehearsalCase | null> {
	const { severity, rulebook_version_id: versionId, decided_at: decidedAt } = row
	const state = PENALTY_STATES.find((one) => one === row.state)
	if (severity === null || versionId === null || !state) return null
	const revoked = row.state === 'REVOKED' || row.review_outcome === 'REVOKED' || row.ended_at !== null
	const decided = row.decided === 1 && !revoked && row.decided_amount_fen !== null
	return {
		penaltyId: row.id,
		number: row.number,
		state,
		type: row.violation_type,
		category: row.category ?? '',
		severity,
		redLine: row.red_line === 1,
		outletId: row.outlet_id,
		dealerId: row.dealer_id,
		occurredOn: row.occurred_on,
		units: row.units,
		share: row.share,
		factors: fromJson<string[]>(row.factors_json),
		decisionServedOn: row.decision_served_on,
		revoked,
		historic: false,
		amountFen: row.decided_amount_fen ?? 0,
		points: row.points,
		finalOn: row.final_at === null ? null : localDateOf(row.final_at),
		rulebook: (await rulebookById(handle, versionId)).body,
		inPeriod: decided && decidedAt !== null && decidedAt >= from && decidedAt < until,
	}
}

async function* stepsOf(ctx: Ctx, book: Rulebook, between: Between): AsyncGenerator<RehearsalStep> {
	const { read } = ctx
	const dealers = await rehearsedDealers(read, ctx.actor.branchId, between)
	const total = dealers.reduce((sum, one) => sum + one.cases, 0)
	let done = 0
	for (let i = 0; i < dealers.length; i += CHUNK) {
		const ids = dealers.slice(i, i + CHUNK).map((one) => one.id)
		const rows = await casesOfDealers(read, ids)
		for (const id of ids) {
			const own = rows.filter((row) => row.dealer_id === id)
			const cases: RehearsalCase[] = []
			for (const row of own) {
				const one = await caseOf(read, row, between)
				if (one) cases.push(one)
			}
			const rehearsed = rehearseDealer(book, cases)
			done += rehearsed.cases.length
			yield { ...rehearsed, dealerId: id, dealerName: own[0]?.dealerName ?? '', done, total }
		}
	}
}

/**
 * Runs a version over the cases decided in a period, dealer by dealer; nothing is written. Refuses a version that is
 * not there. The steps come as they are computed.
 */
export async function rehearse(
	ctx: Ctx,
	ask: RehearsalAsk,
): Promise<Outcome<{ book: Rulebook; steps: AsyncGenerator<RehearsalStep> }>> {
	if (!may(ctx.actor, 'rulebook.rehearse')) return refuse('forbidden', 'not-allowed')
	const book = await bookNamed(ctx.read, ctx.actor.branchId, ask.version)
	if (!book) return refuse('missing', 'not-found')
	const between = { from: instantAt(ask.from, 0), until: instantAt(addDays(ask.to, 1), 0) }
	return ok({ book, steps: stepsOf(ctx, book, between) })
}

async function* lines(steps: AsyncIterable<RehearsalStep>) {
	for await (const step of steps) yield `${JSON.stringify(step)}\n`
}

/** The same as lines of JSON, one per dealer, as they are computed. */
export async function rehearsalLines(ctx: Ctx, ask: RehearsalAsk): Promise<Outcome<Readable>> {
	const begun = await rehearse(ctx, ask)
	return begun.ok ? ok(Readable.from(lines(begun.value.steps))) : begun
}

export type RehearsalResult = {
	readonly version: string
	readonly from: LocalDate
	readonly to: LocalDate
	readonly totals: RehearsalTotals
	readonly cases: readonly (RehearsedDealer['cases'][number] & { readonly dealer: string })[]
	readonly crossings: readonly (RehearsedDealer['crossings'][number] & { readonly dealer: string })[]
}

/** The whole result at once: for the page without scripts and for the command line. */
export async function rehearsalResult(ctx: Ctx, ask: RehearsalAsk): Promise<Outcome<RehearsalResult>> {
	const begun = await rehearse(ctx, ask)
	if (!begun.ok) return begun
	let totals = NO_TOTALS
	const cases: RehearsalResult['cases'][number][] = []
	const crossings: RehearsalResult['crossings'][number][] = []
	for await (const step of begun.value.steps) {
		totals = addTotals(totals, step)
		for (const one of step.cases) cases.push({ ...one, dealer: step.dealerName })
		for (const one of step.crossings) crossings.push({ ...one, dealer: step.dealerName })
	}
	const { from, to } = ask
	return ok({ version: begun.value.book.code, from, to, totals, cases, crossings })
}
