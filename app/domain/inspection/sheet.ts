import type { Sheet, SheetItem } from './sheet.schema.ts'
import type { InspectionType } from './types.ts'

/** Answers, score and completeness of an inspection sheet (domain 2.1). */

export const ANSWER_RESULTS = ['pass', 'fail', 'na'] as const
export type AnswerResult = (typeof ANSWER_RESULTS)[number]
export type Answer = { readonly itemNo: number; readonly result: AnswerResult; readonly note: string }

/** Asked: has to be answered. Optional: may be. Off: not applicable in this type of visit. */
export type ItemUse = 'asked' | 'optional' | 'off'

export const NOTE_MINIMUM = 5

/** What an item is in a visit of this type: open visits cannot see what only an unrecognised visitor sees. */
export function itemUse(type: InspectionType, item: SheetItem): ItemUse {
	const mystery = item.methods.includes('mystery')
	if (type === 'MYSTERY') return mystery ? 'asked' : 'optional'
	return item.methods.some((method) => method !== 'mystery') ? 'asked' : 'off'
}

/** earned / applicable × 100 in tenths, rounded half up; not applicable and unanswered items leave the denominator. */
export function score(sheet: Sheet, answers: readonly Answer[]): number | null {
	const results = new Map(answers.map((answer) => [answer.itemNo, answer.result]))
	let earned = 0
	let applicable = 0
	for (const item of sheet.items) {
		const result = results.get(item.no)
		if (result !== 'pass' && result !== 'fail') continue
		applicable += item.points
		if (result === 'pass') earned += item.points
	}
	if (applicable === 0) return null
	return Math.floor((2000 * earned + applicable) / (2 * applicable))
}

export type MissingItem = { readonly itemNo: number; readonly what: 'answer' | 'note' }

/** What keeps a sheet from being complete, in the order of the sheet: no answer, or a fail without its facts. */
export function missingItems(sheet: Sheet, type: InspectionType, answers: readonly Answer[]): MissingItem[] {
	const byNo = new Map(answers.map((answer) => [answer.itemNo, answer]))
	const missing: MissingItem[] = []
	for (const item of sheet.items) {
		const answer = byNo.get(item.no)
		if (!answer && itemUse(type, item) === 'asked') missing.push({ itemNo: item.no, what: 'answer' })
		if (answer?.result === 'fail' && answer.note.trim().length < NOTE_MINIMUM)
			missing.push({ itemNo: item.no, what: 'note' })
	}
	return missing
}

/** How far a sheet is: answered and asked items of one section or of the whole sheet, and the fails among them. */
export function progress(sheet: Sheet, type: InspectionType, answers: readonly Answer[], numbers?: readonly number[]) {
	const byNo = new Map(answers.map((answer) => [answer.itemNo, answer]))
	let asked = 0
	let answered = 0
	let failed = 0
	for (const item of sheet.items) {
		if (numbers && !numbers.includes(item.no)) continue
		const answer = byNo.get(item.no)
		if (itemUse(type, item) === 'asked') asked += 1
		if (answer && itemUse(type, item) === 'asked') answered += 1
		if (answer?.result === 'fail') failed += 1
	}
	return { asked, answered, failed }
}

export const SECTION_CODES = ['identity', 'tariff', 'scenario', 'business', 'privacy', 'records'] as const
export type SectionCode = (typeof SECTION_CODES)[number]

/** Blocks of the standard sheet on the phone form, by item numbers (names: pages' messages). */
export const SECTIONS: readonly { readonly code: SectionCode; readonly items: readonly number[] }[] = [
	{ code: 'identity', items: [1, 2, 3, 4, 10] },
	{ code: 'tariff', items: [5, 6, 7, 8, 9] },
	{ code: 'scenario', items: [11, 12, 13, 14, 15, 18] },
	{ code: 'business', items: [16, 17] },
	{ code: 'privacy', items: [19, 20, 21, 22, 23] },
	{ code: 'records', items: [24, 25] },
]

/** The sections of a sheet for one type of visit: items that are off are left out, foreign items come last. */
export function sectionsFor(sheet: Sheet, type: InspectionType) {
	const known = new Set(SECTIONS.flatMap((section) => section.items))
	const shown = sheet.items.filter((item) => itemUse(type, item) !== 'off')
	const sections = SECTIONS.map(({ code, items }) => ({ code, items: shown.filter((item) => items.includes(item.no)) }))
	const rest = shown.filter((item) => !known.has(item.no))
	const all: { code: SectionCode | 'other'; items: SheetItem[] }[] = [...sections, { code: 'other', items: rest }]
	return all.filter((section) => section.items.length > 0)
}
