import * as z from 'zod/mini'
import { countField, optionalTextField, parseDate, textField, yuanField } from '../fields.schema.ts'
import type { Clause, ClauseInput, ClauseValue } from './clause.ts'
import { clausesOf } from './clauses.ts'
import type { Rulebook } from './rulebook.schema.ts'
import { rulebookFaults } from './rulebook-faults.ts'

type Field = z.ZodMiniType<ClauseValue, unknown>

/** '-0.5' as -5 tenths. */
function tenthsField(min: number, max: number) {
	return z.pipe(
		textField(1, 8),
		z.transform((text, ctx): number => {
			const plain = text.replace('−', '-').replace('+', '')
			const n = /^-?\d{1,3}(\.\d)?$/.test(plain) ? Math.round(Number(plain) * 10) : Number.NaN
			if (n >= min && n <= max) return n
			ctx.issues.push({ code: 'custom', message: 'issue.not-a-number', input: text })
			return z.NEVER
		}),
	)
}

function sharesField() {
	return z.pipe(
		textField(1, 60),
		z.transform((text, ctx): string => {
			const parts = text.split(/[^\d]+/).filter((one) => one !== '')
			const shares = [...new Set(parts.map(Number))].sort((a, b) => b - a)
			if (shares[0] === 100 && shares.at(-1) === 0 && shares.length <= 12) return shares.join(' ')
			ctx.issues.push({ code: 'custom', message: 'issue.rulebook.shares', input: text })
			return z.NEVER
		}),
	)
}

function dayField() {
	return z.pipe(
		optionalTextField(20),
		z.transform((text, ctx): string => {
			if (text === '') return ''
			const day = parseDate(text)
			if (day) return day
			ctx.issues.push({ code: 'custom', message: 'issue.not-a-date', input: text })
			return z.NEVER
		}),
	)
}

/** An empty text is null, anything else goes through the field. */
function orNull(field: Field): Field {
	return z.pipe(
		optionalTextField(60),
		z.transform((text, ctx): ClauseValue => {
			if (text === '') return null
			const parsed = field.safeParse(text)
			if (parsed.success) return parsed.data
			for (const issue of parsed.error.issues) {
				const { message } = issue
				ctx.issues.push({ code: 'custom', message, input: text, ...limits(issue) })
			}
			return z.NEVER
		}),
	)
}

function limits(issue: object): { minimum?: number; maximum?: number } {
	const of = (name: 'minimum' | 'maximum') => {
		const value: unknown = Reflect.get(issue, name)
		return typeof value === 'number' ? { [name]: value } : {}
	}
	return { ...of('minimum'), ...of('maximum') }
}

function fieldOf(input: ClauseInput): Field {
	switch (input.kind) {
		case 'number': {
			const { unit, min, max } = input
			const field: Field =
				unit === 'money' ? yuanField(min, max) : unit === 'tenths' ? tenthsField(min, max) : countField(min, max)
			return input.optional ? orNull(field) : field
		}
		case 'choice':
			return z.enum(input.options, 'issue.choose')
		case 'flag':
			return z.pipe(
				optionalTextField(4),
				z.transform((text) => text === 'on'),
			)
		case 'text':
			return input.optional ? optionalTextField(input.max) : textField(1, input.max)
		case 'date':
			return dayField()
		case 'shares':
			return sharesField()
	}
}

export type ClauseValues = Readonly<Record<string, ClauseValue>>

/** The version with the values of a form; rows of laws without a citation go. */
export function withValues(book: Rulebook, clauses: readonly Clause[], values: ClauseValues): Rulebook {
	const put = clauses.reduce((made, one) => (one.id in values ? one.put(made, values[one.id] ?? null) : made), book)
	return { ...put, laws: put.laws.filter((law) => law.code !== '') }
}

/**
 * The schema of a page of the editor, made of its clauses: each field by its kind, then the whole version as it would
 * be. Values come out in fen, tenths and whole numbers.
 */
export function clauseFormSchema(book: Rulebook, clauses: readonly Clause[]) {
	const shape: Record<string, Field> = { version: z.coerce.number().check(z.int()) }
	for (const one of clauses) shape[one.id] = fieldOf(one.input)
	return z.object(shape).check((ctx) => {
		const made = withValues(book, clauses, ctx.value)
		const ids = new Map(clausesOf(made).map((one) => [one.key, one.id]))
		const before = new Set(rulebookFaults(book).map((one) => `${one.key} ${one.fault}`))
		for (const { key, fault } of rulebookFaults(made)) {
			const id = ids.get(key)
			const here = clauses.some((one) => one.id === id)
			// What another page has to put right does not stop this one.
			if (!here && before.has(`${key} ${fault}`)) continue
			const path = [here && id !== undefined ? id : (clauses[0]?.id ?? '')]
			ctx.issues.push({ code: 'custom', message: `issue.rulebook.${fault}`, path, input: ctx.value })
		}
	})
}

/** The text of a clause as a form field shows it. */
export function fieldText({ input, value }: Pick<Clause, 'input' | 'value'>): string {
	if (value === null) return ''
	if (input.kind === 'flag') return value === true ? 'on' : ''
	if (input.kind !== 'number' || typeof value !== 'number') return String(value)
	if (input.unit === 'money') return value % 100 === 0 ? String(value / 100) : (value / 100).toFixed(2)
	return input.unit === 'tenths' ? String(value / 10) : String(value)
}
