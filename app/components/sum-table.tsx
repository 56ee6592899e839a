import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'

export type SumRow = { step: ReactNode; op?: string | undefined; why?: ReactNode | undefined; result: ReactNode }

type SumTableProps = {
	caption: string
	rows: readonly SumRow[]
	total: { label: ReactNode; value: ReactNode }
	/** Three columns without operation and head: for balances. */
	short?: boolean | undefined
}

/** An amount with its working; the accountant's double rule closes it. */
export function SumTable({ caption, rows, total, short }: SumTableProps) {
	const t = useT()
	return (
		<table className="sum">
			<caption className="vh">{caption}</caption>
			{short ? null : (
				<thead>
					<tr>
						<th scope="col">{t('ui.sum.step')}</th>
						<th scope="col">{t('ui.sum.op')}</th>
						<th scope="col">{t('ui.sum.why')}</th>
						<th scope="col">{t('ui.sum.result')}</th>
					</tr>
				</thead>
			)}
			<tbody>
				{rows.map((row, i) => (
					<tr key={i}>
						<th scope="row">
							{row.step}
							{row.op ? <span className="op"> {row.op}</span> : null}
						</th>
						{short ? null : <td className="op">{row.op}</td>}
						<td className="why">{row.why}</td>
						<td>{row.result}</td>
					</tr>
				))}
			</tbody>
			<tfoot>
				<tr>
					<th scope="row" colSpan={short ? 2 : 3}>
						{total.label}
					</th>
					<td>{total.value}</td>
				</tr>
			</tfoot>
		</table>
	)
}
