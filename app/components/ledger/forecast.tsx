import type { Forecast } from '#app/domain/ledger/forecast.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { LightChip } from '../light.tsx'

const ROW = 30
/** Two drawings, so that the type stays 12 px on a phone (screens 7). */
const DRAWINGS = [
	{ width: 640, left: 96, right: 100, shown: 'ch only-wide' },
	{ width: 328, left: 64, right: 68, shown: 'ch only-phone' },
] as const

/** What the open cases would do to the deposit: three bars against the required amount, then the same in words. */
export function FloorForecast({ forecast }: { forecast: Forecast }) {
	const t = useT()
	const formats = useFormats()
	const { worst, expected, requiredFen, openFen, outstandingFen, sharePercent, historyCases } = forecast
	const money = (fen: number) => formats.money(fen)
	const required = money(requiredFen)
	const missing = expected.shortFen > 0 ? expected.shortFen : worst.shortFen
	const chip =
		expected.shortFen > 0
			? t('standing.forecast.short', { required })
			: worst.shortFen > 0
				? t('standing.forecast.short-worst', { required })
				: t('standing.forecast.fine', { required })
	return (
		<>
			<ForecastBars forecast={forecast} />
			<p className="mt3">
				<LightChip colour={expected.shortFen > 0 ? 'red' : worst.shortFen > 0 ? 'yellow' : 'green'} text={chip} />{' '}
				{missing > 0 ? t('standing.forecast.topup', { amount: money(missing) }) : null}
			</p>
			<p className="mt2">
				{t('standing.forecast.worst.text', {
					open: money(openFen),
					outstanding: money(outstandingFen),
					balance: money(worst.balanceFen),
				})}{' '}
				{worst.uncoveredFen > 0 ? t('standing.forecast.uncovered', { amount: money(worst.uncoveredFen) }) : null}
			</p>
			<p className="mt2">
				{sharePercent === null
					? t('standing.forecast.expected.unknown', { balance: money(expected.balanceFen) })
					: t('standing.forecast.expected.text', {
							percent: sharePercent,
							cases: historyCases,
							balance: money(expected.balanceFen),
						})}
			</p>
		</>
	)
}

function ForecastBars({ forecast }: { forecast: Forecast }) {
	const t = useT()
	const formats = useFormats()
	const { balanceFen, worst, expected, requiredFen } = forecast
	const rows = [
		{ label: t('standing.forecast.now'), fen: balanceFen, mark: 'ink' },
		{ label: t('standing.forecast.expected'), fen: expected.balanceFen, mark: 'mid' },
		{ label: t('standing.forecast.worst'), fen: worst.balanceFen, mark: 'soft' },
	]
	const text = rows.map((row) => `${row.label} ${formats.money(row.fen)}`)
	const floor = t('standing.forecast.required', { amount: formats.money(requiredFen) })
	const label = formats.list([...text, floor])
	return (
		<figure className="fig">
			{DRAWINGS.map((drawing) => (
				<Bars key={drawing.width} drawing={drawing} rows={rows} requiredFen={requiredFen} floor={floor} label={label} />
			))}
		</figure>
	)
}

type BarsProps = {
	drawing: (typeof DRAWINGS)[number]
	rows: readonly { label: string; fen: number; mark: string }[]
	requiredFen: number
	floor: string
	label: string
}

function Bars({ drawing, rows, requiredFen, floor, label }: BarsProps) {
	const formats = useFormats()
	const { width, left, right, shown } = drawing
	const most = Math.max(1, requiredFen, ...rows.map((row) => row.fen))
	const at = (fen: number) => left + Math.round(((width - left - right) * fen) / most)
	const height = rows.length * ROW + 24
	return (
		<svg viewBox={`0 0 ${width} ${height}`} className={shown} role="img" aria-label={label}>
			{rows.map((row, i) => (
				<g key={row.label}>
					<text x={left - 8} y={i * ROW + 19} textAnchor="end">
						{row.label}
					</text>
					<rect className={row.mark} x={left} y={i * ROW + 6} width={at(row.fen) - left} height={18} />
					<text className="hi" x={at(row.fen) + 6} y={i * ROW + 19}>
						{formats.money(row.fen)}
					</text>
				</g>
			))}
			<line className="tgt" x1={at(requiredFen)} x2={at(requiredFen)} y1={0} y2={rows.length * ROW + 4} />
			<text className="tgtx" x={at(requiredFen)} y={height - 6} textAnchor="middle">
				{floor}
			</text>
		</svg>
	)
}
