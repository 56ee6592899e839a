/** What an event changed, field by field, for a table that a person reads. */
export type Change = { readonly field: string; readonly before: unknown; readonly after: unknown }

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** JSON columns are shown as what they hold. */
function opened(value: unknown): unknown {
	if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
	try {
		return JSON.parse(value)
	} catch {
		return value
	}
}

/** The object of a stored JSON text; whatever else it is becomes the field 'value'. */
export function recordOf(json: string): Record<string, unknown> {
	const value: unknown = JSON.parse(json)
	if (isRecord(value)) return value
	return value === null || value === undefined ? {} : { value }
}

/** Columns that only say again what others say. */
const TECHNICAL: readonly string[] = ['version', 'search_text']

/**
 * The fields that `before` and `after` name, in the order in which they were written. Fields that stayed as they were
 * and technical ones are left out; a nested object is taken apart by dots.
 */
export function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
	const old = flat(before)
	const now = flat(after)
	return [...new Set([...now.keys(), ...old.keys()])]
		.filter((field) => !TECHNICAL.includes(field))
		.map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
		.filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

function flat(record: Record<string, unknown>, prefix = ''): Map<string, unknown> {
	const out = new Map<string, unknown>()
	for (const [name, stored] of Object.entries(record)) {
		const value = opened(stored)
		if (isRecord(value) && prefix === '') for (const [field, inner] of flat(value, `${name}.`)) out.set(field, inner)
		else out.set(`${prefix}${name}`, value)
	}
	return out
}

/** Single values of an event by name, for the parameters of its sentence. */
export function scalarsOf(record: Record<string, unknown>): Record<string, string | number> {
	const pairs = Object.entries(record).flatMap(([name, value]) =>
		typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
	)
	return Object.fromEntries(pairs)
}
