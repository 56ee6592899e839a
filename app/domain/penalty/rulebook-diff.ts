import type { Clause, ClauseValue, Part } from './clause.ts'
import { clausesOf } from './clauses.ts'
import type { Rulebook } from './rulebook.schema.ts'

/** One clause that differs; `before` or `after` is null where the version says nothing. */
export type ClauseChange = Pick<Clause, 'key' | 'part' | 'name' | 'of' | 'words' | 'input'> & {
	readonly before: ClauseValue
	readonly after: ClauseValue
}

const said = (value: ClauseValue) => value !== null && value !== ''

/**
 * The difference of two versions, clause by clause, in the order of the parts; code and effective date are not clauses.
 * Equal versions differ in nothing.
 */
export function diffRulebooks(before: Rulebook, after: Rulebook): ClauseChange[] {
	const old = new Map(clausesOf(before).map((one) => [one.key, one]))
	const fresh = new Map(clausesOf(after).map((one) => [one.key, one]))
	const changes: ClauseChange[] = []
	for (const [key, one] of new Map([...old, ...fresh])) {
		if (one.blank) continue
		const [from, to] = [old.get(key)?.value ?? null, fresh.get(key)?.value ?? null]
		if (from === to || (!said(from) && !said(to))) continue
		const { part, name, of, words, input } = one
		changes.push({ key, part, name, of, words, input, before: from, after: to })
	}
	return changes
}

/** The changes by part, parts without any left out. */
export function changesByPart(changes: readonly ClauseChange[]): { part: Part; changes: ClauseChange[] }[] {
	const parts = [...new Set(changes.map((one) => one.part))]
	return parts.map((part) => ({ part, changes: changes.filter((one) => one.part === part) }))
}
