import { GateList } from '#app/components/gate.tsx'
import type { ReadChange } from '#app/domain/calendar-year/change.ts'
import type { Remark } from '#app/domain/calendar-year/reading.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'

/** The lines of what was typed, each with what is wrong or noteworthy beside it. */
export function ReadLines({ rows }: { readonly rows: ReadChange['rows'] }) {
	const t = useT()
	const columns = [
		{ label: t('calchange.line'), num: true },
		{ label: t('calchange.line.text') },
		{ label: t('calchange.line.read') },
		{ label: t('calchange.line.remark') },
	]
	return (
		<Table caption={t('calchange.lines')} columns={columns}>
			{rows.map((row, i) => (
				<Row key={i} on={row.remarks.some(({ level }) => level === 'fault')}>
					<Cell label={t('calchange.line')} num>
						{row.line}
					</Cell>
					<Cell label={t('calchange.line.text')} main>
						{row.text}
					</Cell>
					<Cell label={t('calchange.line.read')}>{row.days.length === 0 ? '—' : <Days days={row.days} />}</Cell>
					<Cell label={t('calchange.line.remark')}>
						<Remarks remarks={row.remarks} read={row.days.length > 0} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}

function Days({ days }: { readonly days: ReadChange['rows'][number]['days'] }) {
	const t = useT()
	const off = days.filter(({ kind }) => kind === 'off')
	const work = days.filter(({ kind }) => kind === 'work')
	const span = off.length > 1 ? `${off[0]?.date} – ${off.at(-1)?.date}` : (off[0]?.date ?? '')
	return (
		<>
			{off.length > 0 ? <div>{t('calchange.off', { days: span, count: off.length })}</div> : null}
			{work.length > 0 ? <div>{t('calchange.work', { days: work.map(({ date }) => date).join('、') })}</div> : null}
		</>
	)
}

function Remarks({ remarks, read }: { readonly remarks: readonly Remark[]; readonly read: boolean }) {
	const t = useT()
	const say = useDynamicT()
	if (remarks.length === 0) return <span className="muted">{read ? t('calchange.line.ok') : '—'}</span>
	return (
		<ul className="stack-l">
			{remarks.map((remark, i) => (
				<li key={i} className={remark.level === 'fault' ? 'badtext' : 'second'}>
					{remark.level === 'fault' ? <Icon name="x" size="s" /> : null}{' '}
					{say(`calchange.remark.${remark.code}`, remark.params)}
				</li>
			))}
		</ul>
	)
}

/** The conditions of the whole change. */
export function ReadChecks({ checks }: { readonly checks: ReadChange['checks'] }) {
	const say = useDynamicT()
	const t = useT()
	const conditions = checks.map((check) => ({
		ok: check.ok,
		text: say(`calchange.check.${check.code}${check.ok ? '' : '.no'}`, check.params),
		...(check.soft === true && !check.ok ? { help: t('calchange.check.soft') } : {}),
	}))
	return <GateList id="checks" conditions={conditions} />
}
