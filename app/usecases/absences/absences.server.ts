import { scopeOf } from '#app/domain/access.ts'
import type { AbsenceForm } from '#app/domain/ladder/absence.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { isLocalDate, type LocalDate } from '#app/domain/time.ts'
import {
	type AbsenceRow,
	absenceById,
	absencesOf,
	endAbsence,
	insertAbsence,
	openAbsences,
} from '#db/queries/absences.server.ts'
import { personOf } from '#db/queries/accounts.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { grantsOf, namesOf } from '#db/queries/people.server.ts'
import { peopleChoices } from '#db/queries/people-list.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { standIns } from '../ladder/stand-ins.server.ts'
import { recordNew } from '../transition.server.ts'

type AbsenceView = {
	readonly id: string
	readonly person: string
	readonly from: LocalDate
	readonly until: LocalDate
	readonly deputy: string | null
	readonly note: string
	readonly by: string
	/** Who gets the messages today; null when that is not asked (it has not begun) or nobody is there. */
	readonly toldToday: string | null
	readonly begun: boolean
}

/** Who enters the absences of other people. */
function forOthers(ctx: Ctx): boolean {
	return scopeOf(ctx.actor, 'admin.accounts').places.length > 0
}

/** One's own absences, or everybody's for the administrator, with who stands in today. */
export async function absencesPage(ctx: Ctx) {
	const { accountId, branchId } = ctx.actor
	const others = forOthers(ctx)
	const rows = others
		? await openAbsences(ctx.read, branchId, ctx.today)
		: await absencesOf(ctx.read, accountId, ctx.today)
	const names = await namesOf(
		ctx.read,
		rows.flatMap((row) => [row.account_id, row.deputy_id, row.entered_by]),
	)
	const absences: AbsenceView[] = []
	for (const row of rows) {
		const begun = row.from_on <= ctx.today
		const told = begun
			? (await standIns(ctx.read, [row.account_id], ctx.today)).find(({ forId }) => forId !== null)
			: null
		absences.push({
			id: row.id,
			person: names.get(row.account_id) ?? '',
			from: row.from_on,
			until: row.until_on,
			deputy: row.deputy_id === null ? null : (names.get(row.deputy_id) ?? ''),
			note: row.note,
			by: names.get(row.entered_by) ?? '',
			toldToday: told ? ((await namesOf(ctx.read, [told.accountId])).get(told.accountId) ?? null) : null,
			begun,
		})
	}
	const staff = ctx.actor.grants.some(({ role }) => role !== 'DEALER_OWNER')
	const choices = staff ? await peopleChoices(ctx.read, branchId) : []
	return {
		absences,
		others,
		today: ctx.today,
		people: choices.filter(({ id }) => others || id !== accountId),
		me: accountId,
	}
}

/** Enters an absence: one's own, or anybody's for the administrator. Overlaps with another of the same person are refused. */
export async function enterAbsence(ctx: Ctx, form: AbsenceForm): Promise<Outcome<{ id: string }>> {
	const { branchId, accountId } = ctx.actor
	const person = form.person ?? accountId
	if (person !== accountId && !forOthers(ctx)) return refuse('forbidden', 'not-allowed')
	const { from, until, deputy } = form
	if (!isLocalDate(from) || !isLocalDate(until) || until < from) return refuse('invalid', 'absence.order')
	if (until < ctx.today) return refuse('invalid', 'absence.past', { today: ctx.today })
	if (deputy === person) return refuse('invalid', 'absence.self')
	return ctx.inTx<{ id: string }>(branchId, async (tx) => {
		const who = await personOf(tx, branchId, person)
		if (!who) return refuse('missing', 'not-found')
		if (deputy !== null && !(await mayDeputise(tx, branchId, deputy))) return refuse('invalid', 'absence.deputy')
		const clash = (await absencesOf(tx, person, from)).find((row) => row.from_on <= until)
		if (clash) return refuse('procedure', 'absence.overlap', { from: clash.from_on, until: clash.until_on })
		const row: AbsenceRow = {
			id: ctx.newId(),
			branch_id: branchId,
			account_id: person,
			from_on: from,
			until_on: until,
			deputy_id: deputy,
			note: form.note,
			entered_by: accountId,
			entered_at: ctx.now,
			ended_by: null,
			ended_at: null,
		}
		await insertAbsence(tx, row)
		await recordNew(ctx, tx, {
			subject: 'account',
			id: person,
			event: { kind: 'account.absence-entered', after: { from, until, deputy_id: deputy } },
		})
		const stands = deputy ?? who.deputy_id
		if (stands !== null)
			await writeOutbox(tx, branchId, ctx.now, ctx.newId, [
				{
					key: `absence:${row.id}`,
					kind: 'account.deputy-asked',
					accountId: stands,
					subjectKind: 'account',
					subjectId: person,
					params: { name: who.name, from, until },
				},
			])
		return ok({ id: row.id })
	})
}

/** A working account of the branch's own people. */
async function mayDeputise(tx: Tx, branchId: string, id: string): Promise<boolean> {
	const deputy = await personOf(tx, branchId, id)
	if (!deputy || deputy.disabled_at !== null) return false
	return (await grantsOf(tx, id)).some(({ role }) => role !== 'DEALER_OWNER')
}

/** Takes an absence back, or ends it early: from now on the messages come to the person alone. */
export async function takeBackAbsence(ctx: Ctx, id: string): Promise<Outcome<null>> {
	const { branchId, accountId } = ctx.actor
	return ctx.inTx<null>(branchId, async (tx) => {
		const row = await absenceById(tx, branchId, id)
		if (!row || (row.account_id !== accountId && !forOthers(ctx))) return refuse('missing', 'not-found')
		if (!(await endAbsence(tx, id, accountId, ctx.now))) return refuse('procedure', 'already-done')
		await recordNew(ctx, tx, {
			subject: 'account',
			id: row.account_id,
			event: { kind: 'account.absence-ended', after: { from: row.from_on, until: row.until_on } },
		})
		return ok(null)
	})
}
