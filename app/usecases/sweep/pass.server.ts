import { CLOCK_KINDS, type ClockKind } from '#app/domain/clock.ts'
import type { Instant } from '#app/domain/time.ts'
import { dueClocks, type StoredClock } from '#db/queries/clocks.server.ts'
import { clocksToLookAt, type LookedClock, sentRungs } from '#db/queries/reminders.server.ts'
import type { Ctx, Deps } from '../context.server.ts'
import { lookAt, noteLooks, sendRung } from '../ladder/climb.server.ts'
import { type Due, doTogether } from './batch.server.ts'
import { effects } from './effects.ts'
import { point } from './halt.ts'
import type { Tries } from './tries.server.ts'

const PAGE = 500
/** Effects of one run; what is left is taken up by the next, which begins at once. */
const MOST = 5000

const effectOf = new Map<ClockKind, (typeof effects)[number]>(
	effects.flatMap((effect) => effect.kinds.map((kind) => [kind, effect] as const)),
)
const SWEPT = CLOCK_KINDS.filter((kind) => effectOf.has(kind))

export type Passed = { readonly clocks: number; readonly reminders: number; readonly more: boolean }

function inOrder(a: Due, b: Due): number {
	if (a.at !== b.at) return a.at < b.at ? -1 : 1
	if (a.order !== b.order) return a.order - b.order
	return a.clockId < b.clockId ? -1 : a.clockId > b.clockId ? 1 : 0
}

/**
 * Deadlines that have passed and rungs that are due, in the order of their moments: a deadline before the rungs that
 * follow it, however long nobody has looked.
 */
export async function passTime(deps: Deps, ctx: Ctx, tries: Tries): Promise<Passed> {
	let [clocks, reminders] = [0, 0]
	let [afterDue, afterLook]: [StoredClock | undefined, LookedClock | undefined] = [undefined, undefined]
	for (let [moreDue, moreLooks] = [true, true]; moreDue || moreLooks; ) {
		if (clocks + reminders >= MOST) return { clocks, reminders, more: true }
		const due: readonly StoredClock[] = moreDue
			? await dueClocks(ctx.read, ctx.now, PAGE, SWEPT, afterDue, ctx.actor.branchId)
			: []
		const looked: readonly LookedClock[] = moreLooks
			? await clocksToLookAt(ctx.read, ctx.actor.branchId, ctx.now, PAGE, afterLook)
			: []
		const list: Due[] = due.flatMap((clock) => passage(tries, clock, () => (clocks += 1)))
		const looks = await rungsOf(ctx, tries, looked, list, () => (reminders += 1))
		await doTogether(deps, ctx, tries, list.sort(inOrder))
		await noteLooks(ctx, looks())
		await point(deps, 'looks.noted')
		afterDue = due.at(-1) ?? afterDue
		afterLook = looked.at(-1) ?? afterLook
		moreDue = due.length === PAGE
		moreLooks = looked.length === PAGE
	}
	return { clocks, reminders, more: false }
}

function passage(tries: Tries, clock: StoredClock, count: () => void): Due[] {
	if (tries.waits('clock', clock.id)) return []
	const run = async (ctx: Ctx) => {
		const outcome = await effectOf.get(clock.kind)?.onDue(ctx, clock)
		if (outcome && !outcome.ok) throw new Error(`refused: ${outcome.error.rule}`)
		return true
	}
	const settled = (done: boolean | undefined) => {
		if (done) count()
	}
	return [{ at: clock.dueAt, order: 0, clockId: clock.id, part: 'clock', run, settled }]
}

/** Adds the rungs of a page of clocks to the list; answers the looks of those whose rungs were all sent. */
async function rungsOf(ctx: Ctx, tries: Tries, page: readonly LookedClock[], list: Due[], count: () => void) {
	const sent = await sentRungs(
		ctx.read,
		page.map(({ id }) => id),
	)
	const looks = new Map<string, { clock: LookedClock; again: Instant | null }>()
	for (const clock of page) {
		if (tries.waits('ladder', clock.id)) continue
		const look = await tries.attempt('ladder', clock.id, () => lookAt(ctx, clock, sent))
		if (!look) continue
		looks.set(clock.id, { clock, again: look.again })
		for (const [i, rung] of look.rungs.entries()) {
			const run = (within: Ctx) => sendRung(within, clock, rung.key)
			const settled = (done: boolean | undefined) => {
				if (done === undefined) looks.delete(clock.id)
				if (done) count()
			}
			list.push({ at: rung.at, order: 1 + i, clockId: clock.id, part: 'ladder', run, settled })
		}
	}
	return () => [...looks.values()]
}
