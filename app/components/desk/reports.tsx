import type { SelfReportState } from '#app/domain/desk/self-report.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { StateBadge, type StateKind } from '../badge.tsx'
import { WorkList } from '../work-list.tsx'

const KIND: Record<SelfReportState, StateKind> = { RECEIVED: 'wait', TAKEN_UP: 'done', DECLINED: 'ended' }

export function SelfReportBadge({ state }: { state: SelfReportState }) {
	const t = useT()
	return <StateBadge kind={KIND[state]}>{t(`self-report.state.${state}`)}</StateBadge>
}

type Line = {
	readonly id: string
	readonly number: string
	readonly state: SelfReportState
	readonly matter: string
	readonly occurredOn: LocalDate
	readonly outletName: string
}

/** The dealer's own reports. */
export function DeskReports({ reports, today }: { reports: readonly Line[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	return (
		<WorkList
			items={reports.map((one) => ({
				to: paths.deskReport(one.id),
				title: one.matter,
				sub: t('self-report.sub', {
					number: one.number,
					outlet: one.outletName,
					day: formats.day(one.occurredOn, today),
				}),
				end: <SelfReportBadge state={one.state} />,
			}))}
		/>
	)
}
