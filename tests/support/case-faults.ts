import { type LedgerTxn, ledgerFaults, type StoredEntry } from '#app/domain/ledger/faults.ts'
import type { LedgerEntry } from '#app/domain/ledger/ledger.ts'
import { checkerMayDecide } from '#app/domain/penalty/checklist.ts'
import { pointsOn } from '#app/domain/penalty/points.ts'
import { DEALER, type ModelCase } from './case-book.ts'
import type { Model } from './case-model.ts'
import { rulebook } from './rulebook.ts'
/** Everything that trust 2.2 demands of this moment; empty when all is well. */
export function broken(model: Model): string[] {
	const out = [...model.faults]
	const { sums } = model
	if (sums.DEPOSIT_AVAILABLE < 0 || sums.DEPOSIT_HELD < 0 || sums.COMMISSION_PAYABLE < 0 || sums.RECEIVABLE > 0)
		out.push('an account of the dealer is below zero')
	if (Object.values(sums).reduce((n, fen) => n + fen, 0) !== 0) out.push('debit and credit differ')
	const held = model.cases.reduce((n, one) => n + model.book(one).heldFen, 0)
	if (held !== sums.DEPOSIT_HELD) out.push('what is held is not what the cases hold')
	for (const one of model.cases)
		out.push(...brokenCase(model, one).map((fault) => `${one.id} ${one.facts.state}: ${fault}`))
	const effective = model.cases
		.filter((one) => one.finalOn !== null && !one.facts.revoked)
		.reduce((n, one) => n + one.points, 0)
	if (pointsOn(model.records(), model.today, 1200).effective !== effective) out.push('points of revoked cases count')
	return out
}

function brokenCase(model: Model, one: ModelCase): string[] {
	const out: string[] = []
	const { facts } = one
	const book = model.book(one)
	if (book.heldFen < 0 || book.paidFen < 0 || book.receivableFen < 0) out.push('negative money')
	const gone = facts.revoked || facts.state === 'WITHDRAWN' || facts.state === 'WAIVED' || facts.state === 'LAPSED'
	if (gone && (book.heldFen !== 0 || book.paidFen !== 0 || book.receivableFen !== 0))
		out.push('money is kept for a case that is gone')
	const final =
		facts.state === 'FINAL' || facts.state === 'SETTLED' || (facts.state === 'CLOSED' && one.finalOn !== null)
	if (final && !facts.revoked) {
		if (facts.outstandingFen === null || facts.outstandingFen < 0) out.push('nothing is said of what is outstanding')
		else if (book.paidFen + facts.outstandingFen !== (facts.decidedFen ?? 0) + book.surchargeFen)
			out.push(`paid ${book.paidFen} and outstanding ${facts.outstandingFen} are not ${facts.decidedFen}`)
		if (facts.state !== 'FINAL' && facts.outstandingFen !== 0) out.push('settled with something outstanding')
	}
	const cap = rulebook.levels[facts.severity].capFen
	for (const fen of [one.amountFen, facts.preNoticeFen ?? 0, facts.decidedFen ?? 0])
		if (fen < 0 || fen > cap) out.push(`amount ${fen} outside 0 to ${cap}`)
	if (one.points < 0 || one.points > rulebook.points.maxPerCase) out.push('points out of bounds')
	if (facts.decidedFen !== null && facts.preNoticeFen !== null && facts.decidedFen > facts.preNoticeFen)
		out.push('decided above the notice')
	return [...out, ...brokenDecisions(one), ...brokenPeople(one)]
}

/** One decision per round and at most one revocation; from the first decision on nothing goes up. */
function brokenDecisions({ decisions, facts }: ModelCase): string[] {
	const out: string[] = []
	const rounds = decisions.filter((one) => one.kind === 'DECISION').map((one) => one.round)
	if (new Set(rounds).size !== rounds.length) out.push('two decisions in one round')
	if (decisions.filter((one) => one.kind === 'REVOCATION').length > 1) out.push('revoked twice')
	decisions.reduce((before, after) => {
		if (after.amountFen > before.amountFen) out.push('a later decision is higher')
		if (after.points > before.points) out.push('a later decision has more points')
		return after
	}, decisions[0] ?? { amountFen: 0, points: 0 })
	const last = decisions.at(-1)
	if (facts.decidedFen !== null && !facts.revoked && last?.amountFen !== facts.decidedFen)
		out.push('the decision in force is not the last one')
	return out
}

/** Opener, checker, deciders and reviewers are different people, save what domain 4 allows in small cases. */
function brokenPeople({ facts, reviewers }: ModelCase): string[] {
	const out: string[] = []
	const deciders = new Set([...facts.deciderIds, ...facts.votes.map((one) => one.personId)])
	const people = reviewers.filter((id) => id !== 'system')
	if (facts.checkerId === facts.openerId) out.push('the opener checked')
	if (deciders.has(facts.openerId)) out.push('the opener decided')
	if (facts.checkerId !== null && deciders.has(facts.checkerId) && !checkerMayDecide(facts))
		out.push('the checker decided')
	if (people.some((id) => id === facts.openerId || id === facts.checkerId || deciders.has(id)))
		out.push('a reviewer took part')
	const signer = facts.dealerSignerId
	if (signer !== null && (signer === facts.checkerId || deciders.has(signer) || people.includes(signer)))
		out.push('who signed the dealer up acted')
	return out
}

/** The stored ledger of a model, checked by the very function that checks the database. */
export function ledgerOf(model: Model) {
	const txns = model.posted.map(
		(one, seq): LedgerTxn => ({
			id: one.id,
			seq,
			dealerId: DEALER,
			kind: one.kind,
			stream: one.stream,
			penaltyId: one.penaltyId,
			claimId: null,
			reversesId: one.reversesId,
		}),
	)
	const entries = model.posted.flatMap((one) =>
		one.entries.map((entry: LedgerEntry): StoredEntry => ({ ...entry, txnId: one.id })),
	)
	return ledgerFaults(txns, entries)
}
