import { type Days, dayOf, momentAt, workingDay, workingDays, workingMinutesAfter } from './days.ts'
import type { RawPolicy, RawRung } from './facts.ts'

export type RungTime = { readonly code: string; readonly at: number; readonly before: boolean }

const HOUR = 3_600_000
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))

export type Span = { readonly startedAt: number; readonly dueAt: number; readonly dueDay: number }

/** Every rung of the raw ladder with its moment, as the rules of domain 5.4 place it. */
export function rungTimes(days: Days, policy: RawPolicy, kind: string, level: string | null, span: Span): RungTime[] {
	const ladder = policy.ladders.find(
		({ kinds, levels }) => kinds.includes(kind) && (levels === undefined || (level !== null && levels.includes(level))),
	)
	if (!ladder) return []
	const startDay = dayOf(span.startedAt)
	const all = ladder.rungs.map((rung) => {
		const at = timeOf(days, policy, rung, span)
		return { rung, code: rung.code, at, before: at <= span.dueAt }
	})
	const beforeDue = all.filter(({ rung, before }) => rung.from === 'due' && before)
	const firstDay = Math.min(...beforeDue.map(({ at }) => dayOf(at)))
	return all
		.filter(({ rung, at, before }) => {
			if (!before) return true
			if (rung.from === 'half' && dayOf(at) >= firstDay) return false
			return rung.offset.unit === 'h' || rung.offset.unit === 'wh' || dayOf(at) > startDay
		})
		.map(({ code, at, before }) => ({ code, at, before }))
		.sort((a, b) => a.at - b.at)
}

function timeOf(days: Days, policy: RawPolicy, rung: RawRung, span: Span): number {
	const { amount, unit } = rung.offset
	const startDay = dayOf(span.startedAt)
	const half = workingDay(days, startDay, Math.ceil(workingDays(days, startDay, span.dueDay) / 2))
	const middle = span.startedAt + Math.round((span.dueAt - span.startedAt) / 2)
	const day = rung.from === 'due' ? span.dueDay : rung.from === 'start' ? startDay : half
	const moment = rung.from === 'due' ? span.dueAt : rung.from === 'start' ? span.startedAt : middle
	if (unit === 'h') return moment + amount * HOUR
	if (unit === 'wh') return workingMinutesAfter(days, moment, amount * 60)
	const on = unit === 'wd' ? workingDay(days, day, amount) : day + amount
	return momentAt(on, minutesOf(rung.atTime ?? policy.remindAt))
}
