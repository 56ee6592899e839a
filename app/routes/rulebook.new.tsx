import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { newDraftSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { startDraft } from '#app/usecases/rulebooks/draft.server.ts'
import { newDraftPage } from '#app/usecases/rulebooks/pages.server.ts'

export const handle: PageHandle = { title: 'rulebook.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	return newDraftPage(await requireActor(args, 'rulebook.draft'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'rulebook.draft')
	const form = await readForm(args.request, newDraftSchema)
	if (!form.ok) return invalid(form.result)
	const done = await startDraft(ctx, form.value)
	return respond(done, (draft) => paths.rulebookDraft(draft.id), { values: form.values })
}

export default function NewRulebookDraft() {
	const t = useT()
	const { base, code, effectiveFrom } = useLoaderData<typeof loader>()
	const form = useActForm(newDraftSchema, {
		labels: { code: t('rulebook.code'), effectiveFrom: t('rulebook.effective') },
		defaults: { code, effectiveFrom },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('rulebook.new')}
				crumbs={[{ label: t('rulebook.list'), to: paths.rulebooks() }, { label: t('rulebook.new') }]}
				lead={t('rulebook.new.lead', { code: base })}
			/>
			<ActForm form={form} guard>
				<TextField name="code" width="m" hint={t('rulebook.code.hint')} />
				<DateField name="effectiveFrom" hint={t('rulebook.effective.hint')} />
				<div className="btns">
					<SubmitButton>{t('rulebook.new.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}
