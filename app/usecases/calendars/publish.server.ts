import { applyChange } from '#app/domain/calendar-year/change.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { type CalendarDraftRow, lastCalendarNumber } from '#db/queries/calendar-drafts.server.ts'
import type { EventDraft } from '#db/queries/events.server.ts'
import { insertVersion, versionById } from '#db/queries/reference.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { recountAll } from '../clocks/recount.server.ts'
import type { Ctx } from '../context.server.ts'
import { calendarSet, currentCalendars } from '../reference/load.server.ts'
import { tellChange } from './decide.server.ts'
import { actOnChange, editorsOf, inState, readDraft } from './drafts.server.ts'

/** The version that comes out of a change, and its event. */
async function nextVersion(ctx: Ctx, tx: Tx, row: CalendarDraftRow) {
	const current = await currentCalendars(ctx, tx)
	const { change } = readDraft(row, current.body.body, ctx.today)
	const body = applyChange(current.body.body, change)
	const id = ctx.newId()
	const text = toJson(body)
	const number = (await lastCalendarNumber(tx, row.branch_id, current.code)) + 1
	const old = await versionById(tx, current.versionId)
	await insertVersion(tx, {
		id,
		branch_id: row.branch_id,
		kind: 'calendar',
		code: current.code,
		version: number,
		// Never before the version that it follows.
		effective_from: old && old.effective_from > ctx.today ? old.effective_from : ctx.today,
		status: 'PUBLISHED',
		body_json: text,
		sha256: sha256Hex(text),
		published_at: ctx.now,
	})
	const event: EventDraft = {
		subjectKind: 'reference',
		subjectId: id,
		kind: 'reference.published',
		after: { kind: 'calendar', code: current.code, version: number, sha256: sha256Hex(text) },
	}
	return { id, number, body, event }
}

/**
 * Puts a change in force: a new version of the calendar, and every open clock of the branch counted again, in one
 * transaction (domain 6.2). By a second person, and only on the calendar on which the preview was counted.
 */
export async function publishChange(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly base: string },
): Promise<Outcome<{ id: string }>> {
	return actOnChange(ctx, {
		...command,
		action: 'calendar.publish',
		decide: async (row, tx) => {
			const open = inState(row, ['PROPOSED'], 'publish')
			if (!open.ok) return open
			if (row.example === 1) return refuse('procedure', 'calendar.example')
			const editors = editorsOf(row)
			if (editors.includes(ctx.actor.accountId)) return refuse('forbidden', 'calendar.second-person')
			const current = await currentCalendars(ctx, tx)
			if (command.base !== current.versionId) return refuse('stale', 'calendar.base-moved')
			if (!readDraft(row, current.body.body, ctx.today).sound) return refuse('procedure', 'calendar.not-sound')
			const made = await nextVersion(ctx, tx, row)
			const summary = await recountAll(ctx, tx, calendarSet(made.id, made.body), made.id, row.title)
			const moved = summary.later + summary.earlier
			return ok({
				set: {
					state: 'PUBLISHED',
					published_by: ctx.actor.accountId,
					published_at: ctx.now,
					published_version_id: made.id,
					summary_json: toJson(summary),
				},
				event: { kind: 'calendar.published', after: { title: row.title, version: made.number, moved } },
				alsoEvents: [made.event],
				tell: tellChange(row, 'calendar.published', editors, { count: moved }),
			})
		},
	})
}
