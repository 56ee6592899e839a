import type { DeskCaseLine, DeskPlanLine } from '#app/domain/desk/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { StateBadge, type StateKind } from '../badge.tsx'
import { WorkList } from '../work-list.tsx'
import { DeadlineMark, useName } from './words.tsx'

const CASE_KIND: Partial<Record<DeskCaseLine['state'], StateKind>> = {
	PRE_NOTICED: 'wait',
	DEFENCE: 'wait',
	DECIDED: 'run-2',
	SERVED: 'wait',
	REVIEW: 'run-3',
	REVIEWED: 'run-3',
	FINAL: 'run-3',
	SETTLED: 'done',
	CLOSED: 'done',
	REVOKED: 'ended',
}

export function DeskCaseBadge({ state }: { state: DeskCaseLine['state'] }) {
	const t = useT()
	return <StateBadge kind={CASE_KIND[state] ?? 'ended'}>{t(`desk.state.${state}`)}</StateBadge>
}

const PLAN_KIND: Record<DeskPlanLine['state'], StateKind> = {
	TO_SUBMIT: 'todo',
	IN_APPROVAL: 'run-1',
	IN_WORK: 'run-2',
	IN_VERIFICATION: 'run-3',
	RETURNED: 'returned',
	STRUCK_OFF: 'done',
	CANCELLED: 'ended',
}

export function PlanBadge({ state }: { state: DeskPlanLine['state'] }) {
	const t = useT()
	return <StateBadge kind={PLAN_KIND[state]}>{t(`plan.state.${state}`)}</StateBadge>
}

/** Cases of the desk; the end of the line is the time left, or the state. */
export function DeskCases({ cases, today }: { cases: readonly DeskCaseLine[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const name = useName()
	return (
		<WorkList
			items={cases.map((one) => ({
				to: paths.deskCase(one.id),
				title: name(one.typeNames),
				sub: t('desk.case.sub', {
					number: one.number,
					outlet: one.outletName,
					day: formats.day(one.occurredOn, today),
					amount: formats.money(one.amountFen),
				}),
				end: one.deadline ? (
					<DeadlineMark deadline={one.deadline} />
				) : one.waitsFor === 'open' ? (
					<StateBadge kind="todo">{t('desk.unopened')}</StateBadge>
				) : (
					<DeskCaseBadge state={one.state} />
				),
			}))}
		/>
	)
}

export function DeskPlans({ plans, today }: { plans: readonly DeskPlanLine[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const name = useName()
	return (
		<WorkList
			items={plans.map((plan) => ({
				to: paths.deskPlan(plan.id),
				title: t(`desk.plan.turn.${plan.state}`, { type: name(plan.typeNames) }),
				sub: plan.dueOn
					? t('desk.plan.sub', { number: plan.number, outlet: plan.outletName, day: formats.day(plan.dueOn, today) })
					: `${plan.number} ${plan.outletName}`,
				end: plan.deadline ? <DeadlineMark deadline={plan.deadline} /> : <PlanBadge state={plan.state} />,
			}))}
		/>
	)
}
