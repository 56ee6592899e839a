import { may, scopeOf } from '#app/domain/access.ts'
import type { ReadChange } from '#app/domain/calendar-year/change.ts'
import type { ChangePage, RecountSummary } from '#app/domain/calendar-year/page-types.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { instantOf, parseMoment } from '#app/domain/time.ts'
import { type CalendarDraftRow, calendarDraftIn, calendarDraftsOf } from '#db/queries/calendar-drafts.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { versionById } from '#db/queries/reference.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'
import { editorsOf, readDraft, unitOf } from './drafts.server.ts'
import { previewOf, previewPage } from './preview.server.ts'

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
export async function changeOf(
	ctx: Ctx,
	id: string,
	action: 'calendar.read' | 'calendar-moves.read' = 'calendar.read',
): Promise<Outcome<ChangeView>> {
	const row = await calendarDraftIn(ctx.read, scopeOf(ctx.actor, action), id)
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

/** The fields of the form as they were typed. */
export function changeForm(row: CalendarDraftRow): Record<string, string | string[]> {
	if (row.kind === 'YEAR') {
		const { form, typed, source } = row
		const year = row.year === null ? '' : String(row.year)
		return {
			form: form === 'form' ? 'notice' : form,
			typed,
			source,
			year,
			...(row.example === 1 ? { example: 'on' } : {}),
		}
	}
	if (row.kind === 'OVERRIDE') return { reason: row.reason, typed: row.typed }
	const { unit, days } = unitOf(row)
	const { departmentIds, countyIds, code, name, hours } = unit
	const remove = unit.remove ? { remove: 'on' } : {}
	return {
		reason: row.reason,
		code,
		name,
		hours,
		departmentIds,
		countyIds,
		weekdays: unit.weekdays.map(String),
		typed: days,
		...remove,
	}
}

const MOVES = 50

/** The page of one change: reading, conditions, preview with one page of the deadlines that move, acts. */
export async function changePage(ctx: Ctx, id: string, after: string): Promise<Outcome<ChangePage>> {
	const found = await changeOf(ctx, id)
	if (!found.ok) return found
	const { row, read, ...view } = found.value
	const live = row.state === 'DRAFT' || row.state === 'PROPOSED'
	const shown = live && read.sound
	const version = await versionById(ctx.read, view.base)
	const draft = may(ctx.actor, 'calendar.draft')
	const publish = may(ctx.actor, 'calendar.publish') && row.state === 'PROPOSED'
	return ok({
		...view,
		row: {
			id: row.id,
			kind: row.kind,
			title: row.title,
			state: row.state,
			example: row.example,
			reason: row.end_reason ?? row.reason,
			source: read.source || row.source,
			version: row.version,
			at: row.published_at ?? row.drafted_at,
		},
		read: { rows: read.rows, checks: read.checks, sound: read.sound },
		number: version?.version ?? 0,
		today: ctx.today,
		after,
		preview: shown ? await previewOf(ctx, read.change) : null,
		moves: shown && may(ctx.actor, 'calendar-moves.read') ? await previewPage(ctx, read.change, after, MOVES) : null,
		may: {
			propose: draft && row.state === 'DRAFT',
			edit: draft && row.state === 'DRAFT',
			drop: draft && live,
			publish,
			return: publish,
		},
	})
}
