import type { Refusal } from '#app/domain/refusal.ts'
import { type Instant, isLocalDate } from '#app/domain/time.ts'

/** What is wrong with one field: a key of `issue.*` and the figures of its sentence. */
export type FieldIssue = { readonly key: string; readonly params?: Readonly<Record<string, string | number>> }
export type FieldValues = Readonly<Record<string, string | readonly string[]>>
export type FieldErrors = Readonly<Record<string, readonly FieldIssue[]>>

/** Who changed the record while this form was open (409); `theirs` is what stands now. */
export type StaleInfo = {
	readonly by?: string
	readonly at?: Instant
	readonly changes?: readonly { readonly label: string; readonly mine: string; readonly theirs: string }[]
}

/** What an action answers when it did not do the act: everything typed comes back. */
export type FormResult = {
	readonly ok: false
	readonly values: FieldValues
	readonly errors: FieldErrors
	readonly refusal?: Refusal
	readonly stale?: StaleInfo
}

/** The part of a zod issue that we read; zod's own union is wider than every form needs. */
export type SchemaIssue = {
	readonly code?: string | undefined
	readonly message?: string | undefined
	readonly path?: readonly PropertyKey[] | undefined
	readonly input?: unknown
	readonly minimum?: number | bigint | undefined
	readonly maximum?: number | bigint | undefined
}

function limitsOf(issue: SchemaIssue): Record<string, number> {
	return {
		...(issue.minimum === undefined ? {} : { min: Number(issue.minimum) }),
		...(issue.maximum === undefined ? {} : { max: Number(issue.maximum) }),
	}
}

function keyOf(issue: SchemaIssue): string {
	if (issue.message?.startsWith('issue.')) return issue.message
	switch (issue.code) {
		case 'too_small':
			return issue.input === '' || Number(issue.minimum) === 1 ? 'issue.required' : 'issue.too-short'
		case 'too_big':
			return 'issue.too-long'
		case 'invalid_type':
			return 'issue.required'
		case 'invalid_value':
		case 'invalid_union':
			return 'issue.choose'
		default:
			return 'issue.bad-format'
	}
}

/** One zod issue as a key and figures. Messages that start with 'issue.' are keys already. */
export function issueOf(issue: SchemaIssue): FieldIssue {
	const params = limitsOf(issue)
	const key = keyOf(issue)
	return Object.keys(params).length > 0 ? { key, params } : { key }
}

/** Every issue of a zod error by field name ('reason', 'items.0.note'); '' holds what belongs to no field. */
export function issuesOf(error: { readonly issues: readonly SchemaIssue[] }): Record<string, FieldIssue[]> {
	const byField = new Map<string, FieldIssue[]>()
	for (const issue of error.issues) {
		const name = (issue.path ?? []).map(String).join('.')
		const list = byField.get(name)
		if (list) list.push(issueOf(issue))
		else byField.set(name, [issueOf(issue)])
	}
	return Object.fromEntries(byField)
}

const halfWidth = (text: string) =>
	text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).trim()

/**
 * The text of a date typed into three boxes: '' when all are empty, 'YYYY-MM-DD' when there is such a day,
 * else what was typed, which no date field accepts.
 */
export function dateFromParts(year: string, month: string, day: string): string {
	const [y, m, d] = [halfWidth(year), halfWidth(month), halfWidth(day)]
	if (!y && !m && !d) return ''
	const text = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
	return isLocalDate(text) ? text : `${y}-${m}-${d}`
}

/** The three boxes of a date field, as typed before or from a stored date. */
export function datePartsOf(values: FieldValues | undefined, name: string): { y: string; m: string; d: string } {
	const one = (key: string) => {
		const value = values?.[key]
		return typeof value === 'string' ? value : ''
	}
	const whole = /^(\d{4})-(\d{2})-(\d{2})$/.exec(one(name))
	if (whole) return { y: whole[1] ?? '', m: String(Number(whole[2])), d: String(Number(whole[3])) }
	return { y: one(`${name}.y`), m: one(`${name}.m`), d: one(`${name}.d`) }
}

/**
 * The texts of a sent form. A name that occurs twice gives a list, a name that ends with '[]' always does and loses
 * the brackets (tick boxes of one question). Files are left to the upload code.
 */
export function valuesOf(entries: Iterable<readonly [string, unknown]>): Record<string, string | string[]> {
	const values = new Map<string, string | string[]>()
	for (const [sent, value] of entries) {
		if (typeof value !== 'string') continue
		const name = sent.endsWith('[]') ? sent.slice(0, -2) : sent
		const before = values.get(name)
		// No database keeps a NUL, and no person types one.
		const text = value.replaceAll('\u0000', '')
		if (before === undefined) values.set(name, name === sent ? text : [text])
		else values.set(name, [...(typeof before === 'string' ? [before] : before), text])
	}
	return Object.fromEntries(values)
}

/** Values as the schema reads them: the three boxes `<name>.y`, `.m`, `.d` become one text under `<name>`. */
export function withDates(values: FieldValues): Record<string, string | readonly string[]> {
	const out: Record<string, string | readonly string[]> = { ...values }
	for (const key of Object.keys(values)) {
		if (!key.endsWith('.y')) continue
		const name = key.slice(0, -2)
		if (!(`${name}.m` in values) || !(`${name}.d` in values)) continue
		const { y, m, d } = datePartsOf({ ...values, [name]: '' }, name)
		out[name] = dateFromParts(y, m, d)
		for (const part of ['y', 'm', 'd']) delete out[`${name}.${part}`]
	}
	return out
}

type Leaf = string | readonly string[]
type Tree = Map<string, Tree | Leaf>

function put(tree: Tree, path: readonly string[], value: Leaf): void {
	const [head, ...rest] = path
	if (head === undefined || head === '__proto__') return
	if (rest.length === 0) {
		tree.set(head, value)
		return
	}
	const known = tree.get(head)
	const branch: Tree = known instanceof Map ? known : new Map()
	tree.set(head, branch)
	put(branch, rest, value)
}

function plain(node: Tree | Leaf): unknown {
	if (!(node instanceof Map)) return node
	const keys = [...node.keys()]
	if (keys.length > 0 && keys.every((key) => /^\d{1,4}$/.test(key))) {
		return keys.sort((a, b) => Number(a) - Number(b)).map((key) => plain(node.get(key) ?? ''))
	}
	return Object.fromEntries([...node].map(([key, value]) => [key, plain(value)]))
}

/**
 * What a schema reads from the values of a form: dates composed, 'items.0.note' as items[0].note.
 * The browser and the action both call it, so that both judge the same input.
 */
export function schemaInput(values: FieldValues): Record<string, unknown> {
	const tree: Tree = new Map()
	for (const [name, value] of Object.entries(withDates(values))) put(tree, name.split('.'), value)
	return Object.fromEntries([...tree].map(([key, value]) => [key, plain(value)]))
}
