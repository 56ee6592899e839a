import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import type { Bound, BoundColumns } from './columns.ts'
import { fold } from './columns.ts'
import { type Mapping, SEVERITY_VALUES } from './mapping.schema.ts'
import type { CellProblem, RowProblemKind } from './problems.ts'
import { cleanCell, dateReader, isScientific, oneLine, readAmount, readDate, readNumber } from './values.ts'

export type Severity = (typeof SEVERITY_VALUES)[number]

/** What an outlet was called when it was inspected. */
export type OutletFacts = {
	readonly name: string
	readonly type: string
	readonly address: string
	readonly latitude: number | null
	readonly longitude: number | null
}

/** One row of a register: an inspection with one finding, or without any. */
export type RegisterRow = {
	readonly outletKey: string
	readonly outlet: OutletFacts
	readonly inspectionKey: string
	readonly date: LocalDate
	readonly remark: string
	/** '' when the inspection found nothing. */
	readonly text: string
	readonly corrected: boolean
	readonly note: string
	readonly penalty: { readonly amountFen: Fen; readonly severity: Severity | null; readonly note: string } | null
}

/** The row, or null when a problem is fatal; the other problems are warnings. */
export type MappedRow = { readonly row: RegisterRow | null; readonly problems: readonly CellProblem[] }
export type RowMapper = (cells: readonly string[]) => MappedRow

const MAX_KEY = 100
const MAX_NAME = 300
const MAX_TEXT = 4000

type Range = readonly [min: number, max: number]

/** Reads rows of one file. Keys, name and date are needed; whatever else is blank or bad is left out with a warning. */
export function rowMapper(mapping: Mapping, columns: BoundColumns): RowMapper {
	const readers = mapping.dateFormats.map(dateReader)
	return (cells) => {
		const problems: CellProblem[] = []
		const say = (at: Bound, kind: RowProblemKind, fatal: boolean, value: string) =>
			problems.push({ column: at.title, index: at.index, value: value.slice(0, 80), kind, fatal })
		const cell = (at: Bound) => cleanCell(cells[at.index] ?? '')

		const need = (at: Bound, max: number): string => {
			const text = oneLine(cell(at))
			if (text === '') say(at, 'blank', true, '')
			else if (text.length > max) say(at, 'too-long', true, text)
			return text
		}
		const key = (at: Bound): string => {
			const text = need(at, MAX_KEY)
			if (isScientific(text)) say(at, 'scientific', true, text)
			return text.replace(/^(\d+)\.0+$/, '$1')
		}
		/** The text of an optional cell, translated by `values`; null when blank, missing or unknown. */
		const want = (at: Bound | null, max = MAX_TEXT): string | null => {
			if (!at) return null
			const text = cell(at)
			if (text === '') {
				if (at.warnBlank) say(at, 'blank', false, '')
				return null
			}
			if (at.values) {
				// '*' in the mapping stands for whatever is not named.
				const value = at.values.has(fold(text)) ? at.values.get(fold(text)) : at.values.get('')
				if (value === undefined) say(at, 'unknown-value', false, text)
				return value ?? null
			}
			if (text.length > max) say(at, 'too-long', false, text)
			return text.slice(0, max)
		}
		const number = (at: Bound | null, [min, max]: Range): number | null => {
			const text = want(at)
			if (at === null || text === null) return null
			const value = readNumber(text)
			if (value === null) say(at, 'not-a-number', false, text)
			else if (value < min || value > max) say(at, 'out-of-range', false, text)
			else return value
			return null
		}
		const amount = (at: Bound | null): Fen => {
			const text = want(at)
			if (at === null || text === null) return 0
			const fen = readAmount(text)
			if (fen === null) say(at, 'not-an-amount', false, text)
			else if (fen < 0) say(at, 'negative', false, text)
			return Math.max(0, fen ?? 0)
		}

		if (cells.slice(columns.width).some((extra) => cleanCell(extra) !== '')) {
			const extra = cells.slice(columns.width).find((text) => cleanCell(text) !== '') ?? ''
			return { row: null, problems: [{ column: '', index: -1, value: extra, kind: 'too-many-cells', fatal: true }] }
		}
		const outletKey = key(columns.outletKey)
		const inspectionKey = key(columns.inspectionKey)
		const name = need(columns.outletName, MAX_NAME)
		const dateText = need(columns.date, MAX_NAME)
		const date = readDate(readers, dateText)
		if (dateText !== '' && date === null) say(columns.date, 'not-a-date', true, dateText)
		const latitude = number(columns.latitude, [-90, 90])
		const longitude = number(columns.longitude, [-180, 180])
		const both = latitude !== null && longitude !== null
		const severity = want(columns.severity)
		const amountFen = amount(columns.amount)
		const row: RegisterRow = {
			outletKey,
			outlet: {
				name,
				type: oneLine(want(columns.outletType, MAX_NAME) ?? ''),
				address: oneLine(want(columns.address, MAX_NAME) ?? ''),
				latitude: both ? latitude : null,
				longitude: both ? longitude : null,
			},
			inspectionKey,
			date: date ?? '1900-01-01',
			remark: want(columns.remark) ?? '',
			text: want(columns.text) ?? '',
			corrected: want(columns.corrected) === 'yes',
			note: columns.notes.flatMap((at) => want(at) ?? []).join(' · '),
			penalty:
				amountFen > 0
					? {
							amountFen,
							severity: SEVERITY_VALUES.find((level) => level === severity) ?? null,
							note: want(columns.penaltyNote) ?? '',
						}
					: null,
		}
		return { row: problems.some((problem) => problem.fatal) ? null : row, problems }
	}
}
