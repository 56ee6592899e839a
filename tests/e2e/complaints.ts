import { orderFromItem } from '#app/usecases/intake/make-order.server.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { handedOf } from '#app/usecases/orders/handed.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { completeOrder } from '#app/usecases/orders/judge.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { itemRow, makeForm } from '#tests/support/intake.ts'
import { done, FEEDBACK, versionNow } from '#tests/support/orders.ts'
import { PHOTO } from '#tests/support/penalty-case.ts'
import type { World } from '#tests/support/world.ts'

/** A photo beside the result. */
export const HANDED = handedOf([], [{ field: 'resultFiles', name: '整改照片.jpg', bytes: PHOTO }])

async function issuedNow(world: World, order: string): Promise<void> {
	done(await submitForApproval(await world.as('orders'), order, await versionNow(world, order)))
	done(await issueOrder(await world.as('issuer'), order, await versionNow(world, order)))
}

/** The order of an item of the officer's, approved and issued; gives its id. */
export async function issuedFrom(world: World, item: string): Promise<string> {
	const officer = await world.as('orders')
	const { version } = await itemRow(world, item)
	const { orderId } = done(await orderFromItem(officer, item, await makeForm(world, version)))
	await issuedNow(world, orderId)
	return orderId
}

/** A draft to the channel department on its whole way: issued, signed for, answered with a photo, completed. */
export async function completed(world: World, order: string): Promise<void> {
	await issuedNow(world, order)
	const department = await world.as('department')
	done(await acknowledgeOrder(department, order, await versionNow(world, order)))
	done(await giveFeedback(department, order, await versionNow(world, order), FEEDBACK, HANDED))
	const closing = { callback: null, reason: '' } as const
	done(await completeOrder(await world.as('issuer'), order, await versionNow(world, order), closing))
}
