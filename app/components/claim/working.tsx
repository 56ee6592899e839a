import type { ClawbackCause } from '#app/domain/claim/clawback.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { SumTable } from '../sum-table.tsx'

/** How many records and how much: the rule of the claw-back as lines. */
export function ClawbackWorking({
	cause,
	total,
	bad,
	allowed,
	claimed,
	count,
	amountFen,
	cancelledFen,
}: {
	cause: ClawbackCause
	total: number
	bad: number
	allowed: number
	claimed: number
	count: number
	amountFen: number
	cancelledFen: number
}) {
	const t = useT()
	const formats = useFormats()
	const n = (value: number) => formats.count(value)
	return (
		<SumTable
			caption={t('claim.working')}
			rows={[
				{ step: t('claim.working.total'), result: n(total) },
				{ step: t('claim.working.bad'), result: n(bad), why: t(`claim.cause.${cause}`) },
				...(cause === 'SIM_FARMING' && allowed < bad
					? [{ step: t('claim.working.allowed'), op: '−', result: n(allowed) }]
					: []),
				...(claimed > 0 ? [{ step: t('claim.working.claimed'), op: '−', result: n(claimed) }] : []),
				{ step: t('claim.working.records'), op: '=', result: n(count) },
				...(cancelledFen > 0 ? [{ step: t('claim.col.cancelled'), result: formats.money(cancelledFen) }] : []),
			]}
			total={{ label: t('claim.working.amount'), value: formats.money(amountFen) }}
		/>
	)
}
