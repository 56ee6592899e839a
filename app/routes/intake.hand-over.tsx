import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { successorSchema } from '#app/domain/intake/intake.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { nameSuccessor } from '#app/usecases/intake/hand-over.server.ts'
import { successorChoices } from '#app/usecases/intake/page.server.ts'

export const handle: PageHandle = { title: 'intake.act.hand-over', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['intake.work', 'intake.lead'])
	return valueOrThrow(await successorChoices(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['intake.work', 'intake.lead'])
	const id = idOf(args)
	const form = await readForm(args.request, successorSchema)
	if (!form.ok) return invalid(form.result)
	const done = await nameSuccessor(ctx, { ...form.value, id, version: versionOf(form.values) })
	return respond(done, paths.intakeItem(id), { values: form.values })
}

export default function HandOver() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const form = useActForm(successorSchema, {
		labels: { to: t('intake.successor'), reason: t('intake.field.reason') },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('intake.act.hand-over')}
				lead={t('intake.act.hand-over.lead', { name: page.owner })}
				crumbs={[{ label: page.number, to: paths.intakeItem(page.id) }, { label: t('intake.act.hand-over') }]}
			/>
			<ActForm form={form} version={page.version}>
				<SelectField name="to" options={page.people.map((one) => ({ value: one.id, label: one.name }))} />
				<TextArea name="reason" max={300} short optional />
				<div className="btns">
					<SubmitButton>{t('intake.act.hand-over.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}
