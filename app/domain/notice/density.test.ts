import { expect, test } from 'vitest'
import { densityOf } from './density.ts'
import type { NoticeText, TextBlock } from './text.ts'

const line = (letters: number): TextBlock => ({ kind: 'p', spans: [{ text: '字'.repeat(letters) }] })
const textOf = (blocks: readonly TextBlock[]): NoticeText => ({
	title: '',
	caseNo: null,
	to: '',
	blocks,
	contact: '',
	issued: '',
})

test('a short text keeps its design, a longer one is set closer, step by step', () => {
	const steps = [5, 24, 29, 60].map((lines) => densityOf(textOf(Array.from({ length: lines }, () => line(35))), []))
	expect(steps).toEqual([0, 1, 2, 3])
})

test('the receipt of service takes room, too', () => {
	const full = textOf(Array.from({ length: 21 }, () => line(35)))
	const receipt = [
		{ label: '送达回执', value: '2026年11月17日 10:26 吴建国打开' },
		{ label: '申辩期届满', value: '2026年11月24日 周二 24:00' },
	]
	expect(densityOf(full, [])).toBe(0)
	expect(densityOf(full, receipt)).toBe(1)
})

test('Latin letters are half as wide', () => {
	const words = (letters: number) => textOf([{ kind: 'p', spans: [{ text: 'a'.repeat(letters) }] }])
	expect(densityOf(words(1600), [])).toBeLessThan(densityOf(textOf([line(1600)]), []))
})
