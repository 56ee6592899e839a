/** How much of a whole is done; `label` is read out. */
export function Progress({
	value,
	max,
	label,
	id,
}: {
	value: number
	max: number
	label: string
	id?: string | undefined
}) {
	return (
		<progress id={id} max={max} value={value} aria-label={label}>
			{value}/{max}
		</progress>
	)
}

type MeterProps = { percent: number; label: string; goal?: number | undefined; bad?: boolean | undefined }

/** A bar in a table; drawn as svg because widths may not be inline styles. `goal` is the seal-red mark, in percent. */
export function Meter({ percent, label, goal, bad }: MeterProps) {
	const width = Math.max(0, Math.min(100, percent))
	return (
		<svg className="meter" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
			<rect className={bad ? 'bar bar--bad' : 'bar'} width={width} height="8" />
			{goal === undefined ? null : <rect className="goal" x={goal} width="0.8" height="8" />}
		</svg>
	)
}
