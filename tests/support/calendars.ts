import { dueOf } from '#app/domain/clock/engine.ts'
import { proposeChange } from '#app/usecases/calendars/decide.server.ts'
import { draftChange, type Written } from '#app/usecases/calendars/drafts.server.ts'
import { publishChange } from '#app/usecases/calendars/publish.server.ts'
import { currentCalendar, currentCalendars } from '#app/usecases/reference/load.server.ts'
import { factsOfClocks } from '#db/queries/clock-facts.server.ts'
import { openClocks } from '#db/queries/recount.server.ts'
import { done } from './orders.ts'
import type { World } from './world.ts'

export const yearDraft = (typed: string, more: object = {}): Written => ({
	kind: 'YEAR',
	form: { version: 0, form: 'notice', year: '', source: '测试用虚构通知', typed, ...more },
})
export const daysDraft = (typed: string): Written => ({
	kind: 'OVERRIDE',
	form: { version: 0, reason: '本市自定日期', typed },
})

/** Drafted by one, handed in: ready for the second person. */
export async function proposed(world: World, written: Written, by = 'admin'): Promise<string> {
	const { id } = done(await draftChange(await world.as(by), written))
	done(await proposeChange(await world.as(by), { id, version: 1 }))
	return id
}

export async function baseNow(world: World): Promise<string> {
	const ctx = await world.as('compliance')
	return (await currentCalendars(ctx, ctx.read)).versionId
}

/** The same, published by the second person. */
export async function published(world: World, written: Written): Promise<string> {
	const id = await proposed(world, written)
	done(await publishChange(await world.as('compliance'), { id, version: 2, base: await baseNow(world) }))
	return id
}

/** Open clocks whose stored date is not what their facts give under the calendar in force; none, if all is well. */
export async function wrongClocks(world: World): Promise<string[]> {
	const ctx = await world.as('compliance')
	const clocks = await openClocks(ctx.read, ctx.actor.branchId, '', 1000)
	const facts = await factsOfClocks(ctx.read, clocks)
	const now = await baseNow(world)
	const wrong: string[] = []
	for (const clock of clocks) {
		const own = facts.get(clock.id)
		const due = own && dueOf(await currentCalendar(ctx, ctx.read, clock.calendarCode), own)
		const right = due?.dueAt === clock.dueAt && due.provisional === clock.provisional && clock.calendarVersionId === now
		if (!right) wrong.push(`${clock.kind} ${clock.dueAt} ${due?.dueAt} ${clock.calendarVersionId === now}`)
	}
	return wrong
}
