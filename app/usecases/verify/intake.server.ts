import { joins } from '#app/domain/intake/cluster.ts'
import { maskNumbersIn } from '#app/domain/violation/mask.ts'
import {
	batchesClosedEarly,
	brokenMonths,
	intakeAfter,
	intakeSeries,
	memberDays,
	proposalsAfter,
} from '#db/queries/verify-intake.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'
import { pages } from './numbers.server.ts'

const PAGE = 1000
const SERIES: Readonly<Record<string, string>> = {
	TS: 'intake.complaint',
	YJ: 'intake.opinion',
	DC: 'intake.survey',
	TY: 'proposal',
}
const PREFIX_OF = { complaint: 'TS', opinion: 'YJ', survey: 'DC' } as const
const GONE = new Set(['WITHDRAWN', 'MERGED'])

type Item = Awaited<ReturnType<typeof intakeAfter>>[number]
type Numbers = Map<string, Set<number>>

/**
 * Items are numbered without a gap, each has one end that its columns and its clock agree on, clusters hold complaints
 * of their outlet and cause in full windows, closed batches have every answer, and each month has one value in force.
 */
export async function checkIntake(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const numbers: Numbers = new Map()
	let [items, proposals] = [0, 0]
	for await (const row of pages((after) => intakeAfter(handle, after, PAGE))) {
		items += 1
		take(numbers, row.branchId, row.number, PREFIX_OF[row.kind], faults)
		checkItem(row, faults)
	}
	for await (const row of pages((after) => proposalsAfter(handle, after, PAGE))) {
		proposals += 1
		take(numbers, row.branchId, row.number, 'TY', faults)
		if (row.kind === 'CLUSTER') await checkCluster(handle, row, faults)
	}
	await checkSeries(handle, numbers, faults)
	for (const row of await batchesClosedEarly(handle, MAX_FAULTS))
		faults.add(`intake_item ${row.number}`, 'has no answer, but its batch is closed')
	for (const row of await brokenMonths(handle, MAX_FAULTS))
		faults.add(`window_satisfaction ${row.outletId} ${row.month}`, 'its versions do not end with the one in force')
	return {
		name: 'intake',
		looked: `${plural(items, 'item')}, ${plural(proposals, 'proposal')}`,
		faults: faults.list,
		notes: [],
	}
}

function take(numbers: Numbers, branchId: string, number: string, prefix: string, faults: Faults): void {
	const hit = new RegExp(`^${prefix}-(\\d{4})-(\\d+)$`).exec(number)
	if (!hit) {
		faults.add(`number ${number}`, 'is none of its series')
		return
	}
	const key = `${branchId} ${SERIES[prefix]} ${hit[1]}`
	numbers.set(key, (numbers.get(key) ?? new Set()).add(Number(hit[2])))
}

function checkItem(row: Item, faults: Faults): void {
	const where = `intake_item ${row.number}`
	const open = row.state === 'OPEN' || row.state === 'ORDERED' || row.state === 'VIOLATION'
	if (row.state === 'ORDERED' && (row.orderState === null || GONE.has(row.orderState)))
		faults.add(where, 'waits for an order that is gone')
	if (row.violationOutletId !== null && row.violationOutletId !== row.outletId)
		faults.add(where, 'its violation is of another outlet')
	if (row.state === 'MERGED' && (row.mergedKind !== row.kind || row.mergedState === 'DECLINED'))
		faults.add(where, 'is merged into an item that cannot answer for it')
	if (row.clockState === null) faults.add(where, 'has no clock')
	else if (row.clockDueAt !== row.dueAt) faults.add(where, 'shows another date than its clock')
	else if (!open && row.clockState === 'RUNNING') faults.add(where, 'has ended, but its clock runs')
	else if (open && row.clockState === 'MET') faults.add(where, 'waits for an answer, but its clock is met')
	if (row.answeredAt !== null && row.answeredAt > row.dueAt && row.overdueAt === null)
		faults.add(where, 'was answered late without the mark')
	if (maskNumbersIn(row.matter) !== row.matter || /\d{8}/.test(row.complainant))
		faults.add(where, 'holds a full number')
	if (row.type !== null && !row.type.startsWith(row.category)) faults.add(where, 'its type is of another category')
	if (row.proposalOutletId === null) return
	const sameCause = row.proposalCategory === row.category && row.proposalType === row.type
	if (row.proposalOutletId !== row.outletId || !sameCause || row.kind !== 'complaint')
		faults.add(where, 'is a member of a cluster of another outlet or cause')
}

type Cluster = Awaited<ReturnType<typeof proposalsAfter>>[number]

async function checkCluster(handle: Handle, row: Cluster, faults: Faults): Promise<void> {
	const where = `order_proposal ${row.number}`
	const rule = fromJson<{ count: number; days: number }>(row.factsJson)
	const days = (await memberDays(handle, row.id)).map((on, i) => ({ id: String(i), on }))
	if (days.length < rule.count) faults.add(where, `has ${days.length} members, fewer than ${rule.count}`)
	const lonely = days.filter(
		(one) =>
			!joins(
				one,
				days.filter((other) => other !== one),
				rule,
			),
	)
	if (lonely.length > 0) faults.add(where, `${plural(lonely.length, 'member')} in no full window`)
}

async function checkSeries(handle: Handle, numbers: Numbers, faults: Faults): Promise<void> {
	for (const { branchId, kind, year, last } of await intakeSeries(handle)) {
		const key = `${branchId} ${kind} ${year}`
		const seen = numbers.get(key) ?? new Set<number>()
		const where = `number_series ${kind} ${year}`
		for (let n = 1; n <= last; n++) if (!seen.delete(n)) faults.add(where, `number ${n} of ${last} is missing`)
		for (const n of seen) faults.add(where, `number ${n} is beyond the last one, ${last}`)
		numbers.delete(key)
	}
	for (const key of numbers.keys()) faults.add(`number_series ${key}`, 'is missing')
}
