import * as z from 'zod/mini'
import { parseYuan } from './money.ts'
import { isLocalDate, type LocalDate } from './time.ts'

/** Form fields as FormData gives them: text in, values out; every message is a key of `issue.*`. */

/** '2026 11 5', '2026/11/05', '2026年11月5日' or '2026-11-05' as a date; null when there is no such day. */
export function parseDate(text: string): LocalDate | null {
	const hit = /^(\d{4})\s*[-/.年\s]\s*(\d{1,2})\s*[-/.月\s]\s*(\d{1,2})\s*日?$/.exec(text.trim())
	if (!hit) return null
	const plain = `${hit[1]}-${(hit[2] ?? '').padStart(2, '0')}-${(hit[3] ?? '').padStart(2, '0')}`
	return isLocalDate(plain) ? plain : null
}

/** Trimmed text of `min` to `max` characters. */
export function textField(min: number, max: number) {
	return z
		.string('issue.required')
		.check(
			z.trim(),
			z.minLength(1, { error: 'issue.required', abort: true }),
			z.minLength(min, 'issue.too-short'),
			z.maxLength(max, 'issue.too-long'),
		)
}

/** Trimmed text that may be left empty. */
export function optionalTextField(max: number) {
	return z._default(z.string('issue.bad-format').check(z.trim(), z.maxLength(max, 'issue.too-long')), '')
}

/** A ticked box. */
export function confirmField() {
	return z.literal(['on', 'true', '1'], 'issue.must-confirm')
}

/** A date of the calendar. */
export function dateField() {
	return z.pipe(
		z.string('issue.required').check(z.trim(), z.minLength(1, { error: 'issue.required', abort: true })),
		z.transform((text, ctx): LocalDate => {
			const date = parseDate(text)
			if (date) return date
			ctx.issues.push({ code: 'custom', message: 'issue.not-a-date', input: text })
			return z.NEVER
		}),
	)
}

/** A whole number from `min` to `max`; full-width digits are met. */
export function countField(min: number, max: number) {
	return z.pipe(
		z.pipe(
			z.string('issue.required').check(z.trim(), z.minLength(1, { error: 'issue.required', abort: true })),
			z.transform((text, ctx): number => {
				const plain = text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
				if (/^-?\d{1,9}$/.test(plain)) return Number(plain)
				ctx.issues.push({ code: 'custom', message: 'issue.not-a-number', input: text })
				return z.NEVER
			}),
		),
		z.number().check(z.minimum(min, 'issue.out-of-range'), z.maximum(max, 'issue.out-of-range')),
	)
}

/** Yuan as typed, as fen from `minFen` to `maxFen`. */
export function yuanField(minFen: number, maxFen: number) {
	return z.pipe(
		z.pipe(
			z.string('issue.required').check(z.trim(), z.minLength(1, { error: 'issue.required', abort: true })),
			z.transform((text, ctx): number => {
				const fen = parseYuan(text)
				if (fen !== null) return fen
				ctx.issues.push({ code: 'custom', message: 'issue.not-a-number', input: text })
				return z.NEVER
			}),
		),
		z.number().check(z.minimum(minFen, 'issue.out-of-range'), z.maximum(maxFen, 'issue.out-of-range')),
	)
}
