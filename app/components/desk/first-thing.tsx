import type { DeskCaseLine, DeskPlanLine } from '#app/domain/desk/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { MessageKey } from '#app/i18n/messages.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Answer } from '../dealer-page.tsx'
import { DeadlineMark, useName } from './words.tsx'

type Props = { cases: readonly DeskCaseLine[]; plans: readonly DeskPlanLine[]; today: LocalDate }

/** What is to be done first, with the days left and one button: the soonest of everything that waits. */
export function FirstThing({ cases, plans, today }: Props) {
	const t = useT()
	const formats = useFormats()
	const first = useFirst({ cases, plans, today })
	if (!first) return null
	const { deadline } = first
	return (
		<>
			<Answer
				items={[
					{ label: t('desk.home.first'), value: first.text },
					...(deadline
						? [
								{
									label: t('desk.answer.until'),
									value: (
										<>
											<DeadlineMark deadline={deadline} />
											<br />
											{t('desk.bar.until', { day: formats.longDay(deadline.dueOn, today) })}
										</>
									),
								},
							]
						: []),
				]}
			/>
			<p className="mt3">
				<ButtonLink to={first.to} variant="primary">
					{t(first.label)}
				</ButtonLink>
			</p>
		</>
	)
}

type First = {
	readonly text: string
	readonly to: string
	readonly label: MessageKey
	readonly deadline: DeskCaseLine['deadline']
}

/** What is late goes before what has not been read, and that before what has days left. */
function isSooner(plan: DeskPlanLine, one: DeskCaseLine): boolean {
	if (!plan.deadline) return false
	return one.deadline ? plan.deadline.dueOn < one.deadline.dueOn : plan.deadline.left < 0
}

function useFirst({ cases, plans }: Props): First | null {
	const t = useT()
	const formats = useFormats()
	const name = useName()
	const [one, plan] = [cases[0], plans[0]]
	if (plan && (!one || isSooner(plan, one))) {
		const what = t(`desk.plan.turn.${plan.state}`, { type: name(plan.typeNames) })
		const text = t('desk.home.first.plan-text', { outlet: plan.outletName, what })
		return { text, to: paths.deskPlan(plan.id), label: 'desk.home.first.plan', deadline: plan.deadline }
	}
	if (!one) return null
	const params = { outlet: one.outletName, type: name(one.typeNames), amount: formats.money(one.amountFen) }
	const to = paths.deskCase(one.id)
	if (one.waitsFor === 'defence' || one.waitsFor === 'review')
		return {
			text: t(`desk.home.first.${one.waitsFor}`, params),
			to,
			label: 'desk.home.first.answer',
			deadline: one.deadline,
		}
	return { text: t('desk.home.first.notice', params), to, label: 'desk.home.first.open', deadline: null }
}
