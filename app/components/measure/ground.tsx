import { Link } from '@remix-run/react'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'

type Named = { readonly id: string; readonly name: string }
type Props = {
	page: {
		readonly outlet: Named | null
		readonly dealer: Named
		readonly penalty: { readonly id: string; readonly number: string }
		readonly cause: string | null
		readonly threshold: number
		readonly points: number
		readonly beginsOn: LocalDate | null
		readonly endsOn: LocalDate | null
		readonly decidedBy: string | null
		readonly decidedAt: Instant | null
		readonly reason: string | null
		readonly today: LocalDate
	}
}

/** On whom a measure falls, why, from when to when, and who decided it. */
export function MeasureGround({ page }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const target = page.outlet ? (
		<Link to={paths.outlet(page.outlet.id)}>{page.outlet.name}</Link>
	) : (
		<Link to={paths.dealer(page.dealer.id)}>{page.dealer.name}</Link>
	)
	const decided = page.decidedAt ? formats.moment(page.decidedAt, page.today) : ''
	return (
		<Section id="why" title={t('measure.why')}>
			<Facts
				items={[
					{ label: t('measure.target'), value: target },
					{
						label: t('measure.case'),
						value: <Link to={paths.penalty(page.penalty.id)}>{page.penalty.number}</Link>,
					},
					page.cause !== null && { label: t('measure.cause'), value: word(`measure.cause.${page.cause}`) },
					page.threshold > 0 && {
						label: t('measure.threshold'),
						value: t('measure.threshold.text', { at: page.threshold, now: page.points }),
					},
					page.beginsOn !== null && { label: t('measure.begins'), value: formats.fullDay(page.beginsOn) },
					page.endsOn !== null && { label: t('measure.ends'), value: formats.fullDay(page.endsOn) },
					page.decidedBy !== null && { label: t('measure.decided-by'), value: `${page.decidedBy} ${decided}` },
					page.reason !== null && { label: t('measure.reason'), value: page.reason },
				]}
			/>
		</Section>
	)
}
