import type { DeskCaseView } from '#app/domain/desk/views.ts'
import { isLocalDate, type LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Section } from '../page-head.tsx'
import { Timeline } from '../timeline.tsx'

/** How the case stands: what comes next with its date, then what happened. */
export function CaseCourse({ view, today }: { view: DeskCaseView; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (view.course.length === 0) return null
	return (
		<Section id="course" title={t('desk.course')}>
			{view.next.length > 0 ? (
				<>
					<h3 className="strong">{t('desk.course.next')}</h3>
					<ul className="read">
						{view.next.map((step) => (
							<li key={step.kind}>
								{t(`desk.next.${step.kind}`)}{' '}
								{step.on ? (
									<span className="nowrap second">
										{t('desk.next.until', { day: formats.longDay(step.on, today) })}
									</span>
								) : null}
							</li>
						))}
					</ul>
					<h3 className="strong mt4">{t('desk.course.done')}</h3>
				</>
			) : null}
			<Timeline
				today={today}
				items={view.course.map((step) => {
					const until = step.params?.until
					const day = typeof until === 'string' && isLocalDate(until) ? { until: formats.longDay(until, today) } : {}
					return { at: step.at, title: t(`desk.course.${step.kind}`, { ...step.params, ...day }) }
				})}
			/>
		</Section>
	)
}
