import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteLength, cutToBytes, fitLines } from './bytes.ts'

describe('text within a limit of bytes', () => {
	test('what fits stays', () => {
		expect(cutToBytes('督办单', 9)).toBe('督办单')
		expect(cutToBytes('督办单', 8)).toBe('督…')
		expect(cutToBytes('督办单', 2)).toBe('')
	})

	test('never half a character, never a sign without the one it belongs to', () => {
		expect(cutToBytes('𠮷𠮷𠮷', 11)).toBe('𠮷𠮷…')
		// A family is four signs and three joiners, or nothing.
		expect(cutToBytes('a👩‍👩‍👧‍👦b', 20)).toBe('a…')
		expect(cutToBytes('e\u0301e\u0301e\u0301', 8)).toBe('e\u0301…')
	})

	test('any text, any limit: within it, a whole beginning, well formed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 3, max: 120 }), (text, max) => {
				const cut = cutToBytes(text, max)
				expect(byteLength(cut)).toBeLessThanOrEqual(max)
				// Half a character does not survive the way to bytes and back.
				expect(new TextDecoder().decode(new TextEncoder().encode(cut))).toBe(cut)
				if (cut !== text) expect(text.startsWith(cut.slice(0, -1))).toBe(true)
			}),
		)
	})

	test('lines: as many whole ones as fit, with how many are missing; one that is too long is cut', () => {
		const lines = Array.from({ length: 200 }, (_, n) => `- DB-2026-${n} 逾期`)
		const text = fitLines('头', lines, '尾', 2048, (left) => `还有 ${left} 行`)
		expect(byteLength(text)).toBeLessThanOrEqual(2048)
		const shown = text.split('\n').filter((line) => line.startsWith('- ')).length
		expect(text).toContain(`还有 ${200 - shown} 行`)
		expect(text.endsWith('\n尾')).toBe(true)
		// One more would not have fitted.
		const more = fitLines('头', lines.slice(0, shown + 1), '尾', 2048, () => '还有 199 行')
		expect(more.split('\n').filter((line) => line.startsWith('- ')).length).toBeLessThanOrEqual(shown + 1)
		expect(byteLength(fitLines('头', ['长'.repeat(2000)], '尾', 2048, () => ''))).toBeLessThanOrEqual(2048)
	})
})
