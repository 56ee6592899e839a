import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { paperSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { recordAcceptance } from '#app/usecases/rulebooks/accept.server.ts'
import { paperPage } from '#app/usecases/rulebooks/register.server.ts'

export const handle: PageHandle = { title: 'rulebook.register.paper', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'rulebook.record-acceptance')
	return valueOrThrow(await paperPage(ctx, idOf(args), args.params.dealer ?? ''))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'rulebook.record-acceptance')
	const versionId = idOf(args)
	const form = await readForm(args.request, paperSchema)
	if (!form.ok) return invalid(form.result)
	const done = await recordAcceptance(ctx, { versionId, dealerId: args.params.dealer ?? '', ...form.value })
	return respond(done, paths.rulebookRegister(versionId), { values: form.values })
}

export default function RulebookPaper() {
	const t = useT()
	const { id, code, dealer } = useLoaderData<typeof loader>()
	const form = useActForm(paperSchema, {
		labels: {
			name: t('rulebook.register.paper.name'),
			on: t('rulebook.register.paper.on'),
			note: t('rulebook.register.paper.note'),
		},
		defaults: { name: dealer.contact },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('rulebook.register.paper')}
				crumbs={[
					{ label: code, to: paths.rulebookVersion(id) },
					{ label: t('rulebook.register'), to: paths.rulebookRegister(id) },
				]}
				meta={<span>{dealer.name}</span>}
				lead={t('rulebook.register.paper.lead')}
			/>
			<ActForm form={form} guard>
				<TextField name="name" width="m" />
				<DateField name="on" />
				<TextField name="note" />
				<div className="btns">
					<SubmitButton>{t('rulebook.register.paper.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}
