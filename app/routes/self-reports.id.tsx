import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { afterConflict } from '#app/components/revalidate.ts'
import { SelfReportBody } from '#app/components/violation/self-report.tsx'
import { may } from '#app/domain/access.ts'
import { declineSchema, takeUpSchema } from '#app/domain/desk/self-report.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { declineReport, takeUpReport } from '#app/usecases/self-reports/decide.server.ts'
import { selfReportPage } from '#app/usecases/self-reports/views.server.ts'

export const handle: PageHandle = { title: 'self-report.title', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'self-report.read')
	const type = new URL(args.request.url).searchParams.get('type')
	const report = valueOrThrow(await selfReportPage(ctx, idOf(args), type))
	return { report, mayDecide: may(ctx.actor, 'self-report.decide') }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'self-report.decide')
	const id = idOf(args)
	if ((await intentOf(args.request, ['decline'])) === 'decline') {
		const form = await readForm(args.request, declineSchema)
		if (!form.ok) return invalid(form.result)
		const done = await declineReport(ctx, { id, version: versionOf(form.values), answer: form.value.answer })
		return respond(done, paths.selfReport(id), { values: form.values })
	}
	const form = await readForm(args.request, takeUpSchema)
	if (!form.ok) return invalid(form.result)
	const done = await takeUpReport(ctx, { id, version: versionOf(form.values), ...form.value })
	return respond(done, ({ violationId }) => paths.violation(violationId), { values: form.values })
}

export default function SelfReport() {
	const data = useLoaderData<typeof loader>()
	return <SelfReportBody {...data} result={useActionData<typeof action>()} />
}
