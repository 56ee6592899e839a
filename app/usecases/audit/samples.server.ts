import { may } from '#app/domain/access.ts'
import type { SampleForm } from '#app/domain/audit/audit.schema.ts'
import { drawSample, fitting, type SampleFilter, type SampleResult } from '#app/domain/audit/sample.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { peopleLike } from '#db/queries/audit.server.ts'
import {
	insertSample,
	populationOf,
	type SampleCase,
	type SampleRow,
	sampleCases,
	sampleIn,
	samplesPage,
} from '#db/queries/audit-samples.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { fromJson, toJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'

const SEED_BYTES = 6
const LIST_SIZE = 20

/**
 * Draws cases for a check and keeps the draw: the same seed, filters and data always give the same sample.
 * Without a seed the server takes a random one; the draw is an event of the log.
 */
export async function drawCases(ctx: Ctx, form: SampleForm): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'audit.sample')) return refuse('forbidden', 'not-allowed')
	const { branchId, accountId } = ctx.actor
	return ctx.inTx(branchId, async (tx) => {
		const filter = fitting({
			kind: form.kind,
			count: form.count,
			severity: form.severity === '' ? undefined : form.severity,
			minFen: form.min,
			maxFen: form.max,
			person: form.person || undefined,
			personIds: form.person ? await peopleLike(tx, branchId, form.person) : undefined,
			from: form.from,
			to: form.to,
		})
		const seed = form.seed || ctx.secret(SEED_BYTES)
		const result = drawSample(await populationOf(tx, branchId, filter), filter.count, seed, sha256Hex)
		const id = ctx.newId()
		await insertSample(tx, {
			id,
			branch_id: branchId,
			seed,
			filter_json: toJson(filter),
			result_json: toJson(result),
			drawn_by: accountId,
			drawn_at: ctx.now,
		})
		const { population, populationHash } = result
		const after = { seed, filter, population, populationHash, drawn: result.ids.length }
		await recordNew(ctx, tx, { subject: 'sample', id, event: { kind: 'sample.drawn', after } })
		return ok({ id })
	})
}

export type SampleHead = {
	readonly id: string
	readonly seed: string
	readonly filter: SampleFilter
	readonly population: number
	readonly drawn: number
	readonly drawnAt: Instant
	readonly drawnBy: string | null
}

export type SampleView = SampleHead & {
	readonly populationHash: string
	readonly cases: readonly SampleCase[]
	/** Drawn again now: 'same', or what has changed since. */
	readonly again: 'same' | 'population-changed' | 'differs'
}

const filterOf = (row: SampleRow) => fromJson<SampleFilter>(row.filter_json)
const resultOf = (row: SampleRow) => fromJson<SampleResult>(row.result_json)

function headOf(row: SampleRow, drawnBy: string | null): SampleHead {
	const { population, ids } = resultOf(row)
	return {
		id: row.id,
		seed: row.seed,
		filter: filterOf(row),
		population,
		drawn: ids.length,
		drawnAt: row.drawn_at,
		drawnBy,
	}
}

/** A kept sample with its cases as they stand now, and what drawing it again gives. */
export async function samplePage(ctx: Ctx, id: string): Promise<Outcome<SampleView>> {
	const row = may(ctx.actor, 'audit.read') ? await sampleIn(ctx.read, ctx.actor.branchId, id) : undefined
	if (!row) return refuse('missing', 'not-found')
	const [filter, result] = [filterOf(row), resultOf(row)]
	const { branchId } = ctx.actor
	const [cases, population, names] = await Promise.all([
		sampleCases(ctx.read, branchId, filter.kind, result.ids),
		populationOf(ctx.read, branchId, filter),
		namesOf(ctx.read, [row.drawn_by]),
	])
	const again = drawSample(population, filter.count, row.seed, sha256Hex)
	const same = toJson(again.ids) === toJson(result.ids)
	return ok({
		...headOf(row, names.get(row.drawn_by) ?? null),
		populationHash: result.populationHash,
		cases,
		again: again.populationHash !== result.populationHash ? 'population-changed' : same ? 'same' : 'differs',
	})
}

/** Samples that were drawn before, newest first. */
export async function listSamples(ctx: Ctx, cursor: string | null) {
	if (!may(ctx.actor, 'audit.read')) return { rows: [], next: null }
	const page = await samplesPage(ctx.read, ctx.actor.branchId, cursor, LIST_SIZE)
	return { rows: page.rows.map((row) => headOf(row, row.drawnBy)), next: page.next }
}
