import { type BoardColumn, DEFAULT_COLUMNS, knownColumns } from '#app/domain/order/columns.ts'
import type { Instant } from '#app/domain/time.ts'
import { fromJson } from '#db/sql.server.ts'
import type { OrderFileLine } from '../orders/export.server.ts'
import { code, momentText, numberColumn, type Spec, tenthsOf, textColumn, type Words } from './words.ts'

type Line = OrderFileLine
type Parts = Line['parts']

/** Words of one thing beside each other; what is not there is left out. */
const said = (...words: readonly (string | null)[]) => words.filter((word) => word !== null && word !== '').join(' ')
/** Several things of one order in one cell, each in a line of its own. */
const listed = (rows: readonly string[]) => (rows.length === 0 ? null : rows.join('\n'))
const moment = (key: string, of: (row: Line) => Instant | null) => textColumn<Line>(key, (row) => momentText(of(row)))

const lastOf = <Row>(rows: readonly Row[], fits: (row: Row) => boolean = () => true) => rows.findLast(fits)
const answer = ({ feedbacks }: Parts) => lastOf(feedbacks)
const judged = ({ feedbacks }: Parts, outcome: 'ACCEPTED' | 'RETURNED') =>
	lastOf(feedbacks, (row) => row.outcome === outcome)
const granted = ({ extensions }: Parts) => lastOf(extensions, ({ state }) => state === 'GRANTED')

/** 协办部门, each with its task, its date and what came of it. */
function assistText({ name, task, due_on, done_at, overdue_at, result }: Parts['assists'][number], words: Words) {
	const state = done_at === null ? (overdue_at === null ? null : 'export.assist.late') : 'export.assist.done'
	const parts = said(name, task, due_on, state === null ? null : words.text(state), momentText(done_at))
	return said(parts, result)
}

function transferText({ fromName, toName, asked_at, state }: Parts['transfers'][number], words: Words) {
	return said(`${fromName} → ${toName}`, momentText(asked_at), words.text(`export.transfer.${state}`))
}

function extensionText({ asked_at, state, old_due_at, new_due_at }: Parts['extensions'][number], words: Words) {
	const dates = new_due_at === null ? momentText(old_due_at) : `${momentText(old_due_at)} → ${momentText(new_due_at)}`
	return said(momentText(asked_at), words.text(`export.extension.${state}`), dates)
}

function suspensionText({ body, reason, from_at, expected_until, to_at }: Parts['suspensions'][number]) {
	return said(body, reason, `${momentText(from_at)} → ${momentText(to_at) ?? expected_until}`)
}

