import type { LedgerKind } from '#app/domain/ledger/ledger.ts'
import type { SettlementPreview } from '#app/domain/ledger/preview.ts'
import type { LetterBody } from '#app/domain/notice/letter-body.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import {
	oddCommissions,
	oddPlans,
	postedByRun,
	settlementRuns,
	statementBodies,
	unstatedCommissions,
} from '#db/queries/verify-money.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

/**
 * Every settlement has two persons, posted exactly what was confirmed, and told each dealer the same sums; commission
 * in the ledger is what statements say; plans have two persons and add up (trust 2.2, items 2, 5 and 8).
 */
export async function checkSettlements(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const notes: string[] = []
	const runs = await settlementRuns(handle)
	for (const run of runs) {
		if (faults.full) break
		if (run.twoPersons === 0) notes.push(`settlement ${run.period}: of the time before a second person was asked`)
		else await checkRun(handle, run, faults)
	}
	for (const row of await oddCommissions(handle, MAX_FAULTS))
		faults.add(
			`commission_statement ${row.id}`,
			`says ${row.grossFen} fen for ${row.period}, the ledger says ${Number(row.posted ?? 0)} fen`,
		)
	for (const row of await unstatedCommissions(handle, MAX_FAULTS))
		faults.add(`ledger_txn ${row.id}`, 'is commission that no statement says')
	for (const row of await oddPlans(handle, MAX_FAULTS))
		faults.add(
			`payment_plan ${row.id}`,
			row.askedBy === row.decidedBy
				? 'was asked for and decided by one person'
				: `is for ${row.totalFen} fen, its parts are ${row.partsFen} fen`,
		)
	return { name: 'settlements', looked: plural(runs.length, 'settlement'), faults: faults.list, notes }
}

type Run = Awaited<ReturnType<typeof settlementRuns>>[number]
const COLLECTS: readonly LedgerKind[] = ['OFFSET', 'DEDUCT', 'COLLECT']

async function checkRun(handle: Handle, run: Run, faults: Faults): Promise<void> {
	const where = `settlement ${run.period} (id ${run.id})`
	if (run.state !== 'CONFIRMED' || run.bodyJson === null) {
		faults.add(where, 'was posted without a confirmed proposal')
		return
	}
	if (run.proposedBy === run.decidedBy) faults.add(where, 'was proposed and confirmed by one person')
	if (run.loggedProposer !== run.proposedBy || run.loggedConfirmer !== run.decidedBy || run.startedBy !== run.decidedBy)
		faults.add(where, 'its two persons are not those of the log')
	if (sha256Hex(run.bodyJson) !== run.sha256) faults.add(where, 'its hash does not fit what was confirmed')
	const preview = fromJson<SettlementPreview>(run.bodyJson)
	const posted = await postedByRun(handle, run.id)
	const wanted = new Map<string, number>()
	for (const { dealerId, postings } of preview.dealers)
		for (const { posting } of postings) {
			const fen = posting.kind === 'DEDUCT' ? posting.fromHeldFen + posting.fromAvailableFen : posting.fen
			const key = `${dealerId} ${posting.kind}`
			wanted.set(key, (wanted.get(key) ?? 0) + fen)
		}
	for (const { dealerId, kind, fen } of posted) {
		const key = `${dealerId} ${kind}`
		if (wanted.get(key) !== fen)
			faults.add(
				where,
				`posted ${fen} fen of ${kind} for dealer ${dealerId}, ${wanted.get(key) ?? 0} fen were confirmed`,
			)
		wanted.delete(key)
	}
	for (const [key, fen] of wanted)
		faults.add(where, `did not post ${fen} fen of ${key.split(' ').reverse().join(' for dealer ')}`)
	const collected = posted.reduce((sum, one) => (COLLECTS.includes(one.kind) ? sum + one.fen : sum), 0)
	if (collected !== run.collectedFen)
		faults.add(where, `says ${run.collectedFen} fen were collected, its postings ${collected} fen`)
	await checkLetters(handle, run, preview, faults)
}

/** What each dealer was told adds up to what was posted for him. */
async function checkLetters(handle: Handle, run: Run, preview: SettlementPreview, faults: Faults): Promise<void> {
	const letters = await statementBodies(handle, run.branchId, run.period)
	for (const dealer of preview.dealers) {
		if (dealer.postings.length === 0) continue
		const where = `settlement ${run.period} (id ${run.id})`
		const letter = letters.find((one) => one.dealerId === dealer.dealerId)
		if (!letter) {
			faults.add(where, `dealer ${dealer.dealerId} got no statement`)
			continue
		}
		const { said } = fromJson<LetterBody>(letter.bodyJson)
		const told = (said.rows ?? []).reduce((sum, row) => sum + row.commissionFen + row.depositFen, 0)
		const taken = dealer.lines.reduce((sum, line) => sum + line.collectedFen, 0)
		if (told !== taken || (said.paidOutFen ?? 0) !== dealer.commission.paidOutFen)
			faults.add(`notice ${letter.number}`, `tells of ${told} fen, ${taken} fen were collected`)
	}
}
