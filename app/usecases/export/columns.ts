import type { Change } from '#app/domain/audit/changes.ts'
import { LEDGER_ACCOUNTS, type LedgerAccount, type LedgerEntry } from '#app/domain/ledger/ledger.ts'
import { type Instant, localDateOf } from '#app/domain/time.ts'
import type { IntakeLine } from '#db/queries/intake.server.ts'
import type { EventLine } from '../audit/search-events.server.ts'
import type { exportInspections } from '../inspections/views.server.ts'
import type { exportOutlets } from '../registers/outlets.server.ts'
import { code, momentText, moneyColumn, numberColumn, type Spec, tenthsOf, textColumn, type Words } from './words.ts'

type RowOf<F extends (...args: never[]) => AsyncIterable<unknown>> =
	ReturnType<F> extends AsyncIterable<infer Row> ? Row : never

type InspectionLine = RowOf<typeof exportInspections>
export const INSPECTION_COLUMNS: readonly Spec<InspectionLine>[] = [
	textColumn('number', (row) => row.number),
	textColumn('type', (row, words) => code(words, row.type, 'inspection.type')),
	textColumn('state', (row, words) => code(words, row.state, 'inspection.state')),
	textColumn('occurredOn', (row) => row.occurredOn),
	textColumn('plannedOn', (row) => row.plannedOn),
	numberColumn('score', (row) => tenthsOf(row.scoreTenths)),
	numberColumn('failed', (row) => row.failedItems),
	textColumn('outlet', (row) => row.outletName),
	textColumn('dealer', (row) => row.dealerName),
	textColumn('inspector', (row) => row.inspectorName),
	textColumn('historic', (row, words) => words.text(row.historic === 1 ? 'export.yes' : 'export.no')),
	textColumn('id', (row) => row.id),
]

export const INTAKE_COLUMNS: readonly Spec<IntakeLine>[] = [
	textColumn('number', (row) => row.number),
	textColumn('intakeKind', (row, words) => code(words, row.kind, 'intake.kind')),
	textColumn('channel', (row, words) => code(words, row.channel, 'intake.channel')),
	textColumn('external', (row) => row.external),
	textColumn('complainedOn', (row) => row.complainedOn),
	textColumn('receivedAt', (row) => momentText(row.receivedAt)),
	textColumn('complainant', (row) => row.complainant),
	textColumn('outlet', (row) => row.outletName),
	textColumn('cause', (row) => row.category),
	textColumn('matter', (row) => row.matter),
	textColumn('urgency', (row, words) => code(words, row.urgency, 'order.urgency')),
	textColumn('state', (row, words) => code(words, row.state, 'intake.state')),
	textColumn('owner', (row) => row.ownerName),
	textColumn('dueOn', (row) => row.dueOn),
	textColumn('statutoryDueOn', (row) => row.rawDueOn),
	textColumn('overdueAt', (row) => momentText(row.overdueAt)),
	textColumn('answeredAt', (row) => momentText(row.answeredAt)),
	textColumn('id', (row) => row.id),
]

type OutletLine = RowOf<typeof exportOutlets>
export const OUTLET_COLUMNS: readonly Spec<OutletLine>[] = [
	textColumn('code', (row) => row.code),
	textColumn('name', (row) => row.name),
	textColumn('type', (row, words) => code(words, row.type, 'register.outlet-type')),
	textColumn('status', (row, words) => code(words, row.status, 'register.outlet-status')),
	textColumn('address', (row) => row.address),
	textColumn('dealer', (row) => row.dealerName),
	textColumn('county', (row) => row.countyName),
	textColumn('grid', (row) => row.gridName),
	textColumn('manager', (row) => row.managerName),
	textColumn('lastOn', (row) => row.lastOn),
	numberColumn('lastScore', (row) => tenthsOf(row.lastScoreTenths)),
	textColumn('id', (row) => row.id),
]

const value = (one: unknown) => (typeof one === 'string' ? one : one === null ? '' : JSON.stringify(one))
const changeText = (change: Change, words: Words) =>
	`${words.first([`audit.field.${change.field}`], change.field)}: ${value(change.before)} → ${value(change.after)}`

