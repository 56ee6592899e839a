import type { AnswerResult } from './sheet.ts'

/**
 * Several people and several devices write one sheet: each answer carries the version and the words that its writer
 * saw, so that an untouched answer never overwrites what somebody else wrote meanwhile.
 */

export type StoredAnswer = {
	readonly itemNo: number
	readonly result: AnswerResult
	readonly note: string
	readonly correctedOnSpot: boolean
	readonly version: number
}

export type PostedAnswer = {
	readonly itemNo: number
	/** Null when the item was not answered. */
	readonly result: AnswerResult | null
	readonly note: string
	readonly correctedOnSpot: boolean
	/** Version that the writer saw; 0 when there was no answer yet. */
	readonly version: number
	/** `fingerprint` of what the writer saw. */
	readonly was: string
}

type Words = { readonly result: AnswerResult | null; readonly note: string; readonly correctedOnSpot: boolean }

/** Line ends as stored: browsers send CRLF. */
export function plainLines(text: string): string {
	return text.replace(/\r\n?/g, '\n').trim()
}

/** What an answer says, as one text; facts and the tick count only for a fail. */
export function fingerprint(answer: Words | null): string {
	if (!answer || answer.result === null) return ''
	if (answer.result !== 'fail') return answer.result
	return `fail|${answer.correctedOnSpot ? 1 : 0}|${plainLines(answer.note)}`
}

export type DraftMerge = {
	readonly changes: readonly { readonly posted: PostedAnswer & Words; readonly stored: StoredAnswer | null }[]
	/** Items that somebody else changed since the writer saw them. */
	readonly conflicts: readonly { readonly posted: PostedAnswer; readonly stored: StoredAnswer | null }[]
}

/** What a sent draft changes. The caller writes all changes, or nothing when there is a conflict. */
export function mergeDraft(stored: readonly StoredAnswer[], posted: readonly PostedAnswer[]): DraftMerge {
	const byNo = new Map(stored.map((answer) => [answer.itemNo, answer]))
	const changes: DraftMerge['changes'][number][] = []
	const conflicts: DraftMerge['conflicts'][number][] = []
	for (const answer of posted) {
		const mine = fingerprint(answer)
		const now = byNo.get(answer.itemNo) ?? null
		const untouched = mine === '' || mine === plainLines(answer.was)
		if (untouched || mine === fingerprint(now)) continue
		if ((now?.version ?? 0) === answer.version) changes.push({ posted: answer, stored: now })
		else conflicts.push({ posted: answer, stored: now })
	}
	return { changes, conflicts }
}
