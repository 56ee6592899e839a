/** A share as a bar with the goal as a line; the width is an attribute, so no style is needed. */
export function MeterBar({ tenths, goal, label }: { tenths: number; goal?: number | undefined; label: string }) {
	return (
		<svg className="meter" viewBox="0 0 1000 80" preserveAspectRatio="none" role="img" aria-label={label}>
			<rect className="bar" x={0} y={0} width={tenths} height={80} />
			{goal === undefined ? null : <rect className="goal" x={goal - 6} y={0} width={12} height={80} />}
		</svg>
	)
}
