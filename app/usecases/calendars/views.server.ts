import { may, scopeOf } from '#app/domain/access.ts'
import type { ReadChange } from '#app/domain/calendar-year/change.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { instantOf, parseMoment } from '#app/domain/time.ts'
import { type CalendarDraftRow, calendarDraftIn, calendarDraftsOf } from '#db/queries/calendar-drafts.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { RecountSummary } from '../clocks/recount.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'
import { editorsOf, readDraft } from './drafts.server.ts'

const PAGE = 50

/** The changes of the branch, newest first; `after` is '<moment>_<id>' of the last row. */
export async function changesPage(ctx: Ctx, after: string | null) {
	const [at, id] = after?.split('_') ?? []
	const moment = parseMoment(at ?? '')
	const from = moment !== null && id ? { at: instantOf(moment), id } : undefined
	const rows = await calendarDraftsOf(ctx.read, ctx.actor.branchId, PAGE + 1, from)
	const shown = rows.slice(0, PAGE)
	const last = shown.at(-1)
	return {
		rows: shown,
		next: rows.length > PAGE && last ? `${last.drafted_at}_${last.id}` : null,
		mayDraft: may(ctx.actor, 'calendar.draft'),
	}
}

export type ChangeView = {
	readonly row: CalendarDraftRow
	readonly read: ReadChange
	/** The calendar version on which it is judged and previewed. */
	readonly base: string
	readonly editors: readonly string[]
	readonly isEditor: boolean
	readonly publisher: string | null
	readonly summary: RecountSummary | null
}

/** One change with what was read from it, judged against the calendar in force. */
export async function changeOf(ctx: Ctx, id: string): Promise<Outcome<ChangeView>> {
	const row = await calendarDraftIn(ctx.read, scopeOf(ctx.actor, 'calendar.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const current = await currentCalendars(ctx, ctx.read)
	const editors = editorsOf(row)
	const names = await namesOf(ctx.read, [...editors, ...(row.published_by ? [row.published_by] : [])])
	return ok({
		row,
		read: readDraft(row, current.body.body, ctx.today),
		base: current.versionId,
		editors: editors.map((editor) => names.get(editor) ?? ''),
		isEditor: editors.includes(ctx.actor.accountId),
		publisher: row.published_by ? (names.get(row.published_by) ?? '') : null,
		summary: row.summary_json ? fromJson<RecountSummary>(row.summary_json) : null,
	})
}
