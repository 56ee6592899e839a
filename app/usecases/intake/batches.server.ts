import { type Scope, scopeOf } from '#app/domain/access.ts'
import type { BatchForm, BatchItemForm, SupervisorForm } from '#app/domain/intake/intake.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { intakeByRequest } from '#db/queries/intake.server.ts'
import {
	type BatchRow,
	batchById,
	insertBatch,
	insertSupervisor,
	progressOf,
	type SupervisorRow,
	sameBatch,
	supervisorById,
	supervisorsOf,
	updateBatch,
	updateSupervisor,
} from '#db/queries/intake-batches.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew, transition } from '../transition.server.ts'
import { addItems, type MadeItem } from './new-items.server.ts'
import { placeIn, sameForm } from './record.server.ts'

const whole = (scope: Scope) => scope.places.some((place) => place.kind === 'branch')

/** Opens the batch of a month's opinions or of one survey; each month and each survey has one. */
export async function openBatch(ctx: Ctx, form: BatchForm): Promise<Outcome<{ id: string }>> {
	if (!whole(scopeOf(ctx.actor, 'intake.register'))) return refuse('forbidden', 'not-allowed')
	if (form.receivedOn > ctx.today) return refuse('invalid', 'intake.in-future', { today: ctx.today })
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const batch = { kind: form.kind, period: form.period, title: form.title }
		if (await sameBatch(tx, ctx.actor.branchId, batch)) return refuse('invalid', 'intake.batch-taken')
		const id = ctx.newId()
		await insertBatch(tx, {
			id,
			branch_id: ctx.actor.branchId,
			...batch,
			received_on: form.receivedOn,
			state: 'OPEN',
			opened_by: ctx.actor.accountId,
			opened_at: ctx.now,
			closed_by: null,
			closed_at: null,
		})
		await recordNew(ctx, tx, {
			subject: 'intake-batch',
			id,
			event: { kind: 'intake-batch.opened', after: { ...batch, received_on: form.receivedOn } },
		})
		return ok({ id })
	})
}

/** Whether the term reached the day on which the batch came in. */
export function stillSupervises(
	supervisor: Pick<SupervisorRow, 'until_on'>,
	batch: Pick<BatchRow, 'received_on'>,
): boolean {
	return supervisor.until_on === null || supervisor.until_on >= batch.received_on
}

async function supervisorNow(ctx: Ctx, tx: Tx, batch: BatchRow, id: string): Promise<Outcome<string | null>> {
	if (batch.kind === 'survey') return ok(null)
	const row = await supervisorById(tx, ctx.actor.branchId, id)
	return row && stillSupervises(row, batch) ? ok(row.id) : refuse('invalid', 'intake.supervisor-gone')
}

/** Adds an opinion or a survey item with the next number and the next line of its batch; sent twice it is one. */
export async function addBatchItem(ctx: Ctx, batchId: string, form: BatchItemForm): Promise<Outcome<MadeItem>> {
	const scope = scopeOf(ctx.actor, 'intake.register')
	if (!whole(scope)) return refuse('forbidden', 'not-allowed')
	return ctx.inTx<MadeItem>(ctx.actor.branchId, async (tx) => {
		const batch = await batchById(tx, ctx.actor.branchId, batchId)
		if (!batch) return refuse('missing', 'not-found')
		const before = await intakeByRequest(tx, ctx.actor.branchId, form.requestKey)
		if (before) return sameForm(ctx, before)
		if (batch.state === 'CLOSED') return refuse('procedure', 'intake.batch-closed')
		const supervisor = await supervisorNow(ctx, tx, batch, form.supervisorId)
		if (!supervisor.ok) return supervisor
		const place = await placeIn(tx, scope, form.outletId)
		if (!place.ok) return place
		const { last } = await progressOf(tx, batchId)
		const [made] = await addItems(ctx, tx, [
			{
				kind: batch.kind,
				channel: batch.kind === 'opinion' ? 'SUPERVISOR' : 'SURVEY',
				externalNumber: null,
				complainedOn: batch.received_on,
				complainant: '',
				complainantHmac: null,
				place: place.value,
				category: form.category,
				type: null,
				matter: form.matter,
				wanted: form.wanted,
				replyBy: batch.kind === 'opinion' ? 'LETTER' : 'NONE',
				urgency: null,
				requestKey: form.requestKey,
				batch: { id: batchId, line: last + 1 },
				supervisorId: supervisor.value,
				topic: batch.kind === 'survey' ? form.topic || 'OTHER' : null,
			},
		])
		if (!made) throw new Error('The item was not written')
		return ok({ id: made.id, number: made.number })
	})
}

/** Closes a batch once each of its items has its answer (domain 1, row 12: 逐一回复). */
export function closeBatch(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string }>> {
	return transition<BatchRow, Partial<Omit<BatchRow, 'id' | 'version'>>>(ctx, {
		subject: 'intake-batch',
		id: command.id,
		version: command.version,
		readAction: 'intake.read',
		actions: ['intake.register'],
		load: (tx, scope, id) => (whole(scope) ? batchById(tx, scope.branchId, id) : Promise.resolve(undefined)),
		decide: async (row, tx) => {
			if (row.state === 'CLOSED') return refuse('procedure', 'intake.batch-closed')
			const { total, done } = await progressOf(tx, row.id)
			if (total === 0) return refuse('procedure', 'intake.batch-empty')
			if (done < total) return refuse('procedure', 'intake.batch-open-items', { count: total - done })
			return ok({
				set: { state: 'CLOSED', closed_by: ctx.actor.accountId, closed_at: ctx.now },
				event: { kind: 'intake-batch.closed' },
			})
		},
		save: updateBatch,
	})
}

/** Takes somebody into the small register of social supervisors. */
export async function registerSupervisor(ctx: Ctx, form: SupervisorForm): Promise<Outcome<{ id: string }>> {
	if (!whole(scopeOf(ctx.actor, 'intake.register'))) return refuse('forbidden', 'not-allowed')
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const code = form.code.normalize('NFKC').toUpperCase()
		const known = await supervisorsOf(tx, ctx.actor.branchId)
		if (known.some((one) => one.code === code)) return refuse('invalid', 'intake.supervisor-taken')
		const id = ctx.newId()
		const { name, background, sinceOn } = form
		await insertSupervisor(tx, {
			id,
			branch_id: ctx.actor.branchId,
			code,
			name,
			background,
			since_on: sinceOn,
			until_on: null,
			created_by: ctx.actor.accountId,
			created_at: ctx.now,
		})
		await recordNew(ctx, tx, {
			subject: 'supervisor',
			id,
			event: { kind: 'supervisor.registered', after: { code, name, background, since_on: sinceOn } },
		})
		return ok({ id })
	})
}

/** A supervisor's term has ended; what was said stays. */
export function endSupervisor(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string }>> {
	return transition<SupervisorRow, Partial<Omit<SupervisorRow, 'id' | 'version'>>>(ctx, {
		subject: 'supervisor',
		id: command.id,
		version: command.version,
		readAction: 'intake.read',
		actions: ['intake.register'],
		load: (tx, scope, id) => (whole(scope) ? supervisorById(tx, scope.branchId, id) : Promise.resolve(undefined)),
		decide: (row) =>
			row.until_on === null
				? ok({ set: { until_on: ctx.today }, event: { kind: 'supervisor.ended' } })
				: refuse('procedure', 'already-done'),
		save: updateSupervisor,
	})
}
