import type { NoticeKind, SubjectKind } from '#app/domain/case/events.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import type { DueRung } from '#app/domain/ladder/ladder.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { RungAudience } from '#app/domain/policy/policy.ts'
import type { Instant } from '#app/domain/time.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

/** What the ladder has to know of whatever a clock belongs to. */
export type Standing = {
	/** Orders have a ladder per level. */
	readonly level?: Urgency
	/** Start, the last return or the last change of the date: rungs at or before it are not ahead. */
	readonly since: Instant
	readonly subject: { readonly kind: SubjectKind; readonly id: string }
	/** What every sentence about it names. */
	readonly params: Readonly<Record<string, string | number>>
	readonly kindOf: (rung: DueRung) => { readonly kind: NoticeKind; readonly variant?: string }
	readonly people: (audience: RungAudience) => Promise<readonly string[]>
	/** What else a rung writes, in its transaction: the chase log, the written notice. `told` are names. */
	readonly also?: (tx: Tx, rung: DueRung, told: readonly string[]) => Promise<void>
}

/** One per kind of subject. `find` gives null when nobody is waited for: then nothing is said. */
export type LadderSubject = {
	readonly kinds: readonly ClockKind[]
	readonly find: (ctx: Ctx, handle: Handle, clock: StoredClock) => Promise<Standing | null>
}
