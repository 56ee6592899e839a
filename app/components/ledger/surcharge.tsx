import type { Surcharge } from '#app/domain/ledger/surcharge.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { SumTable } from '../sum-table.tsx'

/** The working of a late surcharge, line by line, with the cap when it was reached. */
export function SurchargeWorking({ surcharge }: { surcharge: Surcharge }) {
	const t = useT()
	const formats = useFormats()
	const rate = `${surcharge.perTenThousandDaily}/10000`
	return (
		<SumTable
			short
			caption={t('settlement.surcharge.working')}
			rows={[
				...surcharge.lines.map((line) => ({
					step: t('settlement.surcharge.days', { from: line.from, to: line.to, count: line.days }),
					why: t('settlement.surcharge.rate', { open: formats.money(line.openFen), rate, count: line.days }),
					result: '',
				})),
				...(surcharge.cappedAtFen === null
					? []
					: [{ step: t('settlement.surcharge.cap'), result: formats.money(surcharge.cappedAtFen) }]),
			]}
			total={{ label: t('ledger.kind.SURCHARGE'), value: formats.money(surcharge.fen) }}
		/>
	)
}
