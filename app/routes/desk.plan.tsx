import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPlanBody } from '#app/components/desk/plan-body.tsx'
import type { FormResult } from '#app/components/form-result.ts'
import { afterConflict } from '#app/components/revalidate.ts'
import { deskPlanSchema, handInSchema, stepDoneSchema } from '#app/domain/plan/desk-plan.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { deskPlan } from '#app/usecases/desk/plan.server.ts'
import { draftFor, sentDraft } from '#app/usecases/drafts/drafts.server.ts'
import { submitPlan } from '#app/usecases/plans/submit-plan.server.ts'
import { handIn, markStepDone } from '#app/usecases/plans/work-plan.server.ts'

export const handle: PageHandle = { title: 'plan.title', layout: 'plain' }

const DONE = ['submit', 'step', 'hand-in'] as const

const draftKey = (id: string) => `plan:${id}`

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	const done = new URL(args.request.url).searchParams.get('done')
	const plan = valueOrThrow(await deskPlan(ctx, idOf(args)))
	const draft = await draftFor(ctx, draftKey(plan.id))
	return { plan, draft, today: ctx.today, done: DONE.find((one) => one === done) ?? null }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.plan')
	// Which of the page's forms it is stands in the address: the body may hold files and is read once, within limits.
	const act = new URL(args.request.url).searchParams.get('act')
	if (act === 'hand-in') return handInForm(ctx, args)
	return act === 'step' ? stepForm(ctx, args) : planForm(ctx, args)
}

async function planForm(ctx: Ctx, args: ActionFunctionArgs) {
	const id = idOf(args)
	const form = await readUpload(args.request, deskPlanSchema)
	if (!form.ok) return invalid(form.result)
	const done = await submitPlan(ctx, { id, version: versionOf(form.values), ...form.value, files: form.files })
	if (done.ok) await sentDraft(ctx, draftKey(id))
	return respond(done, `${paths.deskPlan(id)}?done=submit`, { values: form.values })
}

async function stepForm(ctx: Ctx, args: ActionFunctionArgs) {
	const id = idOf(args)
	const form = await readUpload(args.request, stepDoneSchema)
	if (!form.ok) return invalid(form.result)
	const done = await markStepDone(ctx, { id, ...form.value, files: form.files })
	return respond(done, `${paths.deskPlan(id)}?done=step`, { values: form.values })
}

async function handInForm(ctx: Ctx, args: ActionFunctionArgs) {
	const id = idOf(args)
	const form = await readUpload(args.request, handInSchema)
	if (!form.ok) return invalid(form.result)
	const done = await handIn(ctx, { id, version: versionOf(form.values) })
	return respond(done, `${paths.deskPlan(id)}?done=hand-in`, { values: form.values })
}

export default function DeskPlan() {
	const data = useLoaderData<typeof loader>()
	const result: FormResult | undefined = useActionData<typeof action>()
	return <DeskPlanBody {...data} result={result} />
}
