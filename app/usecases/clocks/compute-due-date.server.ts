import { type DueDateFault, dueDate, parseLimit, parseStart } from '#app/domain/due-date.ts'
import { renderDue } from '#app/domain/due-render.ts'
import type { Result } from '#app/domain/result.ts'
import { err, ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'

export type DueFault = { readonly field: 'from' | 'limit'; readonly fault: DueDateFault }

/** The machine's question: a start and a limit, counted by the branch's calendar of today (domain 6). */
export async function computeDueDate(
	ctx: Ctx,
	asked: { readonly from: string; readonly limit: string },
): Promise<Result<ReturnType<typeof renderDue>, DueFault[]>> {
	const from = parseStart(asked.from)
	const limit = parseLimit(asked.limit)
	if (!from.ok || !limit.ok) {
		const faults: DueFault[] = []
		if (!from.ok) faults.push({ field: 'from', fault: from.error })
		if (!limit.ok) faults.push({ field: 'limit', fault: limit.error })
		return err(faults)
	}
	return ok(renderDue(dueDate(await currentCalendar(ctx, ctx.read), from.value, limit.value)))
}
