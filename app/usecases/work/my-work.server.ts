import { hasRole, may } from '#app/domain/access.ts'
import type { Calendar } from '#app/domain/calendar.ts'
import { isWorkingDay } from '#app/domain/calendar.ts'
import { addWorkingDays, CLOSE_DEPARTMENT, dueDate, workingDaysBetween } from '#app/domain/due-date.ts'
import { type Light, light } from '#app/domain/light.ts'
import {
	addDays,
	addMonths,
	addMs,
	type Instant,
	instantAt,
	isLocalDate,
	type LocalDate,
	localDateOf,
	weekday,
} from '#app/domain/time.ts'
import type { QueueName } from '#app/domain/work.ts'
import { fateOfFindings, lastSamples, monthProgress } from '#db/queries/work.server.ts'
import type { WorkRow } from '#db/queries/work-parts.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar, currentTaxonomy } from '../reference/load.server.ts'
import { isWaiting, QUEUE_LIMIT, type Queue, queuesOf } from './queues.server.ts'

export type WorkEntry = {
	readonly queue: QueueName
	readonly id: string
	readonly number: string
	readonly title: string
	readonly type: string | null
	readonly onDay: LocalDate | null
	readonly dueAt: Instant | null
	/** The day that people are told: 24:00 belongs to the day it ends. */
	readonly dueOn: LocalDate | null
	readonly light: Light | null
	/** Score of the last visit to the outlet, in tenths. */
	readonly lastScore: number | null
}

export type WorkGroupName = 'overdue' | 'today' | 'week' | 'later'
export type WorkPage = Awaited<ReturnType<typeof myWork>>

/** A case is opened within 10 working days of discovery (domain 4, step 1); no clock is kept before there is a case. */
const OPEN_LIMIT = { amount: 10, unit: 'wd' } as const
const OPENS: ReadonlySet<QueueName> = new Set(['violation.check', 'finding.open'])

/** The row with the deadline of opening where that is what counts. */
function withDeadline(calendar: Calendar, queue: QueueName, row: WorkRow): WorkRow {
	if (!OPENS.has(queue) || row.onDay === null || !isLocalDate(row.onDay)) return row
	const due = dueDate(calendar, row.onDay, OPEN_LIMIT, CLOSE_DEPARTMENT)
	return { ...row, dueAt: due.dueAt, startedAt: due.startedAt }
}

function entryOf(calendar: Calendar, ctx: Ctx, queue: QueueName, found: WorkRow): WorkEntry {
	const row = withDeadline(calendar, queue, found)
	const dueOn = row.dueAt === null ? null : localDateOf(addMs(row.dueAt, -1))
	return {
		queue,
		id: row.id,
		number: row.number,
		title: row.title,
		type: row.type,
		onDay: row.onDay !== null && isLocalDate(row.onDay) ? row.onDay : null,
		dueAt: row.dueAt,
		dueOn,
		light: row.dueAt === null || dueOn === null ? null : lightOfEntry(calendar, ctx, row, row.dueAt, dueOn),
		lastScore: row.lastScore,
	}
}

function lightOfEntry(calendar: Calendar, ctx: Ctx, row: WorkRow, dueAt: Instant, dueOn: LocalDate): Light {
	return light({
		now: ctx.now,
		today: ctx.today,
		calendar,
		dueAt,
		dueOn,
		startedAt: row.startedAt ?? ctx.now,
		acknowledged: true,
		ackDueAt: null,
		returnedOnce: row.type === 'returned',
		stopped: false,
		urgent24h: row.urgency === 'CRITICAL',
	})
}

/** The Sunday of this week; on a day of rest that of the next working week. */
function endOfWeek(calendar: Calendar, today: LocalDate): LocalDate {
	const day = isWorkingDay(calendar, today) ? today : addWorkingDays(calendar, today, 1)
	return addDays(day, 7 - weekday(day))
}

