import type { Instant, LocalDate } from '../time.ts'
import type { DocumentKind } from './kinds.ts'

/** A piece of a paragraph; `b` in bold. */
export type Span = { readonly text: string; readonly b?: true }

export type TextTable = {
	readonly kind: 'table'
	readonly caption: string
	readonly head: readonly string[]
	/** Columns from this one on are figures, set right. */
	readonly figuresFrom: number
	readonly rows: readonly (readonly string[])[]
	/** The sum in words, and in figures per column of figures. */
	readonly total: { readonly label: string; readonly values: readonly string[] } | null
}

export type TextBlock =
	| { readonly kind: 'h'; readonly text: string }
	| { readonly kind: 'p'; readonly spans: readonly Span[] }
	| TextTable

/** A document in one language, worded: screen, print and PDF show exactly this. */
export type NoticeText = {
	readonly title: string
	readonly caseNo: string | null
	readonly to: string
	readonly blocks: readonly TextBlock[]
	readonly contact: string
	/** The date of the document in words. */
	readonly issued: string
}

export type Language3 = 'zh-Hans' | 'zh-Hant' | 'en'
export const LANGUAGES3: readonly Language3[] = ['zh-Hans', 'zh-Hant', 'en']

export type NoticeTexts = Readonly<Record<Language3, NoticeText>>

/** Everything that a sheet shows beside its wording; of an issued document, or of a draft without number. */
export type SheetFacts = {
	readonly kind: DocumentKind
	readonly branch: string
	readonly number: string
	readonly issuedOn: LocalDate
	readonly sha256: string
	readonly checkCode: string
	/** Where the QR leads. */
	readonly verifyUrl: string
	readonly issued: boolean
}

/** Receipt of service on a copy: label and value per line. */
export type ReceiptLine = { readonly label: string; readonly value: string; readonly strong?: true }

export type CopyMark = { readonly n: number; readonly at: Instant; readonly receipt: readonly ReceiptLine[] }
