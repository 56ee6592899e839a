import { orderTaskBackSchema, orderTaskChangeSchema, orderTaskSchema } from '#app/domain/order/act-forms.schema.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import { DateField } from '../date-field.tsx'
import { TextArea } from '../field.tsx'
import { SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { BackLink } from './act-frame.tsx'

type Task = {
	readonly id: string
	readonly departmentName: string
	readonly task: string
	readonly due_on: LocalDate
	readonly result: string | null
	readonly done_at: Instant | null
	readonly overdue_at: Instant | null
	readonly taken_back_at: Instant | null
	readonly taken_back_reason: string | null
}
type Order = { readonly id: string; readonly version: number; readonly today: LocalDate }

export function useTaskForms(result: FormResult | undefined) {
	const t = useT()
	const words = { task: t('order.tasks.task'), dueOn: t('order.tasks.due') }
	const add = useActForm(orderTaskSchema, {
		labels: { departmentId: t('order.tasks.department'), ...words },
		intent: 'add',
		prefix: 'add',
		result,
	})
	const change = useActForm(orderTaskChangeSchema, {
		labels: { assistId: t('order.tasks.which'), ...words, reason: t('order.tasks.reason') },
		intent: 'change',
		prefix: 'change',
		result,
	})
	const back = useActForm(orderTaskBackSchema, {
		labels: { assistId: t('order.tasks.which'), reason: t('order.tasks.reason') },
		intent: 'back',
		prefix: 'back',
		result,
	})
	return { add, change, back }
}
type Forms = ReturnType<typeof useTaskForms>

/** Every task of the order with its own date, its own lateness and what came of it. */
export function TaskList({ tasks, today }: { tasks: readonly Task[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (tasks.length === 0) return <p className="second">{t('order.tasks.none')}</p>
	const columns = ['department', 'task', 'due', 'state'] as const
	return (
		<Section id="tasks" title={t('order.tasks.list')}>
			<Table caption={t('order.tasks.list')} columns={columns.map((name) => ({ label: t(`order.tasks.${name}`) }))}>
				{tasks.map((task) => (
					<Row key={task.id}>
						<Cell main>{task.departmentName}</Cell>
						<Cell label={t('order.tasks.task')}>
							{task.task}
							{task.result ? <span className="sub">{task.result}</span> : null}
						</Cell>
						<Cell label={t('order.tasks.due')} nowrap>
							{formats.day(task.due_on, today)}
						</Cell>
						<Cell label={t('order.tasks.state')}>
							<TaskState task={task} today={today} />
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

function TaskState({ task, today }: { task: Task; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const late = task.overdue_at === null ? null : <StateBadge kind="returned">{t('order.tasks.state.late')}</StateBadge>
	if (task.taken_back_at !== null) {
		return (
			<>
				{t('order.tasks.state.back', { reason: task.taken_back_reason ?? '' })} {late}
			</>
		)
	}
	return (
		<>
			{task.done_at === null
				? t('order.tasks.state.open')
				: t('order.tasks.state.done', { at: formats.moment(task.done_at, today) })}{' '}
			{late}
		</>
	)
}

type AddProps = {
	form: Forms['add']
	order: Order
	departments: readonly { readonly id: string; readonly name: string }[]
}

export function AddTask({ form, order, departments }: AddProps) {
	const t = useT()
	return (
		<Section id="add-form" title={t('order.tasks.add')}>
			<ActForm form={form} version={order.version} labelledBy="add-form">
				<SelectField name="departmentId" options={departments.map(({ id, name }) => ({ value: id, label: name }))} />
				<TextArea name="task" max={1000} short />
				<DateField name="dueOn" hint={t('order.tasks.due.hint')} />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.tasks.add')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</Section>
	)
}

const options = (tasks: readonly Task[]) =>
	tasks.map(({ id, departmentName, task }) => ({ value: id, label: `${departmentName} ${task}`.slice(0, 60) }))

type OpenProps<Form> = { form: Form; order: Order; tasks: readonly Task[] }

export function ChangeTask({ form, order, tasks }: OpenProps<Forms['change']>) {
	const t = useT()
	return (
		<Section id="change-form" title={t('order.tasks.change')}>
			<ActForm form={form} version={order.version} labelledBy="change-form">
				<SelectField name="assistId" options={options(tasks)} />
				<TextArea name="task" max={1000} short />
				<DateField name="dueOn" hint={t('order.tasks.due.hint')} />
				<TextArea name="reason" hint={t('order.tasks.reason.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="plain">{t('order.tasks.change')}</SubmitButton>
				</div>
			</ActForm>
		</Section>
	)
}

export function TakeBackTask({ form, order, tasks }: OpenProps<Forms['back']>) {
	const t = useT()
	return (
		<Section id="back-form" title={t('order.tasks.back')}>
			<ActForm form={form} version={order.version} labelledBy="back-form">
				<SelectField name="assistId" options={options(tasks)} />
				<TextArea name="reason" hint={t('order.tasks.reason.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="danger">{t('order.tasks.back')}</SubmitButton>
				</div>
			</ActForm>
		</Section>
	)
}
