import { covers, scopeOf } from '#app/domain/access.ts'
import { metresBetween } from '#app/domain/dealer.ts'
import { fingerprint } from '#app/domain/inspection/draft.ts'
import {
	cancelInspection,
	startInspection,
	submitInspection,
	voidInspection,
} from '#app/domain/inspection/inspection.ts'
import { type Outcome, type Refusal, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type EventView, eventsOf } from '#db/queries/events.server.ts'
import { findingsOf } from '#db/queries/findings.server.ts'
import { answersOf, confirmedOn, type InspectionRow, inspectionIn } from '#db/queries/inspections.server.ts'
import { type OutletRow, outletOfCase } from '#db/queries/outlets.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { evidenceItemsByKey, evidenceItemsOf } from '../evidence/views.server.ts'
import { currentTaxonomy, sheetById } from '../reference/load.server.ts'
import { factsOf } from './facts.server.ts'
import { storedAnswer } from './save-sheet.server.ts'
import { opensDraft } from './submit-sheet.server.ts'

/** Why an act is shut; null when it is open. */
export type Shut = Refusal | null
const shutBy = (outcome: Outcome<unknown>): Shut => (outcome.ok ? null : outcome.error)
const NOT_ALLOWED: Refusal = { kind: 'forbidden', rule: 'not-allowed' }

async function loaded(ctx: Ctx, id: string) {
	const row = await inspectionIn(ctx.read, scopeOf(ctx.actor, 'inspection.read'), id)
	if (!row) return undefined
	const [sheet, answers, outlet, names] = await Promise.all([
		sheetById(ctx.read, row.sheet_version_id),
		answersOf(ctx.read, id),
		outletOfCase(ctx.read, row.outlet_id),
		namesOf(ctx.read, [row.inspector_id, row.second_inspector_id]),
	])
	return { row, sheet: sheet.body, answers, outlet, names }
}

function headOf(row: InspectionRow, outlet: OutletRow, names: Map<string, string>) {
	const here = row.latitude !== null && row.longitude !== null && outlet.latitude !== null && outlet.longitude !== null
	return {
		id: row.id,
		version: row.version,
		number: row.number,
		type: row.type,
		state: row.state,
		historic: row.historic === 1,
		occurredOn: row.occurred_on,
		plannedOn: row.planned_on,
		startedAt: row.started_at,
		submittedAt: row.submitted_at,
		scoreTenths: row.score_tenths,
		failedItems: row.failed_items,
		endReason: row.end_reason,
		remark: row.remark,
		planId: row.plan_id,
		inspector: names.get(row.inspector_id) ?? null,
		secondInspector: row.second_inspector_id ? (names.get(row.second_inspector_id) ?? null) : null,
		outlet: { id: outlet.id, name: outlet.name, code: outlet.code, dealerId: outlet.dealer_id },
		distanceM: here
			? metresBetween(
					{ latitude: row.latitude ?? 0, longitude: row.longitude ?? 0 },
					{ latitude: outlet.latitude ?? 0, longitude: outlet.longitude ?? 0 },
				)
			: null,
	}
}

/** What the actor may do with the inspection now, each with the reason when it may not. */
async function actsOf(ctx: Ctx, data: NonNullable<Awaited<ReturnType<typeof loaded>>>) {
	const { row, sheet, answers } = data
	const facts = factsOf(ctx, row, await confirmedOn(ctx.read, row.id))
	const can = (action: Parameters<typeof scopeOf>[1]) => covers(scopeOf(ctx.actor, action), row)
	const me = ctx.actor.accountId
	const fill = can('inspection.fill')
	const start = startInspection(facts, { visitedOn: ctx.today, today: ctx.today }, me)
	const submit = submitInspection(facts, { sheet, answers: answers.map(storedAnswer) }, me)
	return {
		start: fill ? shutBy(start) : NOT_ALLOWED,
		fill: fill && facts.state === 'IN_PROGRESS' && facts.inspectorId === me,
		submit: fill ? shutBy(submit) : NOT_ALLOWED,
		cancel: can('inspection.cancel') ? shutBy(cancelInspection(facts, { reason: '…' })) : NOT_ALLOWED,
		void: can('inspection.void') ? shutBy(voidInspection(facts, { reason: '…' })) : NOT_ALLOWED,
		record: can('violation.record'),
		addEvidence: can('evidence.add') && row.historic === 0,
	}
}