/** Every field of domain 5.3, in the order of the paper. */
const FIELDS: readonly Spec<Line>[] = [
	textColumn('number', (row) => row.number),
	textColumn('title', (row) => row.title),
	textColumn('light', (row, words) => (row.now === null ? null : words.text(`board.light.${row.now.colour}`))),
	textColumn('state', (row, words) => code(words, row.state, 'order.state', 'state.order')),
	textColumn('source', (row, words) => code(words, row.source, 'order.source')),
	textColumn('sourceRef', (row) => row.source_ref),
	textColumn('sourceOn', ({ parts }) => parts.order.source_on),
	textColumn('complainedOn', ({ parts }) => parts.order.complaint_on),
	textColumn('documentNumber', ({ parts }) => parts.order.document_number),
	textColumn('matter', ({ parts }) => parts.order.matter),
	textColumn('users', ({ parts }) => listed(fromJson<string[]>(parts.order.affected_users_json))),
	textColumn('outlet', (row) => row.outletName),
	textColumn('dealer', ({ parts }) => parts.dealerName),
	textColumn('category', ({ parts }) => parts.order.category),
	textColumn('rights', ({ parts }) => fromJson<number[]>(parts.order.rights_json).join(', ')),
	textColumn('urgency', (row, words) => code(words, row.urgency, 'order.urgency')),
	textColumn('grade', (row, words) =>
		words.text(row.confidential === 1 ? 'order.confidential' : 'order.fact.grade.open'),
	),
	textColumn('gradeReason', ({ parts }) => parts.order.grade_reason),
	textColumn('draftedBy', ({ parts }) => parts.people.drafted_by),
	moment('draftedAt', (row) => row.drafted_at),
	textColumn('issuedBy', ({ parts }) => parts.people.issued_by),
	moment('issuedAt', (row) => row.issued_at),
	textColumn('department', (row) => row.departmentName),
	textColumn('handler', (row) => row.handlerName),
	textColumn('assisting', ({ parts }, words) => listed(parts.assists.map((one) => assistText(one, words)))),
	moment('ackDueAt', (row) => row.ack_due_at),
	textColumn('acknowledgedBy', ({ parts }) => parts.people.acknowledged_by),
	moment('acknowledgedAt', (row) => row.acknowledged_at),
	moment('ackDefaultAt', ({ parts }) => parts.order.ack_default_at),
	textColumn('statutoryDueOn', (row) => row.statutory_due_on),
	moment('originalDueAt', (row) => row.original_due_at),
	moment('dueAt', (row) => (row.due_on === null ? null : row.due_at)),
	numberColumn('extensions', (row) => row.extension_count),
	moment('extendedAt', ({ parts }) => granted(parts)?.decided_at ?? null),
	textColumn('extensionList', ({ parts }, words) => listed(parts.extensions.map((one) => extensionText(one, words)))),
	textColumn('suspended', ({ parts }) => listed(parts.suspensions.map(suspensionText))),
	textColumn('transfers', ({ parts }, words) => listed(parts.transfers.map((one) => transferText(one, words)))),
	numberColumn('progressNotes', ({ parts }) => parts.progress.length),
	textColumn('lastProgress', ({ parts }) => {
		const note = lastOf(parts.progress)
		return note ? said(momentText(note.at), note.text) : null
	}),
	numberColumn('chases', (row) => row.chase_count),
	moment('lastChaseAt', ({ parts }) => lastOf(parts.chases)?.at ?? null),
	textColumn('wanted', ({ parts }) => listed(parts.wanted.map(({ n, text }) => `${n}. ${text}`))),
	moment('submittedAt', (row) => row.submitted_at),
	textColumn('result', ({ parts }) => answer(parts)?.result ?? null),
	textColumn('rootCause', ({ parts }) => answer(parts)?.cause ?? null),
	textColumn('mechanism', ({ parts }) => answer(parts)?.mechanism ?? null),
	textColumn('opinion', ({ parts }) => judged(parts, 'ACCEPTED')?.reason ?? null),
	numberColumn('returned', (row) => row.returned_count),
	textColumn('returnReason', ({ parts }) => judged(parts, 'RETURNED')?.reason ?? null),
	textColumn('callback', ({ parts }, words) => {
		const result = parts.order.callback_result
		return result === null ? null : code(words, result, 'order.callback')
	}),
	moment('overdueAt', (row) => row.overdue_at),
	numberColumn('overdueDays', (row) => row.overdueDays),
	textColumn('completedBy', ({ parts }) => parts.people.completed_by),
	moment('completedAt', (row) => row.completed_at),
	textColumn('observeUntil', (row) => row.observe_until),
	textColumn('struckOffBy', ({ parts }) => parts.people.struck_off_by),
	moment('struckOffAt', (row) => row.struck_off_at),
	textColumn('strikeOffNote', ({ parts }) => parts.order.strike_off_note),
	textColumn('recurredOn', ({ parts }) => parts.order.recurred_on),
	numberColumn('reopened', ({ parts }) => parts.order.reopened_count),
	textColumn('repeats', ({ parts }) => parts.repeats),
	textColumn('mergedInto', ({ parts }) => parts.mergedInto),
	textColumn('endReason', ({ parts }) => parts.order.end_reason),
	numberColumn('assessment', (row) => tenthsOf(row.assessment_tenths)),
	textColumn('assessedBy', ({ parts }) => parts.people.assessed_by),
	textColumn('penalties', ({ parts }) => listed(parts.penalties)),
	textColumn('plans', ({ parts }) => listed(parts.plans)),
	textColumn('id', (row) => row.id),
]

/** What a column of the board is in a file. */
const OF_COLUMN: Readonly<Record<BoardColumn, readonly string[]>> = {
	due: ['dueAt', 'overdueAt'],
	matter: [],
	urgency: ['urgency'],
	department: ['department'],
	state: ['state'],
	extra: ['extensions', 'chases', 'returned'],
	source: ['source', 'sourceRef'],
	issued: ['issuedAt'],
	handler: ['handler'],
	statutory: ['statutoryDueOn'],
	original: ['originalDueAt'],
	outlet: ['outlet'],
}
const FIRST = ['number', 'title', 'light'] as const

/** The columns that the board shows come first and in its order, then every other field; the id last. */
export function orderColumns(names: readonly string[]): readonly Spec<Line>[] {
	const known = knownColumns(names)
	const chosen = known.length === 0 ? DEFAULT_COLUMNS : known
	const keys = new Set<string>([...FIRST, ...chosen.flatMap((column) => OF_COLUMN[column])])
	const shown = [...keys].flatMap((key) => FIELDS.find((spec) => spec.key === key) ?? [])
	return [...shown, ...FIELDS.filter(({ key }) => !keys.has(key))]
}
