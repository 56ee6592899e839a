import type { Instant } from '../time.ts'

/** The words of a form by field name, as it is sent. */
export type DraftValues = Readonly<Record<string, string | readonly string[]>>

/** What a page needs to keep the text of a form: whose it is, which form, what lies with us, and our time. */
export type DraftView = {
	readonly account: string
	readonly key: string
	readonly now: Instant
	/** The newest that was kept; without words when the form was sent or the draft thrown away since. */
	readonly saved: { readonly at: Instant; readonly values: DraftValues } | null
}
