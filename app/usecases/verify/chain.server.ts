import { eventHash, GENESIS } from '#db/queries/events.server.ts'
import { chainHeads, eventCount, eventsAfter } from '#db/queries/verify.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, plural } from './check.ts'

const PAGE = 5000

type Head = { readonly id: string; readonly code: string; readonly seq: number | null; readonly hash: string | null }

/** Recomputes the chain of every branch: no gap, each event chained to the one before, each hash right, the head last. */
export async function checkChain(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const heads = await chainHeads(handle)
	let looked = 0
	for (const head of heads) looked += await checkBranch(handle, head, faults)
	const all = await eventCount(handle)
	if (all !== looked && faults.list.length === 0)
		faults.add('case_event', `${plural(all - looked, 'event')} of a branch that does not exist`)
	return {
		name: 'chain',
		looked: `${plural(looked, 'event')} in ${plural(heads.length, 'branch', 'branches')}`,
		faults: faults.list,
		notes: [],
	}
}

async function checkBranch(handle: Handle, head: Head, faults: Faults): Promise<number> {
	let seq = 0
	let hash = GENESIS
	let looked = 0
	for (;;) {
		const page = await eventsAfter(handle, head.id, looked === 0 ? Number.MIN_SAFE_INTEGER : seq, PAGE)
		for (const event of page) {
			const where = `case_event id ${event.id} (branch ${head.code}, seq ${event.seq})`
			if (event.seq !== seq + 1) faults.add(where, `follows seq ${seq}: events are missing`)
			else if (event.prev_hash !== hash) faults.add(where, 'is not chained to the event before it')
			if (eventHash(event) !== event.hash) faults.add(where, 'its hash does not fit its contents')
			seq = event.seq
			hash = event.hash
			looked += 1
		}
		if (page.length < PAGE || faults.full) break
	}
	const last = `chain_head of branch ${head.code}`
	if (faults.full) return looked
	if (head.seq === null) {
		if (looked > 0) faults.add(last, 'is missing')
	} else if (head.seq !== seq) faults.add(last, `says seq ${head.seq}, the last event has seq ${seq}`)
	else if (head.hash !== hash) faults.add(last, 'its hash is not that of the last event')
	return looked
}
