import { type ClockDates, startClock } from '#app/domain/clock.ts'
import type { IntakeKind, ReplyVia } from '#app/domain/intake/item.ts'
import type { Cause, IntakeChannel, SurveyTopic } from '#app/domain/intake/sources.ts'
import { proposedUrgency } from '#app/domain/intake/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import { type LocalDate, yearOf } from '#app/domain/time.ts'
import { startClocks } from '#db/queries/clocks.server.ts'
import { type IntakeRow, insertIntake } from '#db/queries/intake.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { recordNew } from '../transition.server.ts'
import { CLOCK_OF } from './door.server.ts'

const PREFIX: Readonly<Record<IntakeKind, string>> = { complaint: 'TS', opinion: 'YJ', survey: 'DC' }

export type ItemPlace = {
	readonly id: string
	readonly county_id: string
	readonly grid_id: string
	readonly dealer_id: string
}

export type NewItem = {
	readonly kind: IntakeKind
	readonly channel: IntakeChannel
	readonly externalNumber: string | null
	readonly complainedOn: LocalDate
	/** Masked, with the hash of the whole number where it was known. */
	readonly complainant: string
	readonly complainantHmac: string | null
	readonly place: ItemPlace | null
	readonly category: Cause
	/** 'B03' within the category, where it is known so closely. */
	readonly type: string | null
	readonly matter: string
	readonly wanted: string
	readonly replyBy: ReplyVia
	readonly urgency: Urgency | null
	readonly requestKey: string
	readonly batch?: { readonly id: string; readonly line: number }
	readonly supervisorId?: string | null
	readonly topic?: SurveyTopic | null
}

export type MadeItem = { readonly id: string; readonly number: string }

/** What a search finds: the numbers, the tail of the user's number and the words. */
function searchTextOf(number: string, item: NewItem): string {
	return [number, item.externalNumber, item.complainant, item.matter]
		.filter((part) => part)
		.join(' ')
		.toLowerCase()
}

/**
 * Puts items into the register: each with the next number of its kind and year, its clock and its event, owned by who
 * received it. Complaints have the statutory 15 calendar days from the day of the complaint, opinions and survey items
 * the limit of an ordinary order (domain 5.4, 7). The caller has checked who may.
 */
export async function addItems(ctx: Ctx, tx: Tx, items: readonly NewItem[]): Promise<MadeItem[]> {
	const calendar = await currentCalendar(ctx, tx)
	const policy = await policyOf(ctx, tx)
	const { branchId, accountId } = ctx.actor
	const year = yearOf(ctx.today)
	const made: MadeItem[] = []
	for (const item of items) {
		const id = ctx.newId()
		const number = numberText(PREFIX[item.kind], year, await nextNumber(tx, branchId, `intake.${item.kind}`, year))
		const { kind, subject } = CLOCK_OF[item.kind]
		const limit = item.kind === 'complaint' ? policy.body.statutory.limit : policy.body.levels.NORMAL.handle
		const clock = startClock(calendar, {
			subjectKind: subject,
			subjectId: id,
			kind,
			party: 'staff',
			from: item.complainedOn,
			limit,
			closeAt: policy.body.closeOfDay.department,
			startEvent: 'intake.received',
			policyId: policy.versionId,
		})
		await insertIntake(tx, [rowOf(ctx, id, number, item, clock)])
		await startClocks(tx, branchId, ctx.newId, [clock])
		await recordNew(ctx, tx, {
			subject: 'intake',
			id,
			event: {
				kind: 'intake.received',
				after: {
					number,
					channel: item.channel,
					external_number: item.externalNumber,
					complained_on: item.complainedOn,
					outlet_id: item.place?.id ?? null,
					category: item.category,
					violation_type: item.type,
					owner_id: accountId,
					due_on: clock.dueOn,
				},
			},
		})
		made.push({ id, number })
	}
	return made
}

function rowOf(ctx: Ctx, id: string, number: string, item: NewItem, dates: ClockDates): Omit<IntakeRow, 'version'> {
	const { place } = item
	return {
		id,
		branch_id: ctx.actor.branchId,
		county_id: place?.county_id ?? null,
		grid_id: place?.grid_id ?? null,
		dealer_id: place?.dealer_id ?? null,
		outlet_id: place?.id ?? null,
		number,
		kind: item.kind,
		state: 'OPEN',
		channel: item.channel,
		external_number: item.externalNumber,
		complained_on: item.complainedOn,
		received_at: ctx.now,
		received_by: ctx.actor.accountId,
		owner_id: ctx.actor.accountId,
		successor_id: null,
		successor_asked_at: null,
		complainant: item.complainant,
		complainant_hmac: item.complainantHmac,
		category: item.category,
		violation_type: item.type,
		matter: item.matter,
		wanted: item.wanted,
		reply_by: item.replyBy,
		urgency: item.urgency ?? proposedUrgency(item.channel),
		batch_id: item.batch?.id ?? null,
		batch_line: item.batch?.line ?? null,
		supervisor_id: item.supervisorId ?? null,
		topic: item.topic ?? null,
		due_at: dates.dueAt,
		due_on: dates.dueOn,
		raw_due_on: dates.rawDueOn,
		due_provisional: flag(dates.provisional),
		overdue_at: null,
		answer: '',
		answered_via: null,
		answered_by: null,
		answered_at: null,
		proposed_answer: '',
		proposed_at: null,
		order_id: null,
		violation_id: null,
		merged_into_id: null,
		proposal_id: null,
		end_code: null,
		end_reason: '',
		ended_by: null,
		ended_at: null,
		request_key: item.requestKey,
		search_text: searchTextOf(number, item),
	}
}
