import type { Scope } from '#app/domain/access.ts'
import { countsFor } from '#app/domain/measure/succession.ts'
import { PENALTY_STATES, type PenaltyState } from '#app/domain/penalty/machine.ts'
import type { EarlierCase } from '#app/domain/penalty/recurrence.ts'
import type { DefenceArgumentTable, PanelVoteTable, PenaltyTable } from '../schema.ts'
import { likePattern } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'
import { casesBehind } from './successions.server.ts'

type Stored = { [K in keyof PenaltyTable]: K extends 'version' ? number : PenaltyTable[K] }
export type PenaltyRow = Omit<Stored, 'state'> & { readonly state: PenaltyState }
export type PenaltySet = Partial<Omit<PenaltyRow, 'id' | 'version' | 'branch_id'>>

/** The state of a stored row; a word that the machine does not know is a fault of the database. */
export function penaltyStateOf(text: string): PenaltyState {
	const state = PENALTY_STATES.find((known) => known === text)
	if (!state) throw new Error(`Unknown penalty state: ${text}`)
	return state
}

function rowOf(row: Stored | undefined): PenaltyRow | undefined {
	return row && { ...row, state: penaltyStateOf(row.state) }
}

/** One penalty within the scope; undefined when there is none or it lies outside. */
export async function penaltyIn(handle: Handle, scope: Scope, id: string): Promise<PenaltyRow | undefined> {
	const row = await handle
		.selectFrom('penalty')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'penalty', scope))
		.executeTakeFirst()
	return rowOf(row)
}

/** Of these cases, the ids of those that lie in the scope. */
export async function penaltiesIn(handle: Handle, scope: Scope, ids: readonly string[]): Promise<ReadonlySet<string>> {
	if (ids.length === 0) return new Set()
	const rows = await handle
		.selectFrom('penalty')
		.select('id')
		.where('id', 'in', ids)
		.where((eb) => withinScope(eb, 'penalty', scope))
		.execute()
	return new Set(rows.map((row) => row.id))
}

/** The same for the dealer's eyes: only cases of which a notice has told. */
export async function toldPenaltyIn(handle: Handle, scope: Scope, id: string): Promise<PenaltyRow | undefined> {
	const row = await handle
		.selectFrom('penalty')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'penalty', scope))
		.where((eb) => eb.exists(eb.selectFrom('notice').select('notice.id').where('notice.penalty_id', '=', id)))
		.executeTakeFirst()
	return rowOf(row)
}

/** One penalty whoever asks: for consequences of an act that was permitted elsewhere. */
export async function penaltyById(handle: Handle, id: string): Promise<PenaltyRow | undefined> {
	return rowOf(await handle.selectFrom('penalty').selectAll().where('id', '=', id).executeTakeFirst())
}

/** The case of a violation that stands: not withdrawn, not revoked. */
export async function penaltyOfViolation(handle: Handle, violationId: string) {
	return handle
		.selectFrom('penalty')
		.select(['id', 'number', 'state'])
		.where('violation_id', '=', violationId)
		.orderBy('opened_at', 'desc')
		.limit(1)
		.executeTakeFirst()
}

export async function insertPenalty(tx: Tx, row: Omit<PenaltyRow, 'version'>): Promise<void> {
	await tx.insertInto('penalty').values(row).execute()
}

