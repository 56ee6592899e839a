/** What says nothing of the matter itself. */
const PLAIN: ReadonlySet<string> = new Set(['variant', 'rung', 'due', 'for'])
const HIDDEN = '—'

type Params = Readonly<Record<string, string | number>>

/**
 * The parameters of a message about something that its receiver may not read: a deputy or a superior whom a
 * confidential order does not name (domain 5.3). That there is something, and its day, stays; the rest becomes a dash.
 */
export function closedParams(params: Params): Params {
	return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, PLAIN.has(name) ? value : HIDDEN]))
}
