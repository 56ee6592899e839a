import type { Limit } from '#app/domain/due-date.ts'
import type { Ladder, Rung } from '#app/domain/policy/policy.ts'
import type { PolicyDifference, PolicyLine, PolicyValue } from '#app/domain/policy/policy-rows.ts'
import type { T } from '#app/i18n/messages.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'

const two = (n: number) => String(n).padStart(2, '0')

function limitWords(t: T, { amount, unit }: Limit): string {
	return t(`policy.limit.${unit}`, { count: amount })
}

function valueWords(t: T, value: PolicyValue): string {
	switch (value.kind) {
		case 'limit':
			return limitWords(t, value.limit)
		case 'minute':
			return `${two(Math.floor(value.minute / 60))}:${two(value.minute % 60)}`
		case 'count':
			return t(`policy.count.${value.unit}`, { count: value.n })
		case 'text':
			return value.text
	}
}

function lineName(t: T, line: Pick<PolicyLine, 'name' | 'level'>): string {
	const name = t(`policy.line.${line.name}`)
	return line.level === null ? name : t('policy.line.of', { level: t(`order.urgency.${line.level}`), name })
}

/** Every number of a version. */
export function PolicyLines({ lines }: { readonly lines: readonly PolicyLine[] }) {
	const t = useT()
	const columns = [{ label: t('policy.col.what') }, { label: t('policy.col.value') }]
	return (
		<Table caption={t('policy.lines')} columns={columns} tight>
			{lines.map((line, i) => (
				<Row key={i}>
					<Cell label={t('policy.col.what')} main>
						{lineName(t, line)}
					</Cell>
					<Cell label={t('policy.col.value')}>{valueWords(t, line.value)}</Cell>
				</Row>
			))}
		</Table>
	)
}

/** What differs: before and after beside each other. */
export function PolicyDifferences({ lines }: { readonly lines: readonly PolicyDifference[] }) {
	const t = useT()
	const columns = [{ label: t('policy.col.what') }, { label: t('policy.col.before') }, { label: t('policy.col.after') }]
	return (
		<Table caption={t('policy.changes')} columns={columns}>
			{lines.map((line, i) => (
				<Row key={i}>
					<Cell label={t('policy.col.what')} main>
						{lineName(t, line)}
					</Cell>
					<Cell label={t('policy.col.before')} muted>
						{valueWords(t, line.before)}
					</Cell>
					<Cell label={t('policy.col.after')}>
						<b>{valueWords(t, line.after)}</b>
					</Cell>
				</Row>
			))}
		</Table>
	)
}

function whenWords(t: T, { from, offset, atTime }: Rung): string {
	const span = limitWords(t, { ...offset, amount: Math.abs(offset.amount) })
	const side = offset.amount === 0 ? 'on' : offset.amount < 0 ? 'before' : 'after'
	const when = t(`policy.rung.${from}.${side}`, { span })
	return atTime === undefined ? when : t('policy.rung.at', { when, time: atTime })
}

/** Each ladder: for which deadlines, and who is told when. */
export function Ladders({ ladders }: { readonly ladders: readonly Ladder[] }) {
	const t = useT()
	const formats = useFormats()
	const columns = [{ label: t('policy.rung.when') }, { label: t('policy.rung.to') }, { label: t('policy.rung.as') }]
	return (
		<>
			{ladders.map((ladder, i) => {
				const kinds = formats.list(ladder.kinds.map((kind) => t(`clock.${kind}`)))
				const levels = ladder.levels?.map((level) => t(`order.urgency.${level}`))
				const title = levels ? t('policy.ladder.of', { kinds, levels: formats.list(levels) }) : kinds
				return (
					<section key={i} aria-labelledby={`ladder-${i}`} className="mt4">
						<div className="sec-h">
							<h3 id={`ladder-${i}`}>{title}</h3>
						</div>
						<Table caption={title} columns={columns} tight>
							{ladder.rungs.map((rung) => (
								<Row key={rung.code}>
									<Cell label={t('policy.rung.when')} main>
										{whenWords(t, rung)}
									</Cell>
									<Cell label={t('policy.rung.to')}>{formats.list(rung.to.map((who) => t(`policy.to.${who}`)))}</Cell>
									<Cell label={t('policy.rung.as')}>{t(`policy.as.${rung.as}`)}</Cell>
								</Row>
							))}
						</Table>
					</section>
				)
			})}
		</>
	)
}
