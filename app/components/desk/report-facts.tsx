import type { SelfReportView } from '#app/domain/desk/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Facts } from '../facts.tsx'

type Props = {
	report: Pick<
		SelfReportView,
		'outletName' | 'matter' | 'occurredOn' | 'units' | 'facts' | 'affected' | 'refund' | 'reportedAt'
	>
	today: LocalDate
	/** For staff: who of the dealer's people reported. */
	by?: string | undefined
}

/** What a report says, in the dealer's words. */
export function ReportFacts({ report, today, by }: Props) {
	const t = useT()
	const formats = useFormats()
	return (
		<Facts
			items={[
				{ label: t('self-report.outlet'), value: report.outletName },
				{ label: t('self-report.matter'), value: report.matter },
				{ label: t('self-report.occurred'), value: formats.longDay(report.occurredOn, today) },
				{ label: t('self-report.units'), value: formats.count(report.units) },
				{ label: t('self-report.facts'), value: report.facts },
				report.affected.length > 0 && { label: t('self-report.affected'), value: formats.list(report.affected) },
				{ label: t('self-report.refund'), value: t(`self-report.refund.${report.refund}`) },
				{ label: t('self-report.at'), value: formats.moment(report.reportedAt, today) },
				by ? { label: t('self-report.by'), value: by } : null,
			]}
		/>
	)
}
