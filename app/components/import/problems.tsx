import type { RowProblem } from '#app/domain/import/problems.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'

export type ShownProblem = RowProblem & { readonly letters: string }

const anchor = (problem: ShownProblem) => `r${problem.row}${problem.letters}`

/** The first things to correct, each a link to its row; first on the page, as the summary of a form is. */
export function ProblemSummary({ problems, count }: { problems: readonly ShownProblem[]; count: number }) {
	const t = useT()
	const { count: figures } = useFormats()
	const first = problems.slice(0, 4)
	return (
		<div className="errsum" role="alert" tabIndex={-1} aria-labelledby="import-errors">
			<h2 id="import-errors">
				<Icon name="stop" />
				{t('import.sum.title', { count, n: figures(count) })}
			</h2>
			<ul>
				{first.map((problem, i) => (
					<li key={i}>
						<a href={`#${anchor(problem)}`}>
							{t('import.sum.item', {
								row: problem.row,
								column: problem.column,
								problem: t(`import.problem.${problem.kind}`, problem.params),
							})}
						</a>
					</li>
				))}
				{count > first.length ? (
					<li>
						<a href="#rows">{t('import.sum.more', { n: figures(count - first.length) })}</a>
					</li>
				) : null}
			</ul>
		</div>
	)
}

/** Where it is, what stands there, what is wrong, what to do; rows and columns are those of the spreadsheet. */
export function ProblemTable({ caption, problems }: { caption: string; problems: readonly ShownProblem[] }) {
	const t = useT()
	const labels = {
		column: t('import.col.column'),
		value: t('import.col.value'),
		problem: t('import.col.problem'),
		cure: t('import.col.cure'),
	}
	const columns = [t('import.col.place'), labels.column, labels.value, labels.problem, labels.cure]
	return (
		<Table id="rows" caption={caption} columns={columns.map((label) => ({ label }))}>
			{problems.map((problem, i) => (
				<Row key={i} id={anchor(problem)}>
					<Cell main nowrap>
						<b>{t('import.row', { row: problem.row })}</b>{' '}
						{problem.letters ? (
							<span className="muted">{t('import.letters', { letters: problem.letters })}</span>
						) : null}
					</Cell>
					<Cell label={labels.column}>{problem.column}</Cell>
					<Cell label={labels.value}>
						<span className="mono">{problem.value === '' ? t('import.empty') : problem.value}</span>
					</Cell>
					<Cell label={labels.problem}>
						<span className={problem.fatal ? 'badtext' : undefined}>
							<Icon name={problem.fatal ? 'x' : 'warn'} size="s" />{' '}
							{t(`import.problem.${problem.kind}`, problem.params)}
						</span>
					</Cell>
					<Cell label={labels.cure}>{t(`import.cure.${problem.kind}`)}</Cell>
				</Row>
			))}
		</Table>
	)
}
