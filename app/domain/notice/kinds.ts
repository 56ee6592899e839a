/** Every kind of numbered document; the first six belong to a case, the letters may stand alone, the last to an order. */
export const DOCUMENT_KINDS = [
	'pre-notice',
	'decision',
	'review-decision',
	'education',
	'withdrawal',
	'revocation',
	'reminder-letter',
	'settlement-statement',
	'chase-notice',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
/** What a dealer is sent; the chase notice goes to a department of the branch. */
export type DealerDocumentKind = Exclude<DocumentKind, 'chase-notice'>
export type LetterKind = 'reminder-letter' | 'settlement-statement'

/** A letter says what is due or counted; it never words a case anew. */
export function isLetterKind(kind: DocumentKind): kind is LetterKind {
	return kind === 'reminder-letter' || kind === 'settlement-statement'
}

/** How a document came to be served. */
export type ServedHow = 'opened' | 'lapse' | 'handed-over' | 'refused'

/** Signs in document numbers, one series per branch, kind and year. */
export const NUMBER_SIGNS: Readonly<Record<DocumentKind, string>> = {
	'pre-notice': '渠罚告',
	decision: '渠罚决',
	'review-decision': '渠罚复',
	education: '渠教',
	withdrawal: '渠罚撤',
	revocation: '渠罚销',
	'reminder-letter': '渠函',
	'settlement-statement': '渠结',
	'chase-notice': '服催',
}
