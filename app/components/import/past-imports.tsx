import type { Instant } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Empty } from '../empty.tsx'

export type PastImport = {
	readonly id: string
	readonly fileName: string
	readonly at: Instant
	readonly by: string
	readonly created: {
		readonly outlets: number
		readonly inspections: number
		readonly findings: number
		readonly penalties: number
	}
}

export function PastImports({ runs }: { runs: readonly PastImport[] }) {
	const t = useT()
	const formats = useFormats()
	if (runs.length === 0)
		return (
			<Empty level={3} title={t('import.past.none')}>
				{t('import.past.none.why')}
			</Empty>
		)
	const written = ({ outlets, inspections, findings, penalties }: PastImport['created']) => ({
		outlets: formats.count(outlets),
		inspections: formats.count(inspections),
		findings: formats.count(findings),
		penalties: formats.count(penalties),
	})
	const labels = { when: t('import.col.when'), by: t('import.col.by'), created: t('import.col.created') }
	const columns = [t('import.col.file'), labels.when, labels.by, labels.created]
	return (
		<Table caption={t('import.past')} columns={columns.map((label) => ({ label }))}>
			{runs.map((run) => (
				<Row key={run.id}>
					<Cell main>{run.fileName}</Cell>
					<Cell label={labels.when} nowrap>
						{formats.moment(run.at)}
					</Cell>
					<Cell label={labels.by}>{run.by}</Cell>
					<Cell label={labels.created}>{t('import.created', written(run.created))}</Cell>
				</Row>
			))}
		</Table>
	)
}