/** Of the drafts that one person saved in a row only the last one is told. */
function withoutRepeats(events: readonly EventView[]): EventView[] {
	return events.filter((event, i) => {
		const next = events[i + 1]
		const draft = event.kind === 'inspection.saved'
		return !(draft && next?.kind === event.kind && next.actor_id === event.actor_id)
	})
}

/** An inspection with answers, findings, evidence and history; refused outside of the scope. */
export async function inspectionPage(ctx: Ctx, id: string) {
	const data = await loaded(ctx, id)
	if (!data?.outlet) return refuse('missing', 'not-found')
	const { row, sheet, answers } = data
	const findings = await findingsOf(ctx.read, id)
	const [proofs, photos, files, events, taxonomy] = await Promise.all([
		evidenceItemsByKey(
			ctx.read,
			'finding',
			findings.map((finding) => finding.id),
		),
		evidenceItemsByKey(
			ctx.read,
			'inspection-item',
			answers.map((answer) => `${id}:${answer.item_no}`),
		),
		evidenceItemsOf(ctx.read, 'inspection', id),
		eventsOf(ctx.read, 'inspection', id),
		currentTaxonomy(ctx, ctx.read),
	])
	return ok({
		head: headOf(row, data.outlet, data.names),
		sheet,
		answers: answers.map(storedAnswer),
		photos: Object.fromEntries([...photos].map(([key, items]) => [key.split(':')[1] ?? '', items])),
		files,
		findings: findings.map((finding) => ({ ...finding, files: proofs.get(finding.id) ?? [] })),
		types: taxonomy.body.types,
		categories: taxonomy.body.categories,
		events: withoutRepeats(events),
		acts: await actsOf(ctx, data),
		today: ctx.today,
	})
}
export type InspectionPage = Extract<Awaited<ReturnType<typeof inspectionPage>>, { ok: true }>['value']

/** The sheet to fill in: answers with the words and versions that the form sends back. */
export async function sheetPage(ctx: Ctx, id: string) {
	const data = await loaded(ctx, id)
	if (!data?.outlet) return refuse('missing', 'not-found')
	const { row, sheet } = data
	const acts = await actsOf(ctx, data)
	if (row.state === 'IN_PROGRESS' && !acts.fill) return refuse('forbidden', 'inspection.not-inspector')
	const photos = await evidenceItemsByKey(
		ctx.read,
		'inspection-item',
		sheet.items.map((item) => `${id}:${item.no}`),
	)
	return ok({
		head: headOf(row, data.outlet, data.names),
		sheet,
		open: acts.fill,
		answers: data.answers.map((answer) => {
			const own = storedAnswer(answer)
			return { ...own, was: fingerprint(own), answeredAt: answer.answered_at }
		}),
		photos: Object.fromEntries(
			[...photos].map(([key, items]) => [
				key.split(':')[1] ?? '',
				items.map(({ id: evidenceId, caption, fileName, isImage }) => ({ id: evidenceId, caption, fileName, isImage })),
			]),
		),
		today: ctx.today,
	})
}
export type SheetPage = Extract<Awaited<ReturnType<typeof sheetPage>>, { ok: true }>['value']

/** Before the submission: what is missing, what it will open. */
export async function submitPage(ctx: Ctx, id: string) {
	const data = await loaded(ctx, id)
	if (!data?.outlet) return refuse('missing', 'not-found')
	const { row, sheet, answers } = data
	const acts = await actsOf(ctx, data)
	const taxonomy = (await currentTaxonomy(ctx, ctx.read)).body
	const failed = answers
		.filter((answer) => answer.result === 'fail')
		.map((answer) => {
			const item = sheet.items.find((one) => one.no === answer.item_no)
			const code = item?.violationType ?? null
			return {
				no: answer.item_no,
				text: item?.text ?? null,
				note: answer.note,
				code,
				type: taxonomy.types.find((type) => type.code === code) ?? null,
				draft: opensDraft(taxonomy, code),
			}
		})
	return ok({
		head: headOf(row, data.outlet, data.names),
		sheet,
		answers: answers.map(storedAnswer),
		failed,
		shut: acts.submit,
	})
}
