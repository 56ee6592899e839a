import type { NoticeBody } from '#app/domain/penalty/notice-body.ts'
import type { WorkingLine } from '#app/domain/penalty/working.ts'
import { assertNever } from '#app/domain/result.ts'
import type { Formats } from './format.ts'
import type { MessageParams, T } from './messages.ts'

type Told = Pick<
	NoticeBody,
	'working' | 'factors' | 'priors' | 'severity' | 'shareReason' | 'units' | 'unit' | 'clause'
>
export type Words = {
	readonly t: T
	readonly word: (key: string, params?: MessageParams) => string
	readonly formats: Formats
}
type WorkingRow = { step: string; op?: string; why?: string; result: string }

const percentText = (n: number) => `${n < 0 ? '−' : '+'}${Math.abs(n)}%`

/** One line of the arithmetic in words with its clause, for pages and documents; null for a line that needs none. */
export function workingRow(told: Told, words: Words, line: WorkingLine): WorkingRow | null {
	const row = plainRow(told, words, line)
	const clause = row?.why === undefined ? null : clauseOf(words.t, line)
	if (row === null || clause === null) return row
	return { ...row, why: words.t('gate.clause.wrap', { why: row.why ?? '', clause }) }
}

/** The clause that a line rests on: the version and what it says there. */
function clauseOf(t: T, line: WorkingLine): string | null {
	const code = line.clause.split(' §')[0] ?? ''
	switch (line.kind) {
		case 'base':
			return t(line.overridden ? 'gate.clause.type' : 'gate.clause.base', { code })
		case 'recurrence':
		case 'factors':
		case 'share':
		case 'rounding':
		case 'cap':
			return t(`gate.clause.${line.kind}`, { code })
		case 'units':
		case 'points':
			return null
		default:
			return assertNever(line)
	}
}

function plainRow(told: Told, { t, word, formats }: Words, line: WorkingLine): WorkingRow | null {
	const result = (of: { subtotalFen: number | null; subtotalYuan: string }) =>
		of.subtotalFen === null ? `¥${of.subtotalYuan}` : formats.money(of.subtotalFen)
	switch (line.kind) {
		case 'base':
			return {
				step: t('desk.working.base'),
				op: formats.money(line.baseFen),
				why: t('desk.working.base.why', { code: told.clause.code, level: t(`desk.severity.${told.severity}`) }),
				result: result(line),
			}
		case 'units':
			return {
				step: t('desk.working.units'),
				op: `× ${line.units}`,
				why: t('desk.working.units.why', {
					count: line.units,
					unit: word(`desk.unit.${told.unit}`, { count: line.units }),
				}),
				result: result(line),
			}
		case 'recurrence':
			return {
				step: t('desk.working.recurrence'),
				op: `× ${line.percent}%`,
				why: t(line.priors > 0 ? 'desk.working.recurrence.why' : 'desk.working.recurrence.none', {
					count: line.priors,
					list: formats.list(told.priors),
				}),
				result: result(line),
			}
		case 'factors':
			return {
				step: t('desk.working.factors'),
				op: `× ${line.percent}%`,
				why: told.factors.length
					? formats.list([
							...told.factors.map((one) => `${word(`desk.factor.${one.code}`)} ${percentText(one.percent)}`),
							...(line.mitigationIgnored && line.mitigationSum < 0
								? [t('penalty.working.ignored', { severity: told.severity })]
								: []),
						])
					: t('desk.working.factors.none'),
				result: result(line),
			}
		case 'share':
			return {
				step: t('desk.working.share'),
				op: `× ${line.percent}%`,
				why: told.shareReason || t('desk.working.share.why', { percent: line.percent }),
				result: result(line),
			}
		case 'rounding':
			return line.changed
				? { step: t('desk.working.rounding'), why: t('desk.working.rounding.why'), result: result(line) }
				: null
		case 'cap':
			return {
				step: t('desk.working.cap'),
				op: `≤ ${formats.money(line.capFen)}`,
				why: t(line.capped ? 'desk.working.cap.reached' : 'desk.working.cap.not-reached'),
				result: result(line),
			}
		case 'points':
			return null
		default:
			return assertNever(line)
	}
}
