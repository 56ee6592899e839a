import type { OrderState } from '#app/domain/order/order.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Formats } from '#app/i18n/format.ts'
import type { T } from '#app/i18n/messages.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { type Step, Stepper } from '../stepper.tsx'

export type StepsProps = {
	readonly state: OrderState
	readonly today: LocalDate
	readonly draftedAt: Instant
	readonly issuedAt: Instant | null
	readonly acknowledgedAt: Instant | null
	readonly dueOn: LocalDate | null
	readonly completedAt: Instant | null
	readonly observeUntil: LocalDate | null
	readonly struckOffAt: Instant | null
	readonly assessedAt: Instant | null
	readonly feedbacks: readonly {
		readonly submitted_at: Instant
		readonly judged_at: Instant | null
		readonly outcome: string
	}[]
}

type Words = { readonly t: T; readonly formats: Formats; readonly today: LocalDate }

function noteOf({ formats, today }: Words, at: Instant | null): string | undefined {
	return at === null ? undefined : formats.moment(at, today)
}

function draftSteps(words: Words, order: StepsProps): Step[] {
	const { t } = words
	const waits = order.state === 'PENDING_APPROVAL'
	return [
		{ label: t('order.step.draft'), note: noteOf(words, order.draftedAt), state: waits ? 'done' : 'now' },
		{ label: t('order.step.approval'), state: waits ? 'now' : 'todo' },
		{ label: t('order.step.issue'), state: 'todo' },
		{ label: t('order.step.acknowledge'), state: 'todo' },
		{ label: t('order.step.feedback'), state: 'todo' },
	]
}

/** First feedback, each return, the feedback after it. */
function feedbackSteps(words: Words, order: StepsProps, working: boolean): Step[] {
	const { t, formats, today } = words
	const steps = order.feedbacks.flatMap((feedback, i): Step[] => [
		{
			label: t(i === 0 ? 'order.step.first-feedback' : 'order.step.feedback-again'),
			note: noteOf(words, feedback.submitted_at),
			state: 'done',
		},
		...(feedback.outcome === 'RETURNED'
			? [{ label: t('order.step.returned'), note: noteOf(words, feedback.judged_at), state: 'returned' as const }]
			: []),
	])
	const waiting = order.feedbacks.at(-1)?.outcome
	const ended = order.state === 'WITHDRAWN' || order.state === 'MERGED'
	if (ended || waiting === 'PENDING' || waiting === 'ACCEPTED') return steps
	const late = order.dueOn !== null && order.dueOn < today
	const day = order.dueOn === null ? undefined : formats.day(order.dueOn, today)
	const note = day === undefined ? undefined : t(late ? 'order.step.past' : 'order.step.until', { day })
	const label = t(steps.length === 0 ? 'order.step.feedback' : 'order.step.feedback-again')
	return [...steps, { label, note, state: working ? 'now' : 'todo' }]
}

function issuedSteps(words: Words, order: StepsProps): Step[] {
	const { t, formats, today } = words
	const { state } = order
	const ended = state === 'WITHDRAWN' || state === 'MERGED'
	const working = ['ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED'].includes(state)
	const observed =
		order.observeUntil === null ? undefined : t('order.step.observe', { day: formats.day(order.observeUntil, today) })
	const rest: Step[] = ended
		? [{ label: t(`order.state.${state}`), state: 'now' }]
		: [
				{
					label: t('order.step.complete'),
					note: noteOf(words, order.completedAt),
					state: order.completedAt ? 'done' : state === 'SUBMITTED' ? 'now' : 'todo',
				},
				{
					label: t('order.step.strike-off'),
					note: noteOf(words, order.struckOffAt) ?? observed ?? t('order.step.strike-off.note'),
					state: order.struckOffAt ? 'done' : state === 'COMPLETED' ? 'now' : 'todo',
				},
				{
					label: t('order.step.assess'),
					note: noteOf(words, order.assessedAt),
					state: order.assessedAt ? 'done' : state === 'STRUCK_OFF' ? 'now' : 'todo',
				},
			]
	return [
		{ label: t('order.step.issue'), note: noteOf(words, order.issuedAt), state: 'done' },
		{
			label: t('order.step.acknowledge'),
			note: noteOf(words, order.acknowledgedAt),
			state: order.acknowledgedAt ? 'done' : ended ? 'todo' : 'now',
		},
		...feedbackSteps(words, order, working),
		...rest,
	]
}

/** The procedure of domain 5.2, with the returns that happened. */
export function OrderSteps({ order }: { order: StepsProps }) {
	const t = useT()
	const words = { t, formats: useFormats(), today: order.today }
	const steps = order.issuedAt === null ? draftSteps(words, order) : issuedSteps(words, order)
	return <Stepper title={t('order.procedure')} steps={steps} />
}
