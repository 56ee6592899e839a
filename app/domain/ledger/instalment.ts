import type { Fen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { addDays, type LocalDate } from '../time.ts'

/** Instalments and deferral of one debt: parts with days; a part that is missed makes the rest due. */

export type Part = { readonly no: number; readonly dueOn: LocalDate; readonly amountFen: Fen }

/** The longest plan and the most parts that a branch grants. */
const MOST_PARTS = 12
const LONGEST_DAYS = 366

export type PartState = 'paid' | 'due' | 'late' | 'to-come'

/** Refuses parts that are not in order of days ahead, or that do not add up to what is open. */
export function checkParts(parts: readonly Part[], openFen: Fen, today: LocalDate): Outcome<null> {
	if (parts.length === 0 || parts.length > MOST_PARTS)
		return refuse('invalid', 'instalment.parts', { most: MOST_PARTS })
	const ordered = parts.every((part, i) => part.dueOn > (parts[i - 1]?.dueOn ?? today))
	const last = parts.at(-1)?.dueOn ?? today
	if (!ordered || last > addDays(today, LONGEST_DAYS))
		return refuse('invalid', 'instalment.days', { days: LONGEST_DAYS })
	if (parts.some((part) => part.amountFen <= 0)) return refuse('invalid', 'ledger.amount')
	if (parts.reduce((sum, part) => sum + part.amountFen, 0) !== openFen) return refuse('invalid', 'instalment.sum')
	return ok(null)
}

/** Equal parts of what is open, whole fen; the odd fen goes to the last one. */
export function equalParts(openFen: Fen, days: readonly LocalDate[]): Part[] {
	const each = Math.floor(openFen / Math.max(1, days.length))
	return days.map((dueOn, i) => ({
		no: i + 1,
		dueOn,
		amountFen: i === days.length - 1 ? openFen - each * (days.length - 1) : each,
	}))
}

/** The sum of the parts that are due on a day. */
export function dueUntil(parts: readonly Part[], day: LocalDate): Fen {
	return parts.reduce((sum, part) => (part.dueOn <= day ? sum + part.amountFen : sum), 0)
}

/**
 * What a plan lets a settlement collect (fen; null: everything, because a part was missed). Missed: a part that was due
 * before the settled month began is still not paid, so a whole settlement and the dealer himself have passed it by.
 */
export function planLimit(
	parts: readonly Part[],
	paidFen: Fen,
	asOf: LocalDate,
	monthBegan: LocalDate,
): { readonly broken: boolean; readonly limitFen: Fen | null } {
	const missed = parts.reduce((sum, part) => (part.dueOn < monthBegan ? sum + part.amountFen : sum), 0)
	if (paidFen < missed) return { broken: true, limitFen: null }
	return { broken: false, limitFen: Math.max(0, dueUntil(parts, asOf) - paidFen) }
}

/** How each part stands after `paidFen` has been paid since the plan was granted; the oldest part is paid first. */
export function partStates(parts: readonly Part[], paidFen: Fen, today: LocalDate): (Part & { state: PartState })[] {
	let left = paidFen
	return parts.map((part) => {
		const paid = left >= part.amountFen
		left = Math.max(0, left - part.amountFen)
		const open: PartState = part.dueOn < today ? 'late' : part.dueOn === today ? 'due' : 'to-come'
		return { ...part, state: paid ? 'paid' : open }
	})
}
