import { type Actor, may } from '#app/domain/access.ts'
import { draftCircular } from '#app/usecases/circulars/draft.server.ts'
import { publishCircular } from '#app/usecases/circulars/publish.server.ts'
import { done } from './orders.ts'
import type { World } from './world.ts'

function monthsOf(today: string): { month: string; before: string } {
	const month = today.slice(0, 7)
	return { month, before: new Date(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 7) }
}

/** The circular of the month before, published, and a draft of this one. */
export async function layCirculars(world: World): Promise<void> {
	const officer = await world.as('orders')
	const { month, before } = monthsOf(officer.today)
	const made = done(await draftCircular(officer, { month: before, remark: '各部门核对逾期件', reason: '' }))
	done(await publishCircular(await world.as('issuer'), made.id, 1))
	done(await draftCircular(officer, { month, remark: '', reason: '' }))
}

/** A correction of the published one, which may be published as well: its month is over. */
export async function layCorrection(world: World): Promise<void> {
	const officer = await world.as('orders')
	const month = monthsOf(officer.today).before
	done(await draftCircular(officer, { month, remark: '', reason: '一件逾期件漏列' }))
}

/** Who sees which: drafts are for those who write and publish them, and for auditors. */
export async function circulars(world: World) {
	const rows = await world.db.read.selectFrom('order_circular').select(['id', 'state']).orderBy('month').execute()
	const seesDrafts = (actor: Actor) =>
		may(actor, 'circular.draft') || may(actor, 'circular.publish') || may(actor, 'audit.read')
	return rows.map(({ id, state }) => ({
		id,
		seenBy: (actor: Actor) => may(actor, 'circular.read') && (state === 'PUBLISHED' || seesDrafts(actor)),
	}))
}
