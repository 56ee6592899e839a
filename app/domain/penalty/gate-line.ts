import type { RefusalRule } from '../refusal.ts'

/** One line of a gate; `helpers` are the people who may do it instead. */
export type GateLine = {
	readonly rule: RefusalRule
	readonly ok: boolean
	readonly params?: Readonly<Record<string, string | number>> | undefined
	readonly helpers?: readonly string[]
}
