import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { Drawing, px } from './figure.tsx'

export type RatePoint = { readonly label: string; readonly short: string; readonly tenths: number | null }

const TOP = 18
const BASE = 192
const HEIGHT = 230
const STEP = 50

/** '88.0%' */
export const rateText = (tenths: number) => `${Math.trunc(tenths / 10)}.${tenths % 10}%`

/** The lowest line of the scale: a multiple of 5% below every point and the target, at most 95%. */
function floorOf(points: readonly RatePoint[], target: number): number {
	const lowest = Math.min(target, ...points.flatMap(({ tenths }) => tenths ?? []))
	return Math.max(0, Math.floor((lowest - 1) / STEP) * STEP)
}

/** Lines of the scale: every 5% while there is room, else every 10% or 25%. */
function ticksOf(floor: number): number[] {
	const span = 1000 - floor
	const step = span <= 250 ? STEP : span <= 500 ? 2 * STEP : 5 * STEP
	const first = Math.ceil(floor / step) * step
	return Array.from({ length: Math.floor((1000 - first) / step) + 1 }, (_, i) => first + i * step)
}

type Props = {
	id: string
	width: 560 | 328
	points: readonly RatePoint[]
	target: number
	targetText: string
	sentence: string
}

/** The on-time rate by month, ink on paper; the one red dotted line is the target. Months without orders are gaps. */
export function RateChart({ id, width, points, target, targetText, sentence }: Props) {
	const wide = width === 560
	const [left, right] = [40, wide ? 486 : 320]
	const x = scalePoint<number>()
		.domain(points.map((_, i) => i))
		.range([left, right])
	const floor = floorOf(points, target)
	const y = scaleLinear().domain([floor, 1000]).range([BASE, TOP])
	const at = points.map((point, i) => ({ ...point, x: px(x(i) ?? left), y: px(y(point.tenths ?? floor)) }))
	const known = at.filter(({ tenths }) => tenths !== null)
	const path = line<(typeof at)[number]>()
		.defined(({ tenths }) => tenths !== null)
		.x((point) => point.x)
		.y((point) => point.y)(at)
	const first = known[0]
	const last = known.at(-1)
	return (
		<Drawing id={id} width={width} height={HEIGHT} sentence={sentence}>
			{ticksOf(floor).map((tick) => (
				<g key={tick}>
					<line className="gr" x1={left} x2={right} y1={px(y(tick))} y2={px(y(tick))} />
					<text x={left - 6} y={px(y(tick)) + 4} textAnchor="end">
						{tick / 10}%
					</text>
				</g>
			))}
			<line className="tgt" x1={left} x2={right} y1={px(y(target))} y2={px(y(target))} />
			<text className="tgtx" x={wide ? right + 6 : left + 4} y={px(y(target)) + (wide ? 18 : -6)}>
				{targetText}
			</text>
			{path ? <path className="ln" d={path} /> : null}
			{known.map((point) => (
				<circle key={point.label} className="dot" cx={point.x} cy={point.y} r={3} />
			))}
			{first?.tenths != null && first !== last ? (
				<text className="hi" x={first.x + 2} y={Math.min(first.y + 20, BASE - 4)}>
					{rateText(first.tenths)}
				</text>
			) : null}
			{last?.tenths != null ? (
				<text
					className="hi"
					x={wide ? Math.min(last.x + 6, right + 6) : last.x}
					y={wide ? last.y : last.y - 12}
					textAnchor={wide ? 'start' : 'end'}
				>
					{rateText(last.tenths)}
				</text>
			) : null}
			{at.map((point, i) =>
				wide || i % 2 === 0 ? (
					<text key={point.label} x={point.x} y={220} textAnchor="middle">
						{point.short}
					</text>
				) : null,
			)}
		</Drawing>
	)
}
