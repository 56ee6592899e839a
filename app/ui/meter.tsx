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
