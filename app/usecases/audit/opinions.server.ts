import { type Actor, hasRole, may } from '#app/domain/access.ts'
import type { OpinionAnswer, OpinionForm, OpinionView } from '#app/domain/audit/audit.schema.ts'
import { answererOf, isOpinionKind, OPINION_KINDS, type OpinionKind } from '#app/domain/audit/opinion.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	countOpinions,
	insertOpinion,
	type OpinionReach,
	type OpinionRow,
	type OpinionSet,
	opinionIn,
	opinionsPage,
	updateOpinion,
} from '#db/queries/audit-opinions.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import { type SubjectLabel, type SubjectRef, subjectByNumber, subjectLabels } from '#db/queries/subjects.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew, transition } from '../transition.server.ts'

const PAGE_SIZE = 30

/** The auditor sees all opinions, who answers sees those that are his or hers to answer. */
function reachOf(actor: Actor): OpinionReach {
	const { branchId } = actor
	if (may(actor, 'audit.read')) return { branchId, kinds: OPINION_KINDS }
	return { branchId, kinds: OPINION_KINDS.filter((kind) => hasRole(actor, answererOf(kind))) }
}

type Subject = SubjectLabel & { readonly kind: OpinionKind }

/** The case that is meant: by id, or by the number that was typed. Only cases of the own branch. */
async function subjectOf(
	handle: Handle,
	branchId: string,
	asked: {
		readonly subject?: string | undefined
		readonly id?: string | undefined
		readonly number?: string | undefined
	},
): Promise<Subject | undefined> {
	const ref: SubjectRef | undefined =
		asked.subject && asked.id
			? { kind: asked.subject, id: asked.id }
			: asked.number
				? await subjectByNumber(handle, branchId, asked.number, OPINION_KINDS)
				: undefined
	if (!ref || !isOpinionKind(ref.kind)) return undefined
	const label = (await subjectLabels(handle, branchId, [ref])).get(`${ref.kind}:${ref.id}`)
	return label && { ...label, kind: ref.kind }
}

/** The case that an address names, for the form; null when it names none. */
export async function opinionSubject(ctx: Ctx, subject: string | null, id: string | null): Promise<Subject | null> {
	if (!subject || !id) return null
	return (await subjectOf(ctx.read, ctx.actor.branchId, { subject, id })) ?? null
}

/** Records an auditor's opinion on a case and tells who has to answer. It changes nothing in the case. */
export async function recordOpinion(ctx: Ctx, form: OpinionForm): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'audit.opine')) return refuse('forbidden', 'not-allowed')
	const { branchId, accountId } = ctx.actor
	return ctx.inTx(branchId, async (tx) => {
		const subject = await subjectOf(tx, branchId, form)
		if (!subject) return refuse('missing', 'not-found')
		const id = ctx.newId()
		await insertOpinion(tx, {
			id,
			branch_id: branchId,
			subject_kind: subject.kind,
			subject_id: subject.id,
			text: form.text,
			recorded_by: accountId,
			recorded_at: ctx.now,
			answer: null,
			answered_by: null,
			answered_at: null,
		})
		const about = { subjectKind: subject.kind, subjectId: subject.id, number: subject.number || subject.title }
		const people = await holdersOf(tx, branchId, [answererOf(subject.kind)])
		await recordNew(ctx, tx, {
			subject: 'opinion',
			id,
			event: { kind: 'opinion.recorded', after: { ...about, text: form.text } },
			tell: people.map((person) => ({
				key: id,
				kind: 'opinion.recorded',
				accountId: person.id,
				subjectKind: 'opinion',
				subjectId: id,
				params: { number: about.number, name: ctx.actor.name },
			})),
		})
		return ok({ id })
	})
}

/** The branch's answer, once, by the role that answers for this kind of case and never by the auditor. */
export async function answerOpinion(ctx: Ctx, id: string, form: OpinionAnswer): Promise<Outcome<{ id: string }>> {
	const { accountId, name } = ctx.actor
	return transition<OpinionRow, OpinionSet>(ctx, {
		subject: 'opinion',
		id,
		version: form.version,
		readAction: 'audit.read',
		actions: ['audit.answer'],
		load: (tx, scope, opinionId) =>
			scope.places.length > 0 ? opinionIn(tx, reachOf(ctx.actor), opinionId) : Promise.resolve(undefined),
		decide: async (row, tx) => {
			if (!isOpinionKind(row.subject_kind) || !hasRole(ctx.actor, answererOf(row.subject_kind)))
				return refuse('forbidden', 'not-allowed')
			if (row.answered_at !== null) return refuse('procedure', 'audit.closed')
			if (row.recorded_by === accountId) return refuse('procedure', 'same-person')
			const subject = await subjectOf(tx, row.branch_id, { subject: row.subject_kind, id: row.subject_id })
			return ok({
				set: { answer: form.answer, answered_by: accountId, answered_at: ctx.now },
				event: { kind: 'opinion.answered' },
				tell: [
					{
						key: `${id}:answer`,
						kind: 'opinion.answered',
						accountId: row.recorded_by,
						subjectKind: 'opinion',
						subjectId: id,
						params: { number: subject?.number || subject?.title || '', name },
					},
				],
			})
		},
		save: updateOpinion,
	})
}

/** Opinions that the actor may see, with the number of those that wait and those that are answered. */
export async function listOpinions(ctx: Ctx, view: OpinionView, cursor: string | null) {
	const reach = reachOf(ctx.actor)
	const [page, open, answered] = await Promise.all([
		opinionsPage(ctx.read, reach, view, cursor, PAGE_SIZE),
		countOpinions(ctx.read, reach, 'open'),
		countOpinions(ctx.read, reach, 'answered'),
	])
	const labels = await subjectLabels(
		ctx.read,
		reach.branchId,
		page.rows.map((row) => ({ kind: row.subject_kind, id: row.subject_id })),
	)
	const rows = page.rows.map((row) => ({
		id: row.id,
		subjectKind: row.subject_kind,
		number: labels.get(`${row.subject_kind}:${row.subject_id}`)?.number ?? '',
		title: labels.get(`${row.subject_kind}:${row.subject_id}`)?.title ?? '',
		text: row.text,
		recordedAt: row.recorded_at,
		recordedBy: row.recordedBy,
		answeredAt: row.answered_at,
	}))
	return { rows, next: page.next, counts: { open, answered }, mayOpine: may(ctx.actor, 'audit.opine') }
}

/** One opinion with its case and answer; missing when it is not the actor's to see. */
export async function opinionPage(ctx: Ctx, id: string) {
	const row = await opinionIn(ctx.read, reachOf(ctx.actor), id)
	if (!row) return refuse('missing', 'not-found')
	const [names, subject] = await Promise.all([
		namesOf(ctx.read, [row.recorded_by, row.answered_by]),
		subjectOf(ctx.read, row.branch_id, { subject: row.subject_kind, id: row.subject_id }),
	])
	const answers = subject !== undefined && hasRole(ctx.actor, answererOf(subject.kind))
	return ok({
		id: row.id,
		version: row.version,
		subject: subject ?? null,
		text: row.text,
		recordedAt: row.recorded_at,
		recordedBy: names.get(row.recorded_by) ?? '',
		answer: row.answer,
		answeredAt: row.answered_at,
		answeredBy: row.answered_by ? (names.get(row.answered_by) ?? '') : null,
		mayAnswer: answers && may(ctx.actor, 'audit.answer') && row.answered_at === null,
		mayAudit: may(ctx.actor, 'audit.read'),
		answerer: subject ? answererOf(subject.kind) : null,
	})
}
