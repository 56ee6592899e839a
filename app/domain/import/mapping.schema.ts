import * as z from 'zod/mini'
import { INSPECTION_TYPES } from '../inspection/types.ts'
import { isLocalDate, type LocalDate } from '../time.ts'

/** How the columns of a foreign inspection register become outlets, inspections, findings and historic penalties. */

const text = z.string().check(z.minLength(1), z.maxLength(200))
const code = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/))
const date = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value))
const names = z.object({ 'zh-Hans': text, 'zh-Hant': text, en: text })
const named = z.strictObject({ code, name: text })

/** A column is found by any of its titles; case, spaces and signs of a title do not matter. */
const titles = z.pipe(
	z.union([text, z.array(text).check(z.minLength(1))]),
	z.transform((given): readonly string[] => (typeof given === 'string' ? [given] : given)),
)

/** `values` translates what stands in the file; anything else in that column is a warning. */
const column = z.strictObject({
	column: titles,
	values: z.optional(z.record(z.string(), z.nullable(z.string()))),
	/** Says so when the cell is empty; otherwise an empty optional cell passes in silence. */
	warnBlank: z.optional(z.boolean()),
})
export type MappedColumn = z.infer<typeof column>

export const SEVERITY_VALUES = ['L1', 'L2', 'L3', 'L4'] as const

export const mappingSchema = z.strictObject({
	name: code,
	title: names,
	note: z.optional(z.string()),
	/** Where the rows come from: keys of one source never meet those of another. */
	source: code,
	/** 'IMP' makes IMP-102737432 of the inspection 102737432. */
	numberPrefix: code,
	/** Tried in this order; a file is one or the other as a whole. */
	encodings: z._default(z.array(z.enum(['utf-8', 'gb18030', 'windows-1252', 'utf-16le'])).check(z.minLength(1)), [
		'utf-8',
		'gb18030',
	]),
	delimiter: z._default(z.enum(['auto', ',', ';', '\t']), 'auto'),
	/** Tokens YYYY, MM, DD, MMM; a time of day after the date is left out. */
	dateFormats: z.array(text).check(z.minLength(1)),
	/** Without `elsewhere`, rows go to the only branch that there is and the named one is made when there is none. */
	branch: z.strictObject({
		code,
		name: text,
		shortName: z.string().check(z.minLength(1), z.maxLength(4)),
		elsewhere: z._default(z.boolean(), false),
	}),
	county: named,
	grid: named,
	dealer: named,
	sheet: z.strictObject({ code, title: names, item: names, effectiveFrom: date }),
	inspectionType: z._default(z.enum(INSPECTION_TYPES), 'PATROL'),
	outlet: z.strictObject({
		key: column,
		name: column,
		type: z.optional(column),
		address: z.optional(column),
		latitude: z.optional(column),
		longitude: z.optional(column),
	}),
	inspection: z.strictObject({ key: column, date: column, remark: z.optional(column) }),
	finding: z.strictObject({
		text: column,
		/** 'yes' in its `values` marks what was put right on the spot. */
		corrected: z.optional(column),
		/** What became of it, in the order given. */
		notes: z._default(z.array(column), []),
	}),
	penalty: z.optional(
		z.strictObject({
			amount: column,
			/** L1 to L4 in its `values`. */
			severity: z.optional(column),
			note: z.optional(column),
		}),
	),
})
export type Mapping = z.infer<typeof mappingSchema>
