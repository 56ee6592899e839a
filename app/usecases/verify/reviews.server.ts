import {
	crookedReviews,
	moneyOfRevoked,
	partialReviewers,
	raisedDecisions,
	reviewCount,
	strandedTasks,
} from '#db/queries/verify-reviews.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

/** Reviews lower and never raise, by people who took no part; a revocation leaves no money and no task behind. */
export async function checkReviews(handle: Handle): Promise<Check> {
	const faults = new Faults()
	for (const row of await raisedDecisions(handle, MAX_FAULTS))
		faults.add(`decision ${row.id}`, `raises penalty ${row.penalty_id} from ${row.before} to ${row.fen} fen`)
	for (const row of await crookedReviews(handle, MAX_FAULTS))
		faults.add(
			`review ${row.id}`,
			row.withdrawn_at === null
				? `was decided ${row.by_default === 1 ? 'by default, and by a person' : 'by the system, and not by default'}`
				: `of penalty ${row.penalty_id} was decided and taken back`,
		)
	for (const row of await partialReviewers(handle, MAX_FAULTS))
		faults.add(`review ${row.id}`, `of ${row.number} was decided by ${row.decided_by ?? '?'}, who took part before`)
	for (const row of await strandedTasks(handle, MAX_FAULTS))
		faults.add(`case_task ${row.id}`, `${row.kind} of ${row.caseNumber} for ${row.causeNumber} is open and never ends`)
	for (const row of await moneyOfRevoked(handle, MAX_FAULTS))
		faults.add(
			`penalty ${row.penalty_id}`,
			`is revoked and keeps ${Number(row.credit) - Number(row.debit)} fen in ${row.account}`,
		)
	return {
		name: 'reviews',
		looked: plural(await reviewCount(handle), 'review'),
		faults: faults.list,
		notes: [],
	}
}
