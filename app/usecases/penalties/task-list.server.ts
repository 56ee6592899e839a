import { scopeOf } from '#app/domain/access.ts'
import type { TaskQuery } from '#app/domain/penalty/task.schema.ts'
import { countTasks, TASK_VIEWS, tasksPage } from '#db/queries/case-tasks.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { taskLine } from './case-tasks.server.ts'

const PAGE_SIZE = 40

/** Everything that revocations, variations and recomputations have left to be done, within the reader's scope. */
export async function caseTasks(ctx: Ctx, { view, after }: TaskQuery) {
	const scope = scopeOf(ctx.actor, 'penalty.read')
	const page = await tasksPage(ctx.read, scope, view, after ?? null, PAGE_SIZE)
	const names = await namesOf(
		ctx.read,
		page.rows.map((row) => row.done_by),
	)
	const counts = []
	for (const one of TASK_VIEWS) counts.push({ view: one, count: await countTasks(ctx.read, scope, one) })
	return {
		view,
		today: ctx.today,
		rows: page.rows.map((row) => taskLine(row, (id) => (id === null ? '' : (names.get(id) ?? '')))),
		next: page.next,
		counts,
	}
}
