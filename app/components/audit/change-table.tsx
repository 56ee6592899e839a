import type { Change } from '#app/domain/audit/changes.ts'
import { useT } from '#app/i18n/use-t.ts'
import { More } from '#app/ui/details.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import type { AuditWords } from './use-words.ts'

type ChangesProps = {
	changes: readonly Change[]
	subjectKind: string
	words: AuditWords
	/** Names the table for those who cannot see which event it belongs to. */
	caption: string
}

/** What an event changed, folded: field, before, after. */
export function Changes({ changes, subjectKind, words, caption }: ChangesProps) {
	const t = useT()
	if (changes.length === 0) return null
	const columns = [{ label: t('audit.field') }, { label: t('audit.before') }, { label: t('audit.after') }]
	return (
		<More summary={t('audit.changes.count', { count: changes.length })}>
			<Table caption={caption} columns={columns} tight>
				{changes.map((change) => (
					<Row key={change.field}>
						<Cell main>{words.field(change.field)}</Cell>
						<Cell label={t('audit.before')} muted>
							{words.value(change, change.before, subjectKind)}
						</Cell>
						<Cell label={t('audit.after')}>{words.value(change, change.after, subjectKind)}</Cell>
					</Row>
				))}
			</Table>
		</More>
	)
}
