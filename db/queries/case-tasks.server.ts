import type { Scope } from '#app/domain/access.ts'
import type { Instant } from '#app/domain/time.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import type { TaskView } from './measures.server.ts'
import { withinScope } from './scope.server.ts'

/** Follow-up tasks that are open, or done. */
export const TASK_VIEWS = ['open', 'done'] as const
export type TaskViewName = (typeof TASK_VIEWS)[number]

function viewed(handle: Handle, scope: Scope, view: TaskViewName) {
	const query = handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.innerJoin('case_task', 'case_task.penalty_id', 'penalty.id')
		.where('case_task.branch_id', '=', scope.branchId)
	return query.where('case_task.done_at', view === 'open' ? 'is' : 'is not', null)
}

/** A page of tasks whose case lies within the scope: open ones oldest first, done ones newest first. */
export async function tasksPage(
	handle: Handle,
	scope: Scope,
	view: TaskViewName,
	cursor: string | null,
	limit: number,
): Promise<Page<TaskView>> {
	const order = view === 'open' ? 'asc' : 'desc'
	let query = viewed(handle, scope, view)
		.innerJoin('penalty as cause', 'cause.id', 'case_task.cause_penalty_id')
		.leftJoin('measure', 'measure.id', 'case_task.measure_id')
		.selectAll('case_task')
		.select(['cause.number as causeNumber', 'penalty.number as caseNumber', 'measure.kind as measureKind'])
	const after = decodeCursor(cursor, 2)
	if (after) {
		// The cursor was made by this very list, from a moment and an id.
		const [at, id] = [String(after[0]) as Instant, String(after[1])]
		const beyond = view === 'open' ? '>' : '<'
		query = query.where((eb) =>
			eb.or([
				eb('case_task.created_at', beyond, at),
				eb.and([eb('case_task.created_at', '=', at), eb('case_task.id', beyond, id)]),
			]),
		)
	}
	const rows = await query
		.orderBy('case_task.created_at', order)
		.orderBy('case_task.id', order)
		.limit(limit + 1)
		.execute()
	return pageOf(rows, limit, (row) => [row.created_at, row.id])
}

export async function countTasks(handle: Handle, scope: Scope, view: TaskViewName): Promise<number> {
	const row = await viewed(handle, scope, view)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
