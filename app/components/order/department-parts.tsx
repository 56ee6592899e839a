import { Link } from '@remix-run/react'
import type { Light } from '#app/domain/light.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { ClockChip } from '../clock-chip.tsx'
import { Due } from '../light.tsx'
import { Section } from '../page-head.tsx'

type Load = {
	readonly handlerId: string | null
	readonly name: string | null
	readonly running: number
	readonly red: number
	readonly yellow: number
	readonly nextDueAt: Instant | null
}

/** Who of the department has what. */
export function DepartmentLoad({
	page,
}: {
	page: { readonly id: string; readonly today: LocalDate; readonly load: readonly Load[] }
}) {
	const t = useT()
	const formats = useFormats()
	const heads = [
		t('department.handler'),
		t('overview.figure.running'),
		t('board.light.red'),
		t('board.light.yellow'),
		t('department.next'),
	]
	const list = (handler: string, light?: 'red' | 'yellow') =>
		paths.orders({ view: 'running', department: page.id, handler, light })
	return (
		<Section id="load" title={t('department.load')} sub={t('department.load.sub')}>
			<Table caption={t('department.load')} tight columns={heads.map((label, i) => ({ label, num: i > 0 && i < 4 }))}>
				{page.load.map(({ handlerId, name, running, red, yellow, nextDueAt }) => {
					const count = (n: number, light?: 'red' | 'yellow') =>
						handlerId === null ? formats.count(n) : <Link to={list(handlerId, light)}>{formats.count(n)}</Link>
					return (
						<Row key={handlerId ?? ''}>
							<Cell main>{name ?? t('department.unsigned')}</Cell>
							<Cell label={heads[1]} num>
								{count(running)}
							</Cell>
							<Cell label={heads[2]} num>
								{count(red, 'red')}
							</Cell>
							<Cell label={heads[3]} num>
								{count(yellow, 'yellow')}
							</Cell>
							<Cell label={heads[4]}>
								{nextDueAt ? <Due date={localDateOf(nextDueAt)} today={page.today} /> : null}
							</Cell>
						</Row>
					)
				})}
			</Table>
		</Section>
	)
}

type Assist = {
	readonly id: string
	readonly task: string
	readonly dueOn: LocalDate
	readonly orderId: string
	readonly number: string | null
	readonly title: string
	readonly lead: string
	readonly light: Light
}

/** Tasks in orders of other departments. */
export function DepartmentAssists({
	page,
}: {
	page: { readonly today: LocalDate; readonly assists: readonly Assist[] }
}) {
	const t = useT()
	const heads = [
		t('order.col.light'),
		t('board.column.due'),
		t('board.column.matter'),
		t('department.task'),
		t('department.lead'),
	]
	return (
		<Section id="assists" title={t('department.assists')}>
			{page.assists.length === 0 ? (
				<p className="second">{t('department.assists.none')}</p>
			) : (
				<Table caption={t('department.assists')} tight columns={heads.map((label) => ({ label }))}>
					{page.assists.map((task) => (
						<Row key={task.id} link>
							<Cell label={heads[0]}>
								<ClockChip light={task.light} short />
							</Cell>
							<Cell label={heads[1]} nowrap>
								<Due date={task.dueOn} today={page.today} />
							</Cell>
							<Cell main>
								<Link to={paths.order(task.orderId)}>{task.title}</Link>
								<span className="sub">{task.number}</span>
							</Cell>
							<Cell label={heads[3]}>{task.task}</Cell>
							<Cell label={heads[4]}>{task.lead}</Cell>
						</Row>
					))}
				</Table>
			)}
		</Section>
	)
}

type Extension = {
	readonly id: string
	readonly askedAt: Instant
	readonly reason: string
	readonly state: 'PENDING' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN'
	readonly orderId: string
	readonly number: string | null
	readonly title: string
}
const STATE = { PENDING: 'pending', GRANTED: 'granted', REFUSED: 'refused', WITHDRAWN: 'withdrawn' } as const

/** Extensions that the department has asked for lately. */
export function DepartmentExtensions({
	page,
}: {
	page: { readonly today: LocalDate; readonly extensions: readonly Extension[] }
}) {
	const t = useT()
	const formats = useFormats()
	const heads = [
		t('department.extension.asked'),
		t('board.column.matter'),
		t('order.reason'),
		t('department.extension.state'),
	]
	return (
		<Section id="extensions" title={t('department.extensions')}>
			{page.extensions.length === 0 ? (
				<p className="second">{t('department.extensions.none')}</p>
			) : (
				<Table caption={t('department.extensions')} tight columns={heads.map((label) => ({ label }))}>
					{page.extensions.map((asked) => (
						<Row key={asked.id} link>
							<Cell label={heads[0]} nowrap>
								{formats.moment(asked.askedAt, page.today)}
							</Cell>
							<Cell main>
								<Link to={paths.order(asked.orderId)}>{asked.title}</Link>
								<span className="sub">{asked.number}</span>
							</Cell>
							<Cell label={heads[2]}>{asked.reason}</Cell>
							<Cell label={heads[3]}>{t(`department.extension.${STATE[asked.state]}`)}</Cell>
						</Row>
					))}
				</Table>
			)}
		</Section>
	)
}
