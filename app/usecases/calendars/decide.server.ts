import type { NoticeKind } from '#app/domain/case/events.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { CalendarDraftRow } from '#db/queries/calendar-drafts.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'
import { actOnChange, editorsOf, inState, readDraft } from './drafts.server.ts'

type Named = { readonly id: string; readonly version: number }
/** Who may publish: a second person out of these. */
const PUBLISHERS = ['COMPLIANCE_OFFICER', 'ADMINISTRATOR'] as const

export function tellChange(
	row: CalendarDraftRow,
	kind: NoticeKind,
	ids: readonly string[],
	params: Readonly<Record<string, string | number>> = {},
): OutboxDraft[] {
	return ids.map((accountId) => ({
		key: `calendar:${row.id}:${row.version}`,
		kind,
		accountId,
		subjectKind: 'calendar',
		subjectId: row.id,
		params: { title: row.title, ...params },
	}))
}

/** Hands a sound change to a second person; it can no longer be edited. An example stays what it is. */
export async function proposeChange(ctx: Ctx, command: Named): Promise<Outcome<{ id: string }>> {
	return actOnChange(ctx, {
		...command,
		action: 'calendar.draft',
		decide: async (row, tx) => {
			const open = inState(row, ['DRAFT'], 'propose')
			if (!open.ok) return open
			if (row.example === 1) return refuse('procedure', 'calendar.example')
			const { body } = (await currentCalendars(ctx, tx)).body
			if (!readDraft(row, body, ctx.today).sound) return refuse('procedure', 'calendar.not-sound')
			const editors = editorsOf(row)
			const people = (await holdersOf(tx, row.branch_id, PUBLISHERS)).map(({ id }) => id)
			return ok({
				set: { state: 'PROPOSED' },
				event: { kind: 'calendar.proposed', after: { title: row.title } },
				tell: tellChange(
					row,
					'calendar.to-publish',
					people.filter((id) => !editors.includes(id)),
					{ name: ctx.actor.name },
				),
			})
		},
	})
}

/** Back to be written on, with a reason. */
export async function returnChange(
	ctx: Ctx,
	command: Named & { readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return actOnChange(ctx, {
		...command,
		action: 'calendar.publish',
		decide: async (row) => {
			const open = inState(row, ['PROPOSED'], 'return')
			if (!open.ok) return open
			const { reason } = command
			return ok({
				set: { state: 'DRAFT' },
				event: { kind: 'calendar.returned', reason },
				tell: tellChange(row, 'calendar.returned', editorsOf(row), { name: ctx.actor.name, reason }),
			})
		},
	})
}

/** Gives a change up; it stays readable. */
export async function dropChange(
	ctx: Ctx,
	command: Named & { readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return actOnChange(ctx, {
		...command,
		action: 'calendar.draft',
		decide: async (row) => {
			const open = inState(row, ['DRAFT', 'PROPOSED'], 'drop')
			if (!open.ok) return open
			const { reason } = command
			return ok({
				set: { state: 'DROPPED', ended_by: ctx.actor.accountId, end_reason: reason },
				event: { kind: 'calendar.dropped', reason },
			})
		},
	})
}
