import { type DeliveryFault, deliveryCount, deliveryFaults } from '#db/queries/verify-delivery.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

const WHAT: Record<DeliveryFault['fault'], string> = {
	'no-sent': 'is marked as sent and no attempt was',
	'two-sent': 'was noted as sent twice',
	'not-marked': 'was sent and is not marked so',
	'no-why': 'was given up without a reason',
	empty: 'holds no message',
	'same-twice': 'holds a message that went to the same address before',
	foreign: 'holds a message to somebody else',
	'unplanned-item': 'holds a message that nobody has planned',
}

/** Every envelope holds its receiver's messages, each once, and its end is what its attempts say. */
export async function checkDelivery(handle: Handle): Promise<Check> {
	const faults = new Faults()
	for (const { id, key, fault } of await deliveryFaults(handle, MAX_FAULTS))
		faults.add(`delivery ${key} (id ${id})`, WHAT[fault])
	return {
		name: 'delivery',
		looked: plural(await deliveryCount(handle), 'delivery', 'deliveries'),
		faults: faults.list,
		notes: [],
	}
}
