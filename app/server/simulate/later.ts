import type { Outcome } from '#app/domain/refusal.ts'
import type { Stage } from './stage.ts'

const MINUTE = 60_000

/** Plans an act on a whole minute; what the product refuses has not happened, and nothing follows from it. */
export function laterDo<T>(
	stage: Stage,
	after: number,
	act: () => Promise<Outcome<T>>,
	then: (value: T) => unknown,
): void {
	const at = Math.floor((stage.world.now() + Math.max(MINUTE, after)) / MINUTE) * MINUTE
	stage.agenda.add(at, async () => {
		const outcome = await act()
		if (!outcome.ok) return stage.refused(outcome.error.rule)
		await then(outcome.value)
	})
}
