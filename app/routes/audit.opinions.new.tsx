import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SubjectName } from '#app/components/audit/event-table.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { TextArea, TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { opinionSchema } from '#app/domain/audit/audit.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fieldError, readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, notFound, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { opinionSubject, recordOpinion } from '#app/usecases/audit/opinions.server.ts'

export const handle: PageHandle = { title: 'audit.opinion.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'audit.opine')
	const query = new URL(args.request.url).searchParams
	const subject = await opinionSubject(ctx, query.get('subject'), query.get('id'))
	if (query.get('id') && !subject) throw notFound()
	return { subject }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'audit.opine')
	const form = await readForm(args.request, opinionSchema)
	if (!form.ok) return invalid(form.result)
	const done = await recordOpinion(ctx, form.value)
	// A number that was typed can be wrong; an address that we made cannot.
	if (!done.ok && done.error.kind === 'missing' && !form.value.id)
		return fieldError(form.values, 'number', 'audit.opinion.number.unknown')
	return respond(done, ({ id }) => paths.opinion(id), { values: form.values })
}

export default function NewOpinion() {
	const t = useT()
	const { subject } = useLoaderData<typeof loader>()
	const form = useActForm(opinionSchema, {
		labels: { number: t('audit.opinion.number'), text: t('audit.opinion.text') },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('audit.opinion.new')}
				crumbs={[
					{ label: t('audit.title'), to: paths.audit() },
					{ label: t('audit.opinions.title'), to: paths.auditOpinions() },
				]}
			/>
			{subject ? <Facts items={[{ label: t('audit.opinion.case'), value: <SubjectName {...subject} /> }]} /> : null}
			<ActForm form={form} guard {...(subject ? { hidden: { subject: subject.kind, id: subject.id } } : {})}>
				{subject ? null : <TextField name="number" hint={t('audit.opinion.number.hint')} width="m" />}
				<TextArea name="text" hint={t('audit.opinion.text.hint')} max={2000} />
				<div className="btns">
					<SubmitButton>{t('audit.opinion.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}
