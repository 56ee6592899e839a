import { assessment } from '#app/domain/order/assessment.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { AssessmentValues } from '#app/domain/penalty/rulebook-parts.schema.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Section } from '../page-head.tsx'
import { SumTable } from '../sum-table.tsx'
import { pointsText } from './words.tsx'

type Assessed = {
	readonly urgency: Urgency
	readonly overdueAt: Instant | null
	readonly returnedCount: number
	readonly assessedReturns: number
	readonly recurred: boolean
	readonly acknowledgedAt: Instant | null
	readonly ackDueAt: Instant | null
	readonly submittedAt: Instant | null
	readonly dueAt: Instant | null
	readonly dueOn: LocalDate | null
	readonly assessmentValues: AssessmentValues
}

/** What the order counts for its department before the question of recurrence is answered. */
export function AssessmentLines({ order }: { order: Assessed }) {
	const t = useT()
	const formats = useFormats()
	const { lines, totalTenths } = assessment(
		{ ...order, returnCount: order.assessedReturns, reopenCount: order.returnedCount - order.assessedReturns },
		order.recurred,
		order.assessmentValues,
	)
	const points = (tenths: number) => pointsText(formats, tenths)
	return (
		<Section id="lines" title={t('order.assessment')}>
			<SumTable
				caption={t('order.assessment')}
				rows={lines.map((line) => ({
					step: t(`order.assessment.${line.rule}`, { count: line.count, points: points(line.tenths) }),
					result: points(line.tenths),
				}))}
				total={{ label: t('order.assessment.sum'), value: points(totalTenths) }}
				short
			/>
		</Section>
	)
}
