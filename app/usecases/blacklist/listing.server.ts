import { yearOf } from '#app/domain/time.ts'
import { type EntryRow, entriesOfMeasure, insertEntry, personsOf, updateEntry } from '#db/queries/blacklist.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import type { MeasureRow } from '#db/queries/measures.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

type Listed = Pick<EntryRow, 'kind' | 'person_id' | 'name' | 'credit_code' | 'id_hmac' | 'id_tail'>

async function list(ctx: Ctx, tx: Tx, measure: MeasureRow, until: EntryRow['until_on'], who: Listed): Promise<void> {
	const year = yearOf(ctx.today)
	const number = numberText('HMD', year, await nextNumber(tx, measure.branch_id, 'blacklist', year))
	const id = ctx.newId()
	await insertEntry(tx, {
		...who,
		id,
		branch_id: measure.branch_id,
		number,
		dealer_id: measure.dealer_id,
		measure_id: measure.id,
		from_on: ctx.today,
		until_on: until,
		state: 'IN_FORCE',
		listed_by: ctx.actor.accountId,
		listed_at: ctx.now,
		ended_by: null,
		ended_at: null,
		end_reason: null,
	})
	const after = { number, kind: who.kind, name: who.name, until, measure: measure.id }
	await appendEvents(tx, measure.branch_id, ctx.actor.accountId, ctx.now, [
		{ subjectKind: 'blacklist', subjectId: id, kind: 'blacklist.listed', after },
	])
	const keepers = await holdersOf(tx, measure.branch_id, ['COMPLIANCE_OFFICER'])
	await writeOutbox(
		tx,
		measure.branch_id,
		ctx.now,
		ctx.newId,
		keepers.map((one) => ({
			key: `blacklist:${id}`,
			kind: 'blacklist.listed' as const,
			accountId: one.id,
			subjectKind: 'blacklist' as const,
			subjectId: id,
			params: { number, name: who.name, until },
		})),
	)
}

/** An imposed exit puts the dealer and its present people on the blacklist (domain 3.2: dealer and natural persons). */
export async function listOnExit(ctx: Ctx, tx: Tx, measure: MeasureRow, until: EntryRow['until_on']): Promise<void> {
	const dealer = await dealerById(tx, measure.dealer_id)
	if (!dealer) throw new Error(`No dealer ${measure.dealer_id}`)
	const nobody = { person_id: null, id_hmac: null, id_tail: null }
	await list(ctx, tx, measure, until, { kind: 'DEALER', name: dealer.name, credit_code: dealer.credit_code, ...nobody })
	const present = (await personsOf(tx, dealer.id)).filter((person) => person.until_on === null)
	const seen = new Set<string>()
	for (const { id, name, id_hmac, id_tail } of present) {
		// The owner is often the legal representative, too.
		const key = id_hmac ?? id
		if (seen.has(key)) continue
		seen.add(key)
		await list(ctx, tx, measure, until, { kind: 'PERSON', person_id: id, name, credit_code: null, id_hmac, id_tail })
	}
}

/** The exit was lifted: its entries end with it. */
export async function endEntries(ctx: Ctx, tx: Tx, measureId: string, reason: string): Promise<void> {
	for (const entry of await entriesOfMeasure(tx, measureId)) {
		if (entry.state === 'LIFTED') continue
		const set = { state: 'LIFTED' as const, ended_by: ctx.actor.accountId, ended_at: ctx.now, end_reason: reason }
		await updateEntry(tx, entry.id, entry.version, set)
		await appendEvents(tx, entry.branch_id, ctx.actor.accountId, ctx.now, [
			{
				subjectKind: 'blacklist',
				subjectId: entry.id,
				kind: 'blacklist.lifted',
				before: { state: entry.state },
				after: { state: 'LIFTED' },
				reason,
			},
		])
	}
}
