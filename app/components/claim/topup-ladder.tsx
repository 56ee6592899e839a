import type { TopupState } from '#app/domain/claim/topup.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Stepper } from '../stepper.tsx'

type LadderShown = {
	readonly state: TopupState
	readonly noticedAt: Instant
	readonly dueOn: LocalDate
	readonly suspendOn: LocalDate
	readonly businessOffAt: Instant | null
	readonly suspensionAt: Instant | null
	readonly endedAt: Instant | null
	readonly today: LocalDate
}

/** The notice's ladder with its dates: what was, what is, what would come. */
export function TopupLadder({ view }: { view: LadderShown }) {
	const t = useT()
	const formats = useFormats()
	const { state, noticedAt, dueOn, suspendOn, businessOffAt, suspensionAt, endedAt, today } = view
	const ended = endedAt !== null
	return (
		<Stepper
			title={t('topup.ladder')}
			steps={[
				{ label: t('topup.step.notice'), note: formats.moment(noticedAt, today), state: 'done' },
				{
					label: t('topup.step.due'),
					note: formats.day(dueOn, today),
					state: state === 'NOTICED' ? 'now' : 'done',
				},
				...(ended && businessOffAt === null
					? []
					: [
							{
								label: t('topup.step.off'),
								note: businessOffAt ? formats.moment(businessOffAt, today) : '',
								state:
									businessOffAt === null
										? ('todo' as const)
										: state === 'OVERDUE'
											? ('now' as const)
											: ('done' as const),
							},
						]),
				...(ended && suspensionAt === null
					? []
					: [
							{
								label: t('topup.step.suspend'),
								note: formats.day(suspendOn, today),
								state: suspensionAt === null ? ('todo' as const) : ended ? ('done' as const) : ('now' as const),
							},
						]),
				{
					label: t('topup.step.end'),
					note: endedAt ? formats.moment(endedAt, today) : '',
					state: ended ? 'done' : 'todo',
				},
			]}
		/>
	)
}
