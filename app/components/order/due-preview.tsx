import type { DueDate, DueStep } from '#app/domain/due-date.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { closingTime } from '../due/due-words.ts'
import { WhyDate } from '../due/why-date.tsx'
import { Facts } from '../facts.tsx'

type Shown = Pick<DueDate, 'dueOn' | 'dueAt' | 'rawDueOn' | 'provisional'> & { readonly steps: readonly DueStep[] }

export type Preview = {
	readonly urgency: Urgency
	readonly raised: boolean
	readonly handle: Shown
	readonly acknowledge: Shown
	readonly statutory: Shown | null
}

/** The dates that the order would get now, with why. */
export function DuePreviewFacts({ preview, today }: { preview: Preview | null; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (!preview) return <p className="sm muted">{t('due.preview.none')}</p>
	const { handle, acknowledge, statutory } = preview
	const at = (date: LocalDate, moment: Instant) =>
		`${formats.longDay(date, today)} ${closingTime(formats, date, moment)}`
	return (
		<>
			<Facts
				items={[
					{
						label: t('due.preview.handle'),
						value: (
							<>
								<b>{at(handle.dueOn, handle.dueAt)}</b>
								{handle.provisional ? <span className="prov"> {t('ui.provisional')}</span> : null}
							</>
						),
					},
					{ label: t('due.preview.ack'), value: at(acknowledge.dueOn, acknowledge.dueAt) },
					statutory !== null && {
						label: t('due.preview.statutory'),
						value: formats.longDay(statutory.rawDueOn, today),
					},
				]}
			/>
			{preview.raised ? (
				<p className="sm mt2">{t('due.preview.raised', { urgency: t(`order.urgency.${preview.urgency}`) })}</p>
			) : null}
			<WhyDate due={handle} steps={handle.steps} today={today} />
		</>
	)
}
