import { scaleBand, scaleLinear } from 'd3-scale'
import { Drawing, px } from './figure.tsx'

export type AgeBar = {
	readonly label: string
	readonly calm: number
	readonly yellow: number
	readonly red: number
}

const ROW = 40
const BAR = 24

type Props = { id: string; width: 560 | 328; bars: readonly AgeBar[]; sentence: string }

/** Bars of open orders by age: plain for those in time, hatched for yellow, ink for red. */
export function AgeChart({ id, width, bars, sentence }: Props) {
	const left = 78
	const most = Math.max(1, ...bars.map(({ calm, yellow, red }) => calm + yellow + red))
	const x = scaleLinear()
		.domain([0, most])
		.range([0, width - left - 40])
	const height = bars.length * ROW + 22
	const y = scaleBand<number>()
		.domain(bars.map((_, i) => i))
		.range([4, bars.length * ROW + 4])
	return (
		<Drawing id={id} width={width} height={height} sentence={sentence}>
			<defs>
				<pattern id={`${id}-hatch`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
					<line className="hatch" x1={0} y1={0} x2={0} y2={6} />
				</pattern>
			</defs>
			{bars.map(({ label, calm, yellow, red }, i) => {
				const top = px((y(i) ?? 0) + (ROW - BAR) / 2)
				const [a, b, c] = [px(x(calm)), px(x(yellow)), px(x(red))]
				return (
					<g key={label}>
						<text x={left - 8} y={top + 17} textAnchor="end">
							{label}
						</text>
						{calm > 0 ? <rect className="soft" x={left} y={top} width={a} height={BAR} /> : null}
						{yellow > 0 ? (
							<rect className="hb" x={px(left + a)} y={top} width={b} height={BAR} fill={`url(#${id}-hatch)`} />
						) : null}
						{red > 0 ? <rect className="ink" x={px(left + a + b)} y={top} width={c} height={BAR} /> : null}
						<text className="hi" x={px(left + a + b + c + 8)} y={top + 17}>
							{calm + yellow + red}
						</text>
					</g>
				)
			})}
			<line className="ax" x1={left} x2={left} y1={4} y2={height - 10} />
		</Drawing>
	)
}