/** True when the row still had this version. */
export async function updatePenalty(tx: Tx, id: string, version: number, set: PenaltySet): Promise<boolean> {
	const result = await tx
		.updateTable('penalty')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export type EarlierRow = EarlierCase & {
	readonly number: string
	readonly violationType: string
	readonly amountFen: number
	readonly points: number
	readonly state: PenaltyState
}

/** The dealer's other cases as far as repetition asks (domain 3.2, k), oldest first; at most 300. */
export async function earlierCases(handle: Handle, dealerId: string, exceptId: string): Promise<EarlierRow[]> {
	const behind = await casesBehind(handle, dealerId)
	const rows = await handle
		.selectFrom('penalty')
		.select([
			'id',
			'number',
			'violation_type',
			'category',
			'outlet_id',
			'dealer_id',
			'occurred_on',
			'decision_served_on',
			'state',
			'amount_fen',
			'decided_amount_fen',
			'points',
			'historic',
		])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('decision')
						.select('decision.id')
						.whereRef('decision.penalty_id', '=', 'penalty.id')
						.where('decision.kind', '=', 'REVOCATION'),
				)
				.as('revoked'),
		)
		.where((eb) =>
			eb.or([
				eb('dealer_id', 'in', behind.dealerIds),
				...(behind.outletIds.length === 0 ? [] : [eb('outlet_id', 'in', behind.outletIds)]),
			]),
		)
		.where('id', '<>', exceptId)
		.where('historic', '=', 0)
		.orderBy('occurred_on', 'desc')
		.orderBy('id')
		.limit(300)
		.execute()
	const counted = rows.filter((row) => {
		const record = { dealerId: row.dealer_id, outletId: row.outlet_id, occurredOn: row.occurred_on }
		return countsFor(record, dealerId, behind.successions)
	})
	return counted.reverse().map((row) => ({
		penaltyId: row.id,
		number: row.number,
		violationType: row.violation_type ?? '',
		category: row.category ?? '',
		outletId: row.outlet_id,
		// What was taken over counts as the dealer's own (domain 11, trap 8).
		dealerId,
		occurredOn: row.occurred_on,
		decisionServedOn: row.decision_served_on,
		revoked: Boolean(row.revoked),
		historic: row.historic === 1,
		amountFen: row.decided_amount_fen ?? row.amount_fen,
		points: row.points,
		state: penaltyStateOf(row.state),
	}))
}

/** Later cases that counted this one as an earlier decision and have not ended, oldest first. */
export async function casesCounting(handle: Handle, branchId: string, priorId: string): Promise<PenaltyRow[]> {
	const rows = await handle
		.selectFrom('penalty')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('priors_json', 'like', likePattern(`"${priorId}"`))
		.where('state', 'not in', ['WITHDRAWN', 'REVOKED', 'LAPSED', 'WAIVED'])
		.where('ended_at', 'is', null)
		.orderBy('opened_at')
		.orderBy('id')
		.execute()
	return rows.map((row) => ({ ...row, state: penaltyStateOf(row.state) }))
}

export type ArgumentRow = { [K in keyof DefenceArgumentTable]: DefenceArgumentTable[K] }

/** The dealer's arguments in the order in which they were stated. */
export async function argumentsOf(handle: Handle, penaltyId: string): Promise<ArgumentRow[]> {
	return handle
		.selectFrom('defence_argument')
		.selectAll()
		.where('penalty_id', '=', penaltyId)
		.orderBy('round')
		.orderBy('no')
		.execute()
}

export async function insertArgument(tx: Tx, row: ArgumentRow): Promise<void> {
	await tx.insertInto('defence_argument').values(row).execute()
}

/** True when the argument had no answer yet. */
export async function answerArgument(
	tx: Tx,
	id: string,
	answer: Pick<ArgumentRow, 'answer' | 'accepted' | 'answered_by' | 'answered_at'>,
): Promise<boolean> {
	const result = await tx
		.updateTable('defence_argument')
		.set(answer)
		.where('id', '=', id)
		.where('answered_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export type VoteRow = { [K in keyof PanelVoteTable]: PanelVoteTable[K] }

/** Every vote of the panel, earlier rounds included. */
export async function votesOf(handle: Handle, penaltyId: string): Promise<VoteRow[]> {
	return handle
		.selectFrom('panel_vote')
		.selectAll()
		.where('penalty_id', '=', penaltyId)
		.orderBy('round')
		.orderBy('voted_at')
		.execute()
}

export async function insertVote(tx: Tx, row: VoteRow): Promise<void> {
	await tx.insertInto('panel_vote').values(row).execute()
}
