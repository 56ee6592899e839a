import { type Rulebook, rulebookSchema } from '#app/domain/penalty/rulebook.schema.ts'
import {
	collectedBetween,
	decisionsBetween,
	doubleDecisions,
	penaltiesAfter,
	rulebooks,
} from '#db/queries/verify.server.ts'
import { surchargesBetween } from '#db/queries/verify-money.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

const PAGE = 2000
/** A decision stands in these states. */
const DECIDED = new Set(['DECIDED', 'SERVED', 'REVIEW', 'REVIEWED', 'FINAL', 'SETTLED'])

type Penalty = Awaited<ReturnType<typeof penaltiesAfter>>[number]

/** Hands over every penalty in pages. */
async function eachPage(handle: Handle, work: (page: readonly Penalty[]) => Promise<boolean>): Promise<number> {
	let after = ''
	let looked = 0
	for (;;) {
		const page = await penaltiesAfter(handle, after, PAGE)
		looked += page.length
		const last = page.at(-1)
		if (!last || !(await work(page)) || page.length < PAGE) return looked
		after = last.id
	}
}

/** At most one decision of a case has effect, and the case shows what it says (trust 2.2). */
export async function checkDecisions(handle: Handle): Promise<Check> {
	const faults = new Faults()
	for (const row of await doubleDecisions(handle, MAX_FAULTS))
		faults.add(`penalty ${row.penalty_id}`, `has ${row.n} rows ${row.kind} in round ${row.round}: one may have effect`)
	const looked = await eachPage(handle, async (page) => {
		const first = page[0]?.id ?? ''
		const last = page.at(-1)?.id ?? ''
		const inForce = new Map<string, number>()
		for (const row of await decisionsBetween(handle, first, last))
			if (row.kind === 'DECISION' || row.kind === 'REVIEW') inForce.set(row.penalty_id, row.amount_fen)
		for (const row of page) {
			if (row.historic === 1 || !DECIDED.has(row.state)) continue
			const decided = inForce.get(row.id)
			const where = `penalty ${row.number} (id ${row.id})`
			if (decided === undefined) faults.add(where, `is ${row.state} and has no decision`)
			else if (decided < row.amount_fen)
				faults.add(where, `shows ${row.amount_fen} fen, its decision in force says ${decided} fen`)
		}
		return !faults.full
	})
	return { name: 'decisions', looked: plural(looked, 'penalty', 'penalties'), faults: faults.list, notes: [] }
}

/** The money of every case adds up, and its amount lies within the rulebook version that it cites (trust 2.2). */
export async function checkAmounts(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const books = new Map<string, Rulebook>()
	for (const row of await rulebooks(handle)) {
		const parsed = rulebookSchema.safeParse(JSON.parse(row.body_json))
		if (parsed.success) books.set(row.id, parsed.data)
		else faults.add(`reference_version ${row.id}`, `rulebook ${row.code} cannot be read`)
	}
	const looked = await eachPage(handle, async (page) => {
		const [first, last] = [page[0]?.id ?? '', page.at(-1)?.id ?? '']
		const collected = await collectedBetween(handle, first, last)
		const surcharges = await surchargesBetween(handle, first, last)
		for (const row of page) {
			if (row.historic === 1) continue
			checkMoney(row, collected.get(row.id) ?? 0, surcharges.get(row.id) ?? 0, faults)
			checkBounds(row, books.get(row.rulebook_version_id ?? ''), faults)
		}
		return !faults.full
	})
	return { name: 'amounts', looked: plural(looked, 'penalty', 'penalties'), faults: faults.list, notes: [] }
}

function checkMoney(row: Penalty, collected: number, surcharge: number, faults: Faults): void {
	const where = `penalty ${row.number} (id ${row.id})`
	if (row.settled_fen !== collected)
		faults.add(where, `says ${row.settled_fen} fen were collected, the ledger says ${collected} fen`)
	if (row.outstanding_fen < 0) faults.add(where, `has ${row.outstanding_fen} fen outstanding`)
	if (row.state === 'FINAL' || row.state === 'SETTLED') {
		if (row.settled_fen + row.outstanding_fen !== row.amount_fen + surcharge)
			faults.add(
				where,
				`${row.amount_fen + surcharge} fen are not ${row.settled_fen} collected and ${row.outstanding_fen} outstanding`,
			)
	}
	if (row.state === 'SETTLED' && row.outstanding_fen !== 0) faults.add(where, 'is settled with something outstanding')
}

function checkBounds(row: Penalty, book: Rulebook | undefined, faults: Faults): void {
	const where = `penalty ${row.number} (id ${row.id})`
	if (!book || !row.severity) {
		faults.add(where, 'cites no rulebook version and level that there is')
		return
	}
	const { capFen } = book.levels[row.severity]
	const amounts = { amount: row.amount_fen, 'pre-notice': row.notice_amount_fen, decision: row.decided_amount_fen }
	for (const [name, fen] of Object.entries(amounts))
		if (fen !== null && (fen < 0 || fen > capFen))
			faults.add(where, `${name} of ${fen} fen is outside 0 to ${capFen} fen of ${book.code} ${row.severity}`)
	if (row.notice_amount_fen !== null && (row.decided_amount_fen ?? 0) > row.notice_amount_fen)
		faults.add(where, 'was decided above its pre-notice')
	if (!book.recurrence.multipliersPercent.includes(row.multiplier_percent))
		faults.add(where, `multiplier ${row.multiplier_percent}% is not in ${book.code}`)
	const { minPercent, maxPercent } = book.factorRule
	if (row.factor_percent < minPercent || row.factor_percent > maxPercent)
		faults.add(where, `factors of ${row.factor_percent}% are outside ${minPercent}% to ${maxPercent}%`)
	if (row.points < 0 || row.points > book.points.maxPerCase) faults.add(where, `${row.points} points are out of bounds`)
}
