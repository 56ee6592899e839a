import { type Action, scopeOf } from '#app/domain/access.ts'
import type { CalendarBody } from '#app/domain/calendar.ts'
import {
	type DaysDraftForm,
	type UnitDraftForm,
	unitDraftSchema,
	type YearDraftForm,
} from '#app/domain/calendar-year/change.schema.ts'
import { type ReadChange, readDaysChange, readUnitChange, readYearChange } from '#app/domain/calendar-year/change.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { assertNever, ok } from '#app/domain/result.ts'
import {
	type CalendarDraftRow,
	type CalendarDraftSet,
	calendarDraftIn,
	insertCalendarDraft,
	updateCalendarDraft,
} from '#db/queries/calendar-drafts.server.ts'
import { flag, fromJson, toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'
import { type Move, recordNew, transition } from '../transition.server.ts'

/** What a person wrote, by the kind of change. */
export type Written =
	| { readonly kind: 'YEAR'; readonly form: YearDraftForm }
	| { readonly kind: 'OVERRIDE'; readonly form: DaysDraftForm }
	| { readonly kind: 'UNIT'; readonly form: UnitDraftForm }

/** A calendar is the whole branch's: an office of one county does not change it. */
export function branchWide(ctx: Ctx, action: Action): boolean {
	return scopeOf(ctx.actor, action).places.some((place) => place.kind === 'branch')
}

type Text = Pick<CalendarDraftRow, 'kind' | 'title' | 'year' | 'form' | 'typed' | 'source' | 'reason' | 'example'>

/** The columns that hold what was typed, as it was typed. */
function textOf(written: Written): Text {
	const bare = { year: null, form: 'form', source: '', example: 0 } as const
	switch (written.kind) {
		case 'YEAR': {
			const { form, year, source, typed, example } = written.form
			const number = year === '' ? null : Number(year)
			return {
				kind: 'YEAR',
				title: year,
				year: number,
				form,
				typed,
				source,
				reason: '',
				example: flag(example !== undefined),
			}
		}
		case 'OVERRIDE':
			return {
				...bare,
				kind: 'OVERRIDE',
				title: written.form.reason,
				typed: written.form.typed,
				reason: written.form.reason,
			}
		case 'UNIT': {
			const { version: _, reason, weekdays, remove, typed, ...unit } = written.form
			const draft = { ...unit, weekdays: weekdays.map(Number), remove: remove !== undefined }
			return { ...bare, kind: 'UNIT', title: unit.name, typed: toJson({ unit: draft, days: typed }), reason }
		}
		default:
			return assertNever(written)
	}
}

/** Of a unit's text: its own fields and the lines of its days. */
export function unitOf(row: Pick<CalendarDraftRow, 'typed'>) {
	const stored = fromJson<{ unit: unknown; days: string }>(row.typed)
	return { unit: unitDraftSchema.parse(stored.unit), days: stored.days }
}

/** Reads what was typed against a calendar: the same for the form, the page and the publication. */
export function readDraft(
	row: Pick<CalendarDraftRow, 'kind' | 'form' | 'typed' | 'year' | 'source'>,
	body: CalendarBody,
	today: Ctx['today'],
): ReadChange {
	switch (row.kind) {
		case 'YEAR': {
			const form = row.form === 'form' ? 'notice' : row.form
			return readYearChange({ form, typed: row.typed, year: row.year, source: row.source }, body)
		}
		case 'OVERRIDE':
			return readDaysChange(row.typed, body, today)
		case 'UNIT': {
			const { unit, days } = unitOf(row)
			return readUnitChange(unit, days, body, today)
		}
		default:
			return assertNever(row.kind)
	}
}

/** What is kept beside the text: the change that it makes, and a title where the paper names its year. */
async function judged(ctx: Ctx, tx: Tx, text: Text) {
	const current = await currentCalendars(ctx, tx)
	const read = readDraft(text, current.body.body, ctx.today)
	const title = text.kind === 'YEAR' ? String(read.year ?? '') : text.title
	return { ...text, title, base_version_id: current.versionId, change_json: toJson(read.change) }
}

/** A new change, with faults or without: what was typed is kept. */
export async function draftChange(ctx: Ctx, written: Written): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		if (!branchWide(ctx, 'calendar.draft')) return refuse('forbidden', 'not-allowed')
		const id = ctx.newId()
		const text = await judged(ctx, tx, textOf(written))
		await insertCalendarDraft(tx, {
			...text,
			id,
			branch_id: ctx.actor.branchId,
			state: 'DRAFT',
			drafted_by: ctx.actor.accountId,
			drafted_at: ctx.now,
			editors_json: toJson([ctx.actor.accountId]),
			published_by: null,
			published_at: null,
			published_version_id: null,
			summary_json: null,
			ended_by: null,
			end_reason: null,
		})
		const after = { kind: text.kind, title: text.title }
		await recordNew(ctx, tx, { subject: 'calendar', id, event: { kind: 'calendar.drafted', after } })
		return ok({ id })
	})
}

type Act = {
	readonly id: string
	readonly version: number
	readonly action: Action
	readonly decide: (row: CalendarDraftRow, tx: Tx) => Promise<Outcome<Move<CalendarDraftSet>>>
}

/** An act on a change through the one door: permission, version, rule, event. */
export async function actOnChange(ctx: Ctx, act: Act): Promise<Outcome<{ id: string }>> {
	return transition<CalendarDraftRow, CalendarDraftSet>(ctx, {
		subject: 'calendar',
		id: act.id,
		version: act.version,
		readAction: 'calendar.read',
		actions: [act.action],
		load: calendarDraftIn,
		save: updateCalendarDraft,
		decide: async (row, tx) => (branchWide(ctx, act.action) ? act.decide(row, tx) : refuse('forbidden', 'not-allowed')),
	})
}

/** Refuses what the state of a change does not allow. */
export function inState(
	row: CalendarDraftRow,
	states: readonly CalendarDraftRow['state'][],
	action: string,
): Outcome<null> {
	return states.includes(row.state) ? ok(null) : refuse('procedure', 'wrong-state', { state: row.state, action })
}

export const editorsOf = (row: CalendarDraftRow): readonly string[] => fromJson<string[]>(row.editors_json)

/** Other words for a change that is not handed in; its kind stays. */
export async function rewriteChange(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly written: Written },
): Promise<Outcome<{ id: string }>> {
	return actOnChange(ctx, {
		id: command.id,
		version: command.version,
		action: 'calendar.draft',
		decide: async (row, tx) => {
			const open = inState(row, ['DRAFT'], 'change')
			if (!open.ok) return open
			const text = await judged(ctx, tx, textOf(command.written))
			const editors = [...new Set([...editorsOf(row), ctx.actor.accountId])]
			return ok({
				set: { ...text, editors_json: toJson(editors) },
				event: { kind: 'calendar.changed', before: { title: row.title }, after: { title: text.title } },
			})
		},
	})
}
