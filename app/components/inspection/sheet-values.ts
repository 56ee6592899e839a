import { fingerprint } from '#app/domain/inspection/draft.ts'
import { ANSWER_RESULTS, type Answer, type AnswerResult } from '#app/domain/inspection/sheet.ts'
import type { FieldValues } from '../form-result.ts'

/** The fields of one item of the phone form, by item number. */
export const fieldOf = (no: number, part: 'no' | 'result' | 'note' | 'fixed' | 'version' | 'was') =>
	`items.q${no}.${part}`
export const photoField = (no: number) => `photo.${no}`

/** The item of a photo field; null for any other field. */
export function itemOfPhoto(field: string): number | null {
	const hit = /^photo\.(\d{1,4})$/.exec(field)
	return hit ? Number(hit[1]) : null
}

export type SheetAnswer = {
	readonly itemNo: number
	readonly result: AnswerResult
	readonly note: string
	readonly correctedOnSpot: boolean
	readonly version: number
	readonly was: string
}

/** What the writer of an item saw last: sent along, so that untouched answers overwrite nothing. */
export type Base = { readonly version: number; readonly was: string }

const text = (values: FieldValues, name: string) => {
	const value = values[name]
	return typeof value === 'string' ? value : ''
}

function resultOf(value: string): AnswerResult | null {
	return ANSWER_RESULTS.find((one) => one === value) ?? null
}

type Words = { readonly result: AnswerResult | null; readonly note: string; readonly correctedOnSpot: boolean }

export function wordsOf(values: FieldValues, no: number): Words {
	return {
		result: resultOf(text(values, fieldOf(no, 'result'))),
		note: text(values, fieldOf(no, 'note')),
		correctedOnSpot: text(values, fieldOf(no, 'fixed')) === 'on',
	}
}

/**
 * What the fields show: the stored answers, and over them every item that was typed and not kept. An item that the
 * writer did not touch shows what stands now, even when somebody else changed it meanwhile.
 */
export function shownValues(answers: readonly SheetAnswer[], typed: FieldValues | undefined): FieldValues {
	const values: Record<string, string> = {}
	for (const answer of answers) {
		values[fieldOf(answer.itemNo, 'result')] = answer.result
		values[fieldOf(answer.itemNo, 'note')] = answer.note
		if (answer.correctedOnSpot) values[fieldOf(answer.itemNo, 'fixed')] = 'on'
	}
	if (!typed) return values
	for (const [name, value] of Object.entries(typed)) {
		const no = /^items\.q(\d+)\.no$/.test(name) ? Number(value) : 0
		const words = wordsOf(typed, no)
		const bare = words.result === null && words.note.trim() === ''
		// A note without a choice is refused; it must not be lost.
		const untouched = words.result !== null && fingerprint(words) === text(typed, fieldOf(no, 'was'))
		if (no === 0 || bare || untouched) continue
		values[fieldOf(no, 'result')] = words.result ?? ''
		values[fieldOf(no, 'note')] = words.note
		values[fieldOf(no, 'fixed')] = words.correctedOnSpot ? 'on' : ''
	}
	return values
}

export function basesOf(answers: readonly SheetAnswer[]): ReadonlyMap<number, Base> {
	return new Map(answers.map(({ itemNo, version, was }) => [itemNo, { version, was }]))
}

/** The answers that the fields hold now, for the live score. */
export function answersIn(values: FieldValues, numbers: readonly number[]): Answer[] {
	return numbers.flatMap((itemNo) => {
		const { result, note } = wordsOf(values, itemNo)
		return result ? [{ itemNo, result, note }] : []
	})
}

/** '11–15、18': neighbours drawn together. */
export function ranges(numbers: readonly number[], comma: string): string {
	const parts: [number, number][] = []
	for (const n of numbers) {
		const last = parts.at(-1)
		if (last && last[1] === n - 1) last[1] = n
		else parts.push([n, n])
	}
	return parts.map(([a, b]) => (a === b ? String(a) : b === a + 1 ? `${a}${comma}${b}` : `${a}–${b}`)).join(comma)
}
