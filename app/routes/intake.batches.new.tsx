import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { batchSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { openBatch } from '#app/usecases/intake/batches.server.ts'

export const handle: PageHandle = { title: 'intake.batch.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	return { today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	const form = await readForm(args.request, batchSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await openBatch(ctx, form.value), ({ id }) => paths.intakeBatch(id), { values: form.values })
}

export default function NewBatch() {
	const t = useT()
	const { today } = useLoaderData<typeof loader>()
	const form = useActForm(batchSchema, {
		labels: {
			kind: t('intake.batch.col.kind'),
			period: t('intake.batch.period'),
			title: t('intake.batch.col.title'),
			receivedOn: t('intake.batch.col.received'),
		},
		defaults: { kind: 'opinion', period: today.slice(0, 7), receivedOn: today },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('intake.batch.new')}
				lead={t('intake.batch.new.lead')}
				crumbs={[{ label: t('intake.batches'), to: paths.intakeBatches() }, { label: t('intake.batch.new') }]}
			/>
			<ActForm form={form}>
				<RadioGroup
					name="kind"
					options={[
						{ value: 'opinion', label: t('intake.kind.opinion') },
						{ value: 'survey', label: t('intake.kind.survey') },
					]}
				/>
				<TextField name="period" width="s" hint={t('intake.batch.period.hint')} />
				<TextField name="title" optional hint={t('intake.batch.title.hint')} />
				<DateField name="receivedOn" />
				<div className="btns">
					<SubmitButton>{t('intake.batch.new.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}
