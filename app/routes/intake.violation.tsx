import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { useViolationOfItem, ViolationOfItem } from '#app/components/intake/violation-form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { makeViolationSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { violationFromItem, violationFromItemPage } from '#app/usecases/intake/make-violation.server.ts'

export const handle: PageHandle = { title: 'intake.act.violation', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'violation.record')
	return valueOrThrow(await violationFromItemPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'violation.record')
	const form = await readForm(args.request, makeViolationSchema)
	if (!form.ok) return invalid(form.result)
	const done = await violationFromItem(ctx, idOf(args), { ...form.value, version: versionOf(form.values) })
	return respond(done, ({ violationId }) => paths.violation(violationId), { values: form.values })
}

export default function ViolationFromItem() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const form = useViolationOfItem(page, useActionData<typeof action>())
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('intake.act.violation')}
				lead={t('intake.act.violation.lead')}
				crumbs={[{ label: page.number, to: paths.intakeItem(page.id) }, { label: t('intake.act.violation') }]}
				meta={<span>{page.outletName}</span>}
			/>
			<ViolationOfItem form={form} page={page} />
		</>
	)
}
