import { sha256Hex } from '#app/infra/hash.server.ts'
import { circularPapers, type OrderContentFault, orderContentFaults } from '#db/queries/verify-order-content.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { circularText } from '../circulars/publish.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

const WHAT: Record<OrderContentFault['fault'], string> = {
	'default-in-time': 'was signed for by default and counts as signed for in time',
	'foreign-file': 'is a file of another order',
	'repeats-itself': 'takes itself up again',
	'no-paper': 'is published and has no paper',
	'paper-differs': 'differs from what was published',
	'own-draft': 'was published by its drafter',
}

/** What orders contain fits together, and a circular says today what it said when it was published. */
export async function checkOrderContent(handle: Handle): Promise<Check> {
	const faults = new Faults()
	for (const { table, id, number, fault } of await orderContentFaults(handle, MAX_FAULTS))
		faults.add(`${table} ${number} (id ${id})`, WHAT[fault])
	const papers = await circularPapers(handle)
	for (const paper of papers)
		if (sha256Hex(circularText(paper)) !== paper.sha256)
			faults.add(`order_circular_paper ${paper.number} (id ${paper.id})`, 'does not match its hash')
	return { name: 'order-content', looked: plural(papers.length, 'circular'), faults: faults.list, notes: [] }
}
