import type { Urgency } from '../order/urgency.ts'
import type { LocalDate } from '../time.ts'

/** 催办通知书 as it was told, kept for ever; the hash is taken over this. */
export type ChaseNoticeBody = {
	readonly v: 1
	readonly kind: 'chase-notice'
	readonly number: string
	readonly branch: string
	readonly issuedOn: LocalDate
	/** The head of the lead department; null where none is named. */
	readonly to: { readonly department: string; readonly head: string | null }
	readonly order: {
		readonly number: string
		readonly title: string
		readonly urgency: Urgency
		readonly dueOn: LocalDate
		readonly statutoryOn: LocalDate | null
		readonly extensions: number
		/** Chases of before, by hand and by the ladder. */
		readonly chases: number
	}
	/** The issuer, who gets the copy. */
	readonly copyTo: string
	readonly contact: string
}
