/** What a person may do with an order, by the word of its page. */
export type OrderActName =
	| 'edit'
	| 'submit'
	| 'issue'
	| 'acknowledge'
	| 'progress'
	| 'feedback'
	| 'extension'
	| 'assist'
	| 'judge'
	| 'decide-extension'
	| 'chase'
	| 'strike-off'
	| 'reopen'
	| 'assess'
	| 'withdraw'
	| 'transfer'
	| 'contacts'
	| 'suspend'
	| 'raise'
	| 'tasks'
	| 'merge'
	| 'due'
	| 'grade'

const BESIDE: ReadonlySet<OrderActName> = new Set(['suspend', 'raise', 'tasks', 'merge', 'due', 'grade', 'withdraw'])

/** Acts beside the way of an order: never the next step. */
export function isBeside(act: OrderActName): boolean {
	return BESIDE.has(act)
}
