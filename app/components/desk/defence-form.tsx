import { useEffect, useState } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { Button } from '#app/ui/button.tsx'
import { TextArea } from '../field.tsx'
import type { FieldValues } from '../form-result.ts'

const FEW = 3
const MOST = 20

type Rows = {
	readonly count: number
	readonly labels: Readonly<Record<string, string>>
	readonly add: (() => void) | null
}

/** The numbered arguments of a reply: three at first, as many as were typed, more with a button. */
export function useArgumentRows(of: {
	/** Arguments that were sent before: the numbers go on. */
	before: number
	values: FieldValues
	revision: number
}): Rows {
	const t = useT()
	const typed = Object.keys(of.values).flatMap((name) => {
		const hit = /^argument\.(\d{1,2})$/.exec(name)
		return hit ? [Number(hit[1]) + 1] : []
	})
	const least = Math.min(MOST, Math.max(of.before > 0 ? 1 : FEW, ...typed))
	const [more, setMore] = useState(0)
	const [ready, setReady] = useState(false)
	// biome-ignore lint/correctness/useExhaustiveDependencies: a draft that comes back brings its own rows
	useEffect(() => setMore(0), [of.revision])
	useEffect(() => setReady(true), [])
	const count = Math.min(MOST, least + more)
	const label = (i: number) => t('desk.defence.argument', { no: of.before + i + 1 })
	const labels = Object.fromEntries(Array.from({ length: count }, (_, i) => [`argument.${i}`, label(i)]))
	return {
		count,
		labels: { ...labels, argument: label(0) },
		add: ready && count < MOST ? () => setMore((now) => now + 1) : null,
	}
}

export function DefenceArguments({ rows }: { rows: Rows }) {
	const t = useT()
	return (
		<>
			{Array.from({ length: rows.count }, (_, i) => (
				<TextArea
					key={i}
					name={`argument.${i}`}
					max={2000}
					short={i > 0}
					optional={i > 0}
					hint={i === 0 ? t('desk.defence.hint') : undefined}
				/>
			))}
			{rows.add ? (
				<p className="mt3">
					<Button small icon="plus" onClick={rows.add}>
						{t('desk.defence.add')}
					</Button>
				</p>
			) : null}
		</>
	)
}