/** Overdue, today, until Sunday, later; what has no deadline is later. */
function groupOf(ctx: Ctx, sunday: LocalDate, entry: WorkEntry): WorkGroupName {
	if (entry.dueAt === null || entry.dueOn === null) return 'later'
	if (entry.dueAt < ctx.now) return 'overdue'
	if (entry.dueOn === ctx.today) return 'today'
	return entry.dueOn <= sunday ? 'week' : 'later'
}

const GROUPS = ['overdue', 'today', 'week', 'later'] as const
const byDue = (a: WorkEntry, b: WorkEntry) =>
	(a.dueAt ?? '~').localeCompare(b.dueAt ?? '~') || a.number.localeCompare(b.number)

function grouped(ctx: Ctx, calendar: Calendar, entries: readonly WorkEntry[]) {
	const sunday = endOfWeek(calendar, ctx.today)
	return GROUPS.map((name) => ({
		name,
		items: entries.filter((entry) => groupOf(ctx, sunday, entry) === name).sort(byDue),
	}))
}

/** Everything that waits for this person, by deadline, with what the role needs beside it. */
export async function myWork(ctx: Ctx) {
	const calendar = await currentCalendar(ctx, ctx.read)
	const queues = await queuesOf(ctx)
	const entries = (queue: Queue) => queue.items.map((row) => entryOf(calendar, ctx, queue.name, row))
	const visits = queues.filter(({ name }) => name === 'inspection.planned').flatMap(entries)
	const waiting = queues.filter(({ name }) => isWaiting(name))
	const items = waiting.flatMap(entries)
	const groups = grouped(ctx, calendar, items)
	return {
		name: ctx.actor.name,
		today: ctx.today,
		worksToday: isWorkingDay(calendar, ctx.today),
		waits: waiting.reduce((sum, queue) => sum + queue.count, 0),
		visitsToday: visits.filter((visit) => visit.onDay !== null && visit.onDay <= ctx.today),
		visitsLater: visits.filter((visit) => visit.onDay === null || visit.onDay > ctx.today),
		groups,
		queues: queues.map(({ name, count }) => ({ name, count })),
		cut: waiting.filter((queue) => queue.count > QUEUE_LIMIT).map(({ name, count }) => ({ name, count })),
		unsent: queues.find(({ name }) => name === 'inspection.unsent')?.count ?? 0,
		opinions: queues.filter(({ name }) => name === 'opinion.waiting').flatMap(entries),
		mayVisit: may(ctx.actor, 'inspection.fill'),
		field: may(ctx.actor, 'inspection.fill') ? await fieldFacts(ctx, calendar) : null,
		samples: may(ctx.actor, 'audit.sample') ? await lastSamples(ctx.read, ctx.actor.accountId, 3) : null,
		types: await typeNames(ctx, items),
	}
}

const FATE_DAYS = 30
const FATE_ROWS = 5

/** What became of one's findings, and how far the month's round is. */
async function fieldFacts(ctx: Ctx, calendar: Calendar) {
	const since = instantAt(addDays(ctx.today, -FATE_DAYS), 0)
	const fate = await fateOfFindings(ctx.read, ctx.actor.accountId, since, FATE_ROWS)
	const monthStart = firstOfMonth(ctx.today)
	const lastDay = addDays(addMonths(monthStart, 1), -1)
	const progress = hasRole(ctx.actor, 'CHANNEL_MANAGER')
		? await monthProgress(ctx.read, ctx.actor.accountId, monthStart)
		: null
	return {
		fate,
		days: FATE_DAYS,
		progress: progress === null ? null : { ...progress, daysLeft: workingDaysBetween(calendar, ctx.today, lastDay) },
	}
}

function firstOfMonth(date: LocalDate): LocalDate {
	return addDays(date, 1 - Number(date.slice(8, 10)))
}

/** Names of the violation types on the page. */
async function typeNames(ctx: Ctx, items: readonly WorkEntry[]) {
	const wanted = new Set(items.map(({ type }) => type))
	const { body } = await currentTaxonomy(ctx, ctx.read)
	return Object.fromEntries(body.types.filter(({ code }) => wanted.has(code)).map(({ code, name }) => [code, name]))
}
