import { sha256Hex } from '#app/infra/hash.server.ts'
import {
	chaseNoticeSeries,
	chaseNoticesAfter,
	endsApart,
	extensionsBeyond,
	ordersWithoutOwner,
	ownerGaps,
	ownersApart,
	statutoryApart,
	statutoryMoved,
	suspensionsApart,
	transfersApart,
} from '#db/queries/verify-orders.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'
import { pages } from './numbers.server.ts'

const PAGE = 1000

const RULES = [
	[ordersWithoutOwner, 'was issued to nobody'],
	[ownerGaps, 'has a time without an owner, or with two'],
	[ownersApart, 'names another owner than its ledger of owners'],
	[suspensionsApart, 'is suspended without a pause, or paused without being suspended, or past the statutory date'],
	[statutoryMoved, 'is a statutory clock that stood or was moved'],
	[statutoryApart, 'has a statutory date that its clock does not know'],
	[extensionsBeyond, 'has extensions against the rule'],
	[transfersApart, 'has a transfer that waits without its mark or its clock'],
	[endsApart, 'is over, and its clocks run or its target is missing'],
] as const

/**
 * Every order has one owner at every moment from issue to the end; pauses, transfers and mergers agree with their
 * orders; statutory dates were never moved; extensions kept the rule; chase notices are numbered and unchanged.
 */
export async function checkOrderActs(handle: Handle): Promise<Check> {
	const faults = new Faults()
	for (const [offenders, what] of RULES) {
		for (const where of await offenders(handle, MAX_FAULTS)) faults.add(`order ${where}`, what)
	}
	const notices = await checkNotices(handle, faults)
	return { name: 'order-acts', looked: plural(notices, 'chase notice'), faults: faults.list, notes: [] }
}

async function checkNotices(handle: Handle, faults: Faults): Promise<number> {
	let looked = 0
	const numbers = new Map<string, number>()
	for await (const row of pages((after) => chaseNoticesAfter(handle, after, PAGE))) {
		looked += 1
		const where = `order_notice ${row.number}`
		if (sha256Hex(row.bodyJson) !== row.sha256) faults.add(where, 'has another body than its hash')
		if (sha256Hex(row.textJson) !== row.textSha256) faults.add(where, 'has another wording than its hash')
		if (row.sentAt <= row.dueAt) faults.add(where, 'was sent before the order was late')
		const year = /〔(\d{4})〕/.exec(row.number)?.[1] ?? ''
		const key = `${row.branchId} ${year}`
		numbers.set(key, (numbers.get(key) ?? 0) + 1)
	}
	for (const series of await chaseNoticeSeries(handle)) {
		const held = numbers.get(`${series.branchId} ${series.year}`) ?? 0
		if (held !== series.last) faults.add(`order_notice ${series.year}`, `has ${held} of ${series.last} numbers`)
	}
	return looked
}
