import { type ClauseChange, changesByPart } from '#app/domain/penalty/rulebook-diff.ts'
import { useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Section } from '../page-head.tsx'
import { type TypeNames, useClauseWords } from './use-clause-words.ts'

/** What differs, clause by clause, part after part. */
export function ChangeTables({ changes, names }: { changes: readonly ClauseChange[]; names: TypeNames }) {
	const t = useT()
	const words = useClauseWords(names)
	const columns = [{ label: t('rulebook.clause') }, { label: t('rulebook.before') }, { label: t('rulebook.after') }]
	return (
		<>
			{changesByPart(changes).map((group) => {
				const title = t(`rulebook.part.${group.part}`)
				return (
					<Section key={group.part} id={`c-${group.part}`} title={title}>
						<Table caption={title} columns={columns}>
							{group.changes.map((one) => (
								<Row key={one.key}>
									<Cell main>{words.label(one)}</Cell>
									<Cell label={t('rulebook.before')}>
										<del>{words.value(one.input, one.before)}</del>
									</Cell>
									<Cell label={t('rulebook.after')}>
										<ins>{words.value(one.input, one.after)}</ins>
									</Cell>
								</Row>
							))}
						</Table>
					</Section>
				)
			})}
		</>
	)
}
