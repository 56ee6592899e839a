import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SelfReportForm } from '#app/components/desk/report-form.tsx'
import { selfReportSchema } from '#app/domain/desk/self-report.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { draftFor, sentDraft } from '#app/usecases/drafts/drafts.server.ts'
import { reportOwnViolation } from '#app/usecases/self-reports/report.server.ts'
import { reportForm } from '#app/usecases/self-reports/views.server.ts'

export const handle: PageHandle = { title: 'self-report.new', layout: 'plain' }

const DRAFT = 'self-report:new'

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.report')
	return {
		...(await reportForm(ctx)),
		/** Of this form: sent twice it is one report. */
		idempotencyKey: ctx.newId(),
		draft: await draftFor(ctx, DRAFT),
	}
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.report')
	const form = await readUpload(args.request, selfReportSchema)
	if (!form.ok) return invalid(form.result)
	const key = form.values.idempotencyKey
	const requestKey = typeof key === 'string' && /^[0-9a-zA-Z-]{8,64}$/.test(key) ? key : ctx.newId()
	const done = await reportOwnViolation(ctx, { requestKey, form: form.value }, form.files)
	if (done.ok) await sentDraft(ctx, DRAFT)
	return respond(done, ({ id }) => `${paths.deskReport(id)}?done=sent`, { values: form.values })
}

export default function DeskReportNew() {
	const data = useLoaderData<typeof loader>()
	return <SelfReportForm {...data} result={useActionData<typeof action>()} />
}
