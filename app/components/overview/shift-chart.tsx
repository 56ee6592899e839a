import { scaleLinear } from 'd3-scale'
import { Drawing, px } from './figure.tsx'
import { rateText } from './rate-chart.tsx'

export type ShiftRow = { readonly label: string; readonly before: number | null; readonly after: number | null }

const ROW = 38
const STEPS = [50, 100, 200, 500] as const

type Props = { id: string; width: 560 | 328; rows: readonly ShiftRow[]; sentence: string }

/** First half of a period against its second half, in tenths of a percent: hollow is before, solid is after. */
export function ShiftChart({ id, width, rows, sentence }: Props) {
	const left = width === 560 ? 140 : 92
	const right = width - 48
	const most = Math.max(50, ...rows.flatMap(({ before, after }) => [before ?? 0, after ?? 0]))
	const step = STEPS.find((one) => most / one <= 4) ?? 500
	const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step)
	const x = scaleLinear()
		.domain([0, ticks.at(-1) ?? most])
		.range([left, right])
	const height = rows.length * ROW + 40
	return (
		<Drawing id={id} width={width} height={height} sentence={sentence}>
			{ticks.map((tick) => (
				<g key={tick}>
					<line className="gr" x1={px(x(tick))} x2={px(x(tick))} y1={8} y2={height - 30} />
					<text x={px(x(tick))} y={height - 12} textAnchor="middle">
						{tick / 10}%
					</text>
				</g>
			))}
			{rows.map(({ label, before, after }, i) => {
				const y = 26 + i * ROW
				const [from, to] = [before === null ? null : px(x(before)), after === null ? null : px(x(after))]
				return (
					<g key={label}>
						<text className={i === 0 ? 'hi' : undefined} x={left - 10} y={y + 4} textAnchor="end">
							{label}
						</text>
						{from !== null && to !== null ? (
							<line className="bx" x1={from} x2={to} y1={y} y2={y} strokeWidth={1.5} />
						) : null}
						{from === null || before === null ? null : (
							<>
								<circle className="dot" cx={from} cy={y} r={5} />
								<text
									x={to !== null && from < to ? from - 10 : from + 10}
									y={y + 4}
									textAnchor={to !== null && from < to ? 'end' : 'start'}
								>
									{rateText(before).replace('%', '')}
								</text>
							</>
						)}
						{to === null || after === null ? null : (
							<>
								<circle className="ink" cx={to} cy={y} r={5.5} />
								<text
									className="hi"
									x={from !== null && to <= from ? to - 10 : to + 10}
									y={y + 4}
									textAnchor={from !== null && to <= from ? 'end' : 'start'}
								>
									{rateText(after).replace('%', '')}
								</text>
							</>
						)}
					</g>
				)
			})}
		</Drawing>
	)
}
