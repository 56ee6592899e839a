import type { NoticeBody } from '#app/domain/penalty/notice-body.ts'
import { localDateOf } from '#app/domain/time.ts'
import {
	earlyDecisions,
	extensionsAfter,
	selfReportSeries,
	selfReportsAfter,
	strayDrafts,
} from '#db/queries/verify-desk.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'
import { pages } from './numbers.server.ts'

const PAGE = 1000
const BEFORE_DECISION = new Set(['DRAFT', 'CHECKED', 'PRE_NOTICED', 'DEFENCE', 'WITHDRAWN', 'WAIVED', 'LAPSED'])

type Extension = Awaited<ReturnType<typeof extensionsAfter>>[number]
type Report = Awaited<ReturnType<typeof selfReportsAfter>>[number]

/**
 * More time was asked inside the window and answered by somebody else before the decision; self-reports are numbered
 * without a gap, rest on their violation and carry the factor only when they came first; nobody decided above an early
 * acknowledgement.
 */
export async function checkDesk(handle: Handle): Promise<Check> {
	const faults = new Faults()
	let [asked, reports, early] = [0, 0, 0]
	for await (const row of pages((after) => extensionsAfter(handle, after, PAGE))) {
		asked += 1
		checkExtension(row, faults)
	}
	const numbers = new Map<string, Set<number>>()
	for await (const row of pages((after) => selfReportsAfter(handle, after, PAGE))) {
		reports += 1
		checkReport(row, faults)
		const hit = /^ZB-(\d{4})-(\d+)$/.exec(row.number)
		if (!hit) faults.add(`self_report ${row.number}`, 'has no number of its series')
		const key = `${row.branchId} ${hit?.[1] ?? ''}`
		numbers.set(key, (numbers.get(key) ?? new Set()).add(Number(hit?.[2])))
	}
	await checkSeries(handle, numbers, faults)
	for (const row of await earlyDecisions(handle)) {
		const body = fromJson<NoticeBody>(row.bodyJson)
		if (!body.early?.taken) continue
		early += 1
		if (body.amountFen > body.early.fen)
			faults.add(
				`notice ${row.number}`,
				`decides ${body.amountFen}, above ${body.early.fen} of the early acknowledgement`,
			)
	}
	for (const row of await strayDrafts(handle, MAX_FAULTS))
		faults.add(`form_draft ${row.formKey}`, 'lies in another branch than its account')
	return {
		name: 'desk',
		looked: `${plural(asked, 'request')} for more time, ${plural(reports, 'self-report')}, ${plural(early, 'early decision')}`,
		faults: faults.list,
		notes: [],
	}
}

function checkExtension(row: Extension, faults: Faults): void {
	const where = `defence_extension of ${row.number}`
	if (localDateOf(row.askedAt) > row.originalDueOn) faults.add(where, 'was asked after the window')
	if (row.outcome === null && !BEFORE_DECISION.has(row.state))
		faults.add(where, 'was never answered before the decision')
	if (row.outcome === 'GRANTED' && (row.newDueOn === null || row.newDueOn <= row.originalDueOn || row.extended !== 1))
		faults.add(where, 'was granted, but the window is not longer')
	if (row.outcome === 'REFUSED' && row.answer.trim() === '') faults.add(where, 'was refused without a reason')
	if ((row.outcome === 'GRANTED' || row.outcome === 'REFUSED') && row.decidedBy === row.askedBy)
		faults.add(where, 'was decided by who asked')
}

function checkReport(row: Report, faults: Faults): void {
	const where = `self_report ${row.number}`
	if (row.factorSet === 1 && row.foundJson !== '[]') faults.add(where, 'carries the factor, but did not come first')
	if (row.state === 'DECLINED' && row.answer.trim() === '') faults.add(where, 'was declined without a reason')
	if (row.state !== 'TAKEN_UP') return
	const same =
		row.violationOutletId === row.outletId &&
		row.violationDealerId === row.dealerId &&
		row.violationSource === 'SELF_REPORT' &&
		row.violationRef === row.number
	if (!same) faults.add(where, 'its violation is not of this report')
	if (row.violationOpenedBy !== row.decidedBy) faults.add(where, 'its violation was opened by somebody else')
}

async function checkSeries(handle: Handle, numbers: Map<string, Set<number>>, faults: Faults): Promise<void> {
	for (const { branchId, year, last } of await selfReportSeries(handle)) {
		const seen = numbers.get(`${branchId} ${year}`) ?? new Set<number>()
		for (let n = 1; n <= last; n++)
			if (!seen.delete(n)) faults.add(`number_series self-report ${year}`, `number ${n} of ${last} is missing`)
		for (const n of seen) faults.add(`number_series self-report ${year}`, `number ${n} is beyond the last one, ${last}`)
		numbers.delete(`${branchId} ${year}`)
	}
	for (const key of numbers.keys()) faults.add(`number_series self-report ${key}`, 'is missing')
}
