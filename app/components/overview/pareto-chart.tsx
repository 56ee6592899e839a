import { scaleBand, scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { Drawing, px } from './figure.tsx'

export type ParetoBar = { readonly label: string; readonly n: number }

const WIDTH = 1120
const [LEFT, RIGHT, TOP, BASE] = [50, 1070, 16, 284]
const QUARTERS = [0, 1, 2, 3, 4] as const

/** The share of the first `i + 1` bars in whole percent, cut. */
export function sharesOf(bars: readonly ParetoBar[]): number[] {
	const all = bars.reduce((sum, { n }) => sum + n, 0)
	let sum = 0
	return bars.map(({ n }) => {
		sum += n
		return all === 0 ? 0 : Math.floor((sum * 100) / all)
	})
}

/** A name as long as its bar has room for; the table has the whole. A Chinese character is as wide as two letters. */
function cut(label: string, bars: number): string {
	const room = Math.floor(145 / Math.max(1, bars))
	let width = 0
	const kept = [...label].filter((char) => {
		width += char > '\u2e7f' ? 2 : 1
		return width <= room
	})
	return kept.length < [...label].length ? `${kept.join('').trimEnd()}…` : label
}

/** Bars by size and the running share; the first `ink` of them, of which the title speaks, in ink. Wide screens only. */
export function ParetoChart({
	id,
	bars,
	ink,
	sentence,
}: {
	id: string
	bars: readonly ParetoBar[]
	ink: number
	sentence: string
}) {
	const all = bars.reduce((sum, { n }) => sum + n, 0)
	const shares = sharesOf(bars)
	const x = scaleBand<number>()
		.domain(bars.map((_, i) => i))
		.range([LEFT, RIGHT])
		.padding(0.34)
	const y = scaleLinear()
		.domain([0, Math.max(1, all)])
		.range([BASE, TOP])
	const middle = (i: number) => px((x(i) ?? 0) + x.bandwidth() / 2)
	let sum = 0
	const points = bars.map(({ n }, i): [number, number] => {
		sum += n
		return [middle(i), px(y(sum))]
	})
	return (
		<Drawing id={id} width={WIDTH} height={330} sentence={sentence}>
			{QUARTERS.map((q) => (
				<g key={q}>
					<line className="gr" x1={LEFT} x2={RIGHT} y1={px(y((all * q) / 4))} y2={px(y((all * q) / 4))} />
					<text x={LEFT - 6} y={px(y((all * q) / 4)) + 4} textAnchor="end">
						{Math.round((all * q) / 4)}
					</text>
					<text x={RIGHT + 6} y={px(y((all * q) / 4)) + 4}>
						{q * 25}%
					</text>
				</g>
			))}
			{bars.map(({ label, n }, i) => (
				<g key={label}>
					<rect
						className={i < ink ? 'ink' : 'soft'}
						x={px(x(i) ?? 0)}
						y={px(y(n))}
						width={px(x.bandwidth())}
						height={px(BASE - y(n))}
					/>
					<text className="hi" x={middle(i)} y={px(y(n)) - (i === 0 ? 12 : 7)} textAnchor="middle">
						{n}
					</text>
					<text x={middle(i)} y={308} textAnchor="middle">
						{cut(label, bars.length)}
					</text>
				</g>
			))}
			<path className="ln2" d={line()(points) ?? ''} />
			{points.map(([cx, cy], i) => (
				<g key={bars[i]?.label}>
					<circle className="dot" cx={cx} cy={cy} r={3} />
					{i > 0 && i < points.length - 1 && cy > TOP + 8 ? (
						<text className={i === ink - 1 ? 'hi' : undefined} x={cx} y={cy - 10} textAnchor="middle">
							{shares[i]}%
						</text>
					) : null}
				</g>
			))}
		</Drawing>
	)
}