export const EVENT_COLUMNS: readonly Spec<EventLine>[] = [
	numberColumn('seq', (row) => row.seq),
	textColumn('at', (row) => momentText(row.at)),
	textColumn('kind', (row, words) =>
		words.first([`event.${row.kind}`], '') ? words.text(`event.${row.kind}`, row.params) : row.kind,
	),
	textColumn('subject', (row, words) => words.first([`audit.kind.${row.subjectKind}`], row.subjectKind)),
	textColumn('number', (row) => row.number),
	textColumn('subjectName', (row) => row.title),
	textColumn('actor', (row, words) => row.actorName ?? words.text('audit.system')),
	textColumn('reason', (row) => row.reason),
	textColumn('changes', (row, words) => row.changes.map((change) => changeText(change, words)).join('\n')),
	textColumn('hash', (row) => row.hash),
	textColumn('id', (row) => row.subjectId),
]

export type LedgerRow = {
	readonly id: string
	readonly kind: string
	readonly stream: string
	readonly period: string
	readonly claimNumber: string | null
	readonly entries: readonly LedgerEntry[]
	readonly postedOn: string
	readonly amountFen: number
	readonly dealerName: string
	readonly penaltyNumber: string | null
	readonly voucher: string
	readonly byName: string | null
	readonly balanceChangeFen: number
	readonly heldChangeFen: number
	readonly balanceFen: number
	readonly availableFen: number
}
/** What an account owes the dealer by this posting (credit less debit): the column adds up to the account. */
const changeOf = (row: LedgerRow, account: LedgerAccount) =>
	row.entries.reduce((sum, entry) => (entry.account === account ? sum + entry.creditFen - entry.debitFen : sum), 0)

export const LEDGER_COLUMNS: readonly Spec<LedgerRow>[] = [
	textColumn('postedOn', (row) => row.postedOn),
	textColumn('type', (row, words) => code(words, row.kind, 'ledger.kind')),
	textColumn('stream', (row, words) => code(words, row.stream, 'ledger.stream')),
	textColumn('period', (row) => row.period),
	textColumn('dealer', (row) => row.dealerName),
	textColumn('penalty', (row) => row.penaltyNumber ?? row.claimNumber),
	textColumn('voucher', (row) => row.voucher),
	moneyColumn('amount', (row) => row.amountFen),
	moneyColumn('change', (row) => row.balanceChangeFen),
	moneyColumn('held', (row) => row.heldChangeFen),
	moneyColumn('balance', (row) => row.balanceFen),
	moneyColumn('available', (row) => row.availableFen),
	...LEDGER_ACCOUNTS.map((account) => moneyColumn<LedgerRow>(`account.${account}`, (row) => changeOf(row, account))),
	textColumn('by', (row) => row.byName),
	textColumn('id', (row) => row.id),
]

export type PenaltyLine = {
	readonly id: string
	readonly number: string
	readonly state: string
	readonly severity: string | null
	readonly violationType: string | null
	readonly outletName: string
	readonly dealerName: string
	readonly amountFen: number
	readonly points: number
	readonly occurredOn: string
	readonly openedAt: Instant
	readonly decidedAt: Instant | null
	readonly settledFen: number
	readonly outstandingFen: number
}
export const PENALTY_COLUMNS: readonly Spec<PenaltyLine>[] = [
	textColumn('number', (row) => row.number),
	textColumn('state', (row, words) => code(words, row.state, 'penalty.state', 'state.penalty')),
	textColumn('severity', (row) => row.severity),
	textColumn('type', (row) => row.violationType),
	textColumn('outlet', (row) => row.outletName),
	textColumn('dealer', (row) => row.dealerName),
	moneyColumn('amount', (row) => row.amountFen),
	numberColumn('points', (row) => row.points),
	textColumn('occurredOn', (row) => row.occurredOn),
	textColumn('openedAt', (row) => localDateOf(row.openedAt)),
	textColumn('decidedAt', (row) => momentText(row.decidedAt)),
	moneyColumn('settled', (row) => row.settledFen),
	moneyColumn('outstanding', (row) => row.outstandingFen),
	textColumn('id', (row) => row.id),
]
