import { cameFirst, decideSelfReport, type FoundBefore, SELF_REPORTED } from '#app/domain/desk/self-report.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { localDateOf } from '#app/domain/time.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { foundBefore, type SelfReportRow, selfReportIn, updateSelfReport } from '#db/queries/self-reports.server.ts'
import { flag, fromJson, toJson } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { carryEvidence } from '../evidence/carry-evidence.server.ts'
import { currentRulebook } from '../reference/load.server.ts'
import { type Door, transition, transitionIn } from '../transition.server.ts'
import { violationTypeNow } from '../violations/record-by-hand.server.ts'
import { draftViolationIn } from '../violations/record-violation.server.ts'

type ReportSet = Partial<Omit<SelfReportRow, 'id' | 'version'>>
type ReportDoor = Door<SelfReportRow, ReportSet>

function doorOf(id: string, version: number, decide: ReportDoor['decide']): ReportDoor {
	return {
		subject: 'self-report',
		id,
		version,
		readAction: 'self-report.read',
		actions: ['self-report.decide'],
		load: selfReportIn,
		decide,
		save: updateSelfReport,
	}
}

async function mayDecide(ctx: Ctx, tx: Tx, row: SelfReportRow): Promise<Outcome<null>> {
	const dealer = await dealerById(tx, row.dealer_id)
	return decideSelfReport({ state: row.state, dealerSignerId: dealer?.signed_by ?? null }, ctx.actor.accountId)
}

/** What was there before a report, if it is about this type. */
export async function foundBeforeReport(handle: Handle, row: SelfReportRow, typeCode: string): Promise<FoundBefore[]> {
	return foundBefore(handle, {
		outletId: row.outlet_id,
		typeCode,
		occurredOn: row.occurred_on,
		reportedAt: row.reported_at,
		reportedOn: localDateOf(row.reported_at),
	})
}

async function tellReporter(tx: Tx, row: SelfReportRow, variant: 'taken-up' | null): Promise<OutboxDraft[]> {
	const owners = await holdersOf(tx, row.branch_id, ['DEALER_OWNER'], { dealerId: row.dealer_id })
	return owners.map((owner) => ({
		key: `self-report:${row.id}:decided`,
		kind: 'self-report.decided',
		accountId: owner.id,
		subjectKind: 'self-report',
		subjectId: row.id,
		params: { number: row.number, ...(variant ? { variant } : {}) },
	}))
}

export type TakeUp = {
	readonly id: string
	readonly version: number
	readonly typeCode: string
	readonly units: number
	readonly answer: string
}

/**
 * Takes a report up: a violation draft with its files, opened by this officer, and with the factor 'self-reported'
 * where the report came first. The case then goes the normal way, checked by somebody else.
 */
export async function takeUpReport(ctx: Ctx, command: TakeUp): Promise<Outcome<{ id: string; violationId: string }>> {
	return ctx.inTx<{ id: string; violationId: string }>(ctx.actor.branchId, async (tx) => {
		let violationId = ''
		const taken = await transitionIn(
			ctx,
			tx,
			doorOf(command.id, command.version, async (row, within) => {
				const allowed = await mayDecide(ctx, within, row)
				if (!allowed.ok) return allowed
				const type = await violationTypeNow(ctx, within, command.typeCode, row.occurred_on)
				if (!type.ok) return type
				const found = await foundBeforeReport(within, row, command.typeCode)
				const { body } = await currentRulebook(ctx, within)
				const first = cameFirst(found) && body.factors.some((factor) => factor.code === SELF_REPORTED)
				const violation = await draftOf(ctx, within, row, { ...command, first })
				violationId = violation.id
				return ok({
					set: {
						state: 'TAKEN_UP',
						decided_by: ctx.actor.accountId,
						decided_at: ctx.now,
						answer: command.answer,
						violation_id: violation.id,
						violation_type: command.typeCode,
						factor_set: flag(first),
						found_json: toJson(found),
					},
					event: {
						kind: 'self-report.taken-up',
						reason: command.answer || null,
						after: { violation: violation.number, type: command.typeCode, self_reported: first },
					},
					tell: await tellReporter(within, row, 'taken-up'),
				})
			}),
		)
		return taken.ok ? ok({ id: command.id, violationId }) : taken
	})
}

async function draftOf(ctx: Ctx, tx: Tx, row: SelfReportRow, command: TakeUp & { readonly first: boolean }) {
	const { branch_id, county_id, grid_id, dealer_id, outlet_id } = row
	const violation = await draftViolationIn(ctx, tx, {
		place: { branch_id, county_id, grid_id, dealer_id, outlet_id },
		source: 'SELF_REPORT',
		sourceRef: row.number,
		typeCode: command.typeCode,
		occurredOn: row.occurred_on,
		discoveredOn: localDateOf(row.reported_at),
		units: command.units,
		facts: row.facts,
		affectedUsers: fromJson<string[]>(row.affected_users_json),
		factors: command.first ? [SELF_REPORTED] : [],
	})
	await carryEvidence(ctx, tx, { kind: 'self-report', id: row.id }, { kind: 'violation', id: violation.id })
	return violation
}

/** Does not take a report up; the dealer is told why. */
export async function declineReport(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly answer: string },
): Promise<Outcome<{ id: string }>> {
	if (command.answer.trim() === '') return refuse('invalid', 'reason-missing')
	return transition(
		ctx,
		doorOf(command.id, command.version, async (row, tx) => {
			const allowed = await mayDecide(ctx, tx, row)
			if (!allowed.ok) return allowed
			return ok({
				set: {
					state: 'DECLINED',
					decided_by: ctx.actor.accountId,
					decided_at: ctx.now,
					answer: command.answer,
				},
				event: { kind: 'self-report.declined', reason: command.answer },
				tell: await tellReporter(tx, row, null),
			})
		}),
	)
}
