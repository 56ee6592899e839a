import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { TaskResult } from '#app/components/penalty/review-parts.tsx'
import { useMay } from '#app/components/use-may.ts'
import { ViewsNav } from '#app/components/views-nav.tsx'
import type { TaskLine } from '#app/domain/penalty/review-views.ts'
import { taskQuerySchema } from '#app/domain/penalty/task.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { caseTasks } from '#app/usecases/penalties/task-list.server.ts'

export const handle: PageHandle = { title: 'tasks.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.read')
	const query = readQuery(args.request, taskQuerySchema)
	return { after: query.after ?? null, ...(await caseTasks(ctx, query)) }
}

export default function Tasks() {
	const t = useT()
	const { view, counts, rows, next, after } = useLoaderData<typeof loader>()
	const shown = view === 'open' ? undefined : view
	return (
		<>
			<PageHead flush title={t('tasks.title')} lead={t('tasks.lead')} />
			<ViewsNav
				views={counts.map((one) => ({
					to: paths.caseTasks({ view: one.view === 'open' ? undefined : one.view }),
					label: t(`tasks.view.${one.view}`),
					count: one.count,
					current: one.view === view,
				}))}
			/>
			{rows.length === 0 ? <Empty title={t('tasks.none')}>{t(`tasks.none.${view}`)}</Empty> : <TaskTable rows={rows} />}
			<Pager
				text={t('tasks.count', { count: counts.find((one) => one.view === view)?.count ?? 0 })}
				prev={after ? paths.caseTasks({ view: shown }) : null}
				next={next ? paths.caseTasks({ view: shown, after: next }) : null}
			/>
		</>
	)
}

function TaskTable({ rows }: { rows: readonly TaskLine[] }) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const mayRecompute = useMay()('penalty.recompute')
	const { today } = useLoaderData<typeof loader>()
	return (
		<Table
			caption={t('tasks.title')}
			columns={[
				{ label: t('review.tasks.what') },
				{ label: t('tasks.because') },
				{ label: t('tasks.since') },
				{ label: t('review.tasks.result') },
			]}
		>
			{rows.map((one) => (
				<Row key={one.id} link>
					<Cell main>
						<Link to={placeOf(one, mayRecompute)}>
							{word(`penalty.task.${one.kind}`)}{' '}
							{one.measure ? word(`measure.kind.${one.measure.kind}`) : one.caseNumber}
						</Link>
						{one.measure ? <span className="sub">{one.caseNumber}</span> : null}
					</Cell>
					<Cell label={t('tasks.because')}>{t(`tasks.because.${one.because}`, { number: one.causeNumber })}</Cell>
					<Cell label={t('tasks.since')} nowrap>
						{formats.moment(one.createdAt, today)}
					</Cell>
					<Cell label={t('review.tasks.result')}>
						{one.doneAt === null ? t('review.tasks.open') : <TaskResult result={one.result ?? ''} kind={one.kind} />}
						{one.doneAt === null ? null : (
							<span className="sub">
								{one.doneBy} {formats.moment(one.doneAt, today)}
							</span>
						)}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

/** Where the task is done, or was. */
function placeOf(one: TaskLine, mayRecompute: boolean): string {
	if (one.measure) return paths.measure(one.measure.id)
	return one.doneAt === null && mayRecompute ? paths.penaltyAct(one.caseId, 'recompute') : paths.penalty(one.caseId)
}
