import type { PlanStepView } from '#app/domain/desk/views.ts'
import type { PlanState } from '#app/domain/plan/plan.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import { type Step, Stepper } from '../stepper.tsx'

const ORDER: readonly PlanState[] = ['TO_SUBMIT', 'IN_APPROVAL', 'IN_WORK', 'IN_VERIFICATION', 'STRUCK_OFF']

/** Where the plan stands in the procedure of domain 4.1; a return shows on the step it goes back to. */
export function PlanStepper({
	state,
	returnedFrom,
}: {
	state: PlanState
	returnedFrom: 'APPROVAL' | 'VERIFICATION' | null
}) {
	const t = useT()
	const at = state === 'RETURNED' ? (returnedFrom === 'VERIFICATION' ? 2 : 0) : ORDER.indexOf(state)
	const steps = ORDER.map((one, i): Step => {
		const label = t(`plan.state.${one}`)
		if (state === 'CANCELLED') return { label, state: 'todo' }
		if (i < at || state === 'STRUCK_OFF') return { label, state: 'done' }
		if (i > at) return { label, state: 'todo' }
		return state === 'RETURNED' ? { label, note: t('plan.state.RETURNED'), state: 'now' } : { label, state: 'now' }
	})
	return <Stepper title={t('plan.procedure')} steps={steps} />
}

/** The steps with owner, date and proof. */
export function StepTable({ steps, today }: { steps: readonly PlanStepView[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (steps.length === 0) return <p className="muted">{t('plan.steps.none')}</p>
	const columns = [
		{ label: t('plan.col.what') },
		{ label: t('plan.col.owner') },
		{ label: t('plan.col.due') },
		{ label: t('plan.col.proof') },
		{ label: t('plan.col.done') },
	]
	return (
		<Table caption={t('ledger.table', { title: t('plan.steps') })} columns={columns}>
			{steps.map((step) => (
				<Row key={step.id}>
					<Cell main>
						{step.no}. {step.what}
					</Cell>
					<Cell label={t('plan.col.owner')}>{step.owner}</Cell>
					<Cell label={t('plan.col.due')} nowrap>
						{formats.day(step.dueOn, today)}
					</Cell>
					<Cell label={t('plan.col.proof')}>{step.proof || t('plan.proof.none')}</Cell>
					<Cell label={t('plan.col.done')}>
						{step.doneAt ? (
							<StateBadge kind="done">{formats.moment(step.doneAt, today)}</StateBadge>
						) : (
							<StateBadge kind="todo">{t('plan.step.open')}</StateBadge>
						)}
					</Cell>
				</Row>
			))}
		</Table>
	)
}
