import type { NoticeBody } from '#app/domain/penalty/notice-body.ts'
import type { WorkingLine } from '#app/domain/penalty/working.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { workingRow } from '#app/i18n/working-row.ts'
import { type SumRow, SumTable } from '../sum-table.tsx'

type Told = Pick<
	NoticeBody,
	'working' | 'factors' | 'priors' | 'severity' | 'shareReason' | 'units' | 'unit' | 'clause'
>

/** The arithmetic of a notice in the reader's language; the double rule closes it. */
export function Working({ told, total }: { told: Told; total: { label: string; fen: number } }) {
	const t = useT()
	const formats = useFormats()
	const row = useWorkingRow(told)
	const rows = told.working.flatMap((line) => row(line) ?? [])
	return (
		<SumTable
			caption={t('desk.working.caption')}
			rows={rows}
			total={{ label: total.label, value: formats.money(total.fen) }}
		/>
	)
}

/** One line of the arithmetic in words; also for documents. */
export function useWorkingRow(told: Told): (line: WorkingLine) => SumRow | null {
	const words = { t: useT(), word: useDynamicT(), formats: useFormats() }
	return (line) => workingRow(told, words, line)
}
