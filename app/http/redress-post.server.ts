import {
	assessRedressSchema,
	payAdvanceSchema,
	proveRedressSchema,
	reasonSchema,
	verifyRedressSchema,
} from '#app/domain/claim/claim.schema.ts'
import { paths } from '#app/paths.ts'
import {
	approveRedressAdvance,
	assessRedressAmount,
	cancelRedressTask,
	proposeRedressAdvance,
	proveRedressPaid,
	verifyRedressProof,
} from '#app/usecases/claims/redress-acts.server.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { fieldError, readForm, readUpload } from './forms.server.ts'
import { intentOf } from './intent.server.ts'
import { versionOf } from './params.server.ts'
import { invalid, notFound, respond } from './respond.server.ts'

const INTENTS = ['assess', 'prove', 'verify', 'advance', 'approve', 'decline', 'cancel'] as const

/** The acts on one refund, by the form that was sent. The route has asked who may. */
export async function redressPost(ctx: Ctx, request: Request, id: string) {
	const intent = await intentOf(request, INTENTS)
	const to = paths.redressOne(id)
	if (intent === undefined) throw notFound()
	if (intent === 'prove') return provePost(ctx, request, id, to)
	if (intent === 'assess') {
		const form = await readForm(request, assessRedressSchema)
		if (!form.ok) return invalid(form.result)
		const { basis, priceYuan, reason } = form.value
		const command = { id, version: versionOf(form.values), basis, priceFen: priceYuan, reason }
		return respond(await assessRedressAmount(ctx, command), to, { values: form.values })
	}
	if (intent === 'verify') {
		const form = await readForm(request, verifyRedressSchema)
		if (!form.ok) return invalid(form.result)
		const command = { id, version: versionOf(form.values), ...form.value }
		return respond(await verifyRedressProof(ctx, command), to, { values: form.values })
	}
	if (intent === 'approve') {
		const form = await readForm(request, payAdvanceSchema)
		if (!form.ok) return invalid(form.result)
		const { voucher, paidOn } = form.value
		const command = { id, version: versionOf(form.values), verdict: 'approve' as const, voucher, paidOn }
		return respond(await approveRedressAdvance(ctx, command), to, { values: form.values })
	}
	const form = await readForm(request, reasonSchema)
	if (!form.ok) return invalid(form.result)
	const step = { id, version: versionOf(form.values), reason: form.value.reason }
	const done =
		intent === 'advance'
			? await proposeRedressAdvance(ctx, step)
			: intent === 'cancel'
				? await cancelRedressTask(ctx, step)
				: await approveRedressAdvance(ctx, { ...step, verdict: 'decline' })
	return respond(done, to, { values: form.values })
}

/** Proof with at least one file, from staff or from the dealer. */
export async function provePost(ctx: Ctx, request: Request, id: string, to: string) {
	const form = await readUpload(request, proveRedressSchema)
	if (!form.ok) return invalid(form.result)
	const files = form.files.filter((file) => file.bytes.length > 0)
	if (files.length === 0) return fieldError(form.values, 'files', 'issue.required')
	const command = { id, version: versionOf(form.values), ...form.value }
	return respond(await proveRedressPaid(ctx, command, files), to, { values: form.values })
}
