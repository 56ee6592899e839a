import { useT } from '#app/i18n/use-t.ts'
import { cx } from '#app/ui/class-name.ts'

/** A consequence: reached at `at` points. */
export type Rung = { at: number; label: string }

type LadderProps = {
	/** Points in force: solid cells. */
	solid: number
	/** Points of open cases: hatched cells, never added to the solid ones. */
	pending: number
	rungs: readonly Rung[]
	size?: number | undefined
	/** Words under the ladder. */
	solidNote?: string | undefined
	pendingNote?: string | undefined
}

/** The points ladder; consequences stand under the cell where they begin to bite. */
export function Ladder({ solid, pending, rungs, size = 18, solidNote, pendingNote }: LadderProps) {
	const t = useT()
	const stateOf = (cell: number) => (cell < solid ? 'on' : cell < solid + pending ? 'pend' : undefined)
	return (
		<>
			<div className="ladder" role="img" aria-label={t('ui.ladder', { size, solid, pending })}>
				{Array.from({ length: size }, (_, cell) => (
					<i key={cell} className={stateOf(cell)} />
				))}
			</div>
			<div className="ladder">
				{rungs.map((rung, i) => (
					<span key={rung.at} className={cx(`w${rung.at - (rungs[i - 1]?.at ?? 0)}`, solid >= rung.at && 'hit')}>
						<b>{t('ui.ladder.points', { n: rung.at })}</b>
						{rung.label}
					</span>
				))}
			</div>
			{solidNote || pendingNote ? (
				<p className="key mt3">
					{solidNote ? (
						<span>
							<i className="on" />
							{solidNote}
						</span>
					) : null}
					{pendingNote ? (
						<span>
							<i className="pend" />
							{pendingNote}
						</span>
					) : null}
				</p>
			) : null}
		</>
	)
}
