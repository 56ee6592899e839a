import type { CaseView } from '#app/domain/penalty/views.ts'
import { localDateOf } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { type Step, Stepper } from '../stepper.tsx'

type Marked = { label: string; done: boolean; note?: string | undefined; returned?: boolean }

/** The procedure of domain 4 in nine steps; the first one that is not done is now, unless the case has ended. */
export function CaseSteps({ page }: { page: CaseView }) {
	const t = useT()
	const marks = useMarks(page)
	const ended = ['WAIVED', 'WITHDRAWN', 'REVOKED', 'LAPSED'].includes(page.state) || page.closedAt !== null
	const now = ended ? -1 : marks.findIndex((mark) => !mark.done)
	const steps = marks.map((mark, i): Step => {
		const state = mark.done ? (mark.returned ? 'returned' : 'done') : i === now ? 'now' : 'todo'
		return { label: mark.label, note: mark.note, state }
	})
	return <Stepper title={t('penalty.steps')} steps={steps} />
}

function useMarks(page: CaseView): Marked[] {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const { today } = page
	const day = (at: CaseView['checkedAt']) => (at === null ? '' : formats.day(localDateOf(at), today))
	const by = (at: CaseView['checkedAt'], name: string) => (at === null ? undefined : `${day(at)} ${name}`)
	const told = page.notices.find((one) => one.kind === 'pre-notice')
	const decision = page.notices.findLast((one) => one.kind === 'decision')
	const decideBy = page.clocks.find((one) => one.kind === 'penalty.decision')
	const defenceOver = page.decidedAt !== null || (page.servedAt !== null && page.defenceState !== 'OPEN')
	return [
		{ label: t('penalty.step.open'), done: true, note: by(page.openedAt, page.openedBy) },
		{ label: t('penalty.step.check'), done: page.checkedAt !== null, note: by(page.checkedAt, page.checkedBy) },
		{
			label: t('penalty.step.notice'),
			done: page.noticedAt !== null,
			note: told ? by(told.sentAt, told.number) : undefined,
		},
		{
			label: t('penalty.step.service'),
			done: page.servedAt !== null,
			note: told?.servedAt ? `${day(told.servedAt)} ${t(`notice.how.${told.servedHow ?? 'opened'}`)}` : undefined,
		},
		{
			label: t('penalty.step.defence'),
			done: defenceOver,
			note:
				page.defenceState === 'OPEN' && page.defenceDueOn
					? t('penalty.step.until', { day: formats.longDay(page.defenceDueOn, today) })
					: page.defenceState === 'NONE'
						? undefined
						: t(`penalty.defence.${page.defenceState}`),
		},
		{
			label: t('penalty.step.decision'),
			done: page.decidedAt !== null,
			note: decision
				? by(decision.sentAt, decision.number)
				: decideBy
					? t('penalty.step.by', { day: formats.day(decideBy.dueOn, today) })
					: undefined,
			returned: page.round > 1,
		},
		{
			label: t('penalty.step.review'),
			done: page.finalAt !== null,
			note:
				page.finalAt !== null
					? day(page.finalAt)
					: page.reviewDueOn
						? t('penalty.step.until', { day: formats.longDay(page.reviewDueOn, today) })
						: t('penalty.step.review-days'),
		},
		{
			label: t('penalty.step.settle'),
			done: page.settledAt !== null,
			note: page.settledAt !== null ? day(page.settledAt) : t('penalty.step.next-period'),
		},
		{
			label: t('penalty.step.plan'),
			done: page.plan?.state === 'STRUCK_OFF',
			note: page.plan ? word(`penalty.plan.${page.plan.state}`) : undefined,
		},
	]
}
