import type { CalendarChange } from '#app/domain/calendar-year/change.schema.ts'
import { applyChange } from '#app/domain/calendar-year/change.ts'
import type { Effect, Preview, PreviewRow } from '#app/domain/calendar-year/page-types.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import { boundOf } from '../clocks/carriers.server.ts'
import { toldClocks } from '../clocks/may-read.server.ts'
import { isRecorded, NO_EFFECTS, type Recounted, recounted } from '../clocks/recount.server.ts'
import type { Ctx } from '../context.server.ts'
import { calendarSet, currentCalendars } from '../reference/load.server.ts'

async function setOf(ctx: Ctx, change: CalendarChange) {
	const current = await currentCalendars(ctx, ctx.read)
	return calendarSet('', applyChange(current.body.body, change))
}

/** What a change would move, counted over every open clock; nothing is written. */
export async function previewOf(ctx: Ctx, change: CalendarChange): Promise<Preview> {
	const summary: Record<Effect, number> = { ...NO_EFFECTS }
	const kinds = new Map<ClockKind, { open: number; moved: number; settled: number }>()
	let [open, past, provisional] = [0, 0, 0]
	for await (const batch of recounted(ctx.read, ctx.actor.branchId, await setOf(ctx, change))) {
		for (const { clock, due, effect } of batch) {
			open += 1
			summary[effect] += 1
			if (due.provisional) provisional += 1
			const moved = effect === 'later' || effect === 'earlier'
			if (moved && due.dueAt < ctx.now && clock.dueAt >= ctx.now) past += 1
			const kind = kinds.get(clock.kind) ?? { open: 0, moved: 0, settled: 0 }
			kind.open += 1
			if (moved) kind.moved += 1
			if (clock.provisional && !due.provisional) kind.settled += 1
			kinds.set(clock.kind, kind)
		}
	}
	const counts = [...kinds].map(([kind, count]) => ({ kind, ...count }))
	return { summary, open, past, provisional, kinds: counts.sort((a, b) => b.moved - a.moved || b.open - a.open) }
}

async function named(ctx: Ctx, batch: readonly Recounted[]): Promise<PreviewRow[]> {
	const clocks = batch.map(({ clock }) => clock)
	const bound = await boundOf(ctx.read, clocks)
	const told = await toldClocks(ctx, clocks, ({ id }) => bound.get(id)?.subject.id)
	return batch.map(({ clock, due, effect }) => {
		// Everybody may count what a calendar moves; what it is, is told to who reads it.
		const one = told.has(clock.id) ? bound.get(clock.id) : undefined
		return {
			id: clock.id,
			kind: clock.kind,
			subject: one?.subject ?? null,
			number: one?.number ?? '',
			name: one?.name ?? null,
			told: told.has(clock.id),
			effect,
			from: clock.dueOn,
			to: due.dueOn,
			wasProvisional: clock.provisional,
			isProvisional: due.provisional,
		}
	})
}

/** The clocks that a change moves or settles, by id from `after`, in batches. */
export async function* previewRows(ctx: Ctx, change: CalendarChange, after = ''): AsyncGenerator<PreviewRow[]> {
	for await (const batch of recounted(ctx.read, ctx.actor.branchId, await setOf(ctx, change), after)) {
		const shown = batch.filter(({ effect }) => isRecorded(effect))
		if (shown.length > 0) yield await named(ctx, shown)
	}
}

/** One page of them; `next` is the key of the page after it. */
export async function previewPage(
	ctx: Ctx,
	change: CalendarChange,
	after: string,
	limit: number,
): Promise<{ readonly rows: readonly PreviewRow[]; readonly next: string | null }> {
	const rows: PreviewRow[] = []
	for await (const batch of previewRows(ctx, change, after)) {
		rows.push(...batch)
		if (rows.length > limit) break
	}
	return { rows: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null }
}
