import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { RadioGroup, SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { traceSchema } from '#app/domain/violation/trace.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { recordOrderTrace } from '#app/usecases/violations/trace.server.ts'
import { violationPage } from '#app/usecases/violations/views.server.ts'

export const handle: PageHandle = { title: 'gate.trace', width: 'form' }

export const shouldRevalidate = afterConflict

const ACTIONS = ['violation.record', 'violation.check'] as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	return valueOrThrow(await violationPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	const form = await readForm(args.request, traceSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	const id = idOf(args)
	const done = await recordOrderTrace(ctx, { id, version: versionOf(values), form: value })
	return respond(done, paths.violation(id), { values })
}

export default function TraceOrder() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const form = useActForm(traceSchema, {
		labels: {
			evidenceId: t('gate.trace.file'),
			traceable: t('gate.trace.traceable'),
			orderedOn: t('gate.trace.day'),
			orderedAt: t('gate.trace.minute'),
			channel: t('gate.trace.channel'),
			staffNo: t('gate.trace.staff'),
		},
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('gate.trace')}
				crumbs={[
					{ label: t('violation.list'), to: paths.violations() },
					{ label: page.number, to: paths.violation(page.id) },
					{ label: t('gate.trace') },
				]}
				lead={t('gate.trace.lead')}
			/>
			{page.check.trace?.mayRecord ? (
				<ActForm form={form} version={page.version} guard>
					<SelectField
						name="evidenceId"
						options={page.evidence.map((one) => ({ value: one.id, label: one.caption || one.fileName }))}
					/>
					<RadioGroup
						name="traceable"
						options={[
							{ value: 'yes', label: t('gate.trace.yes') },
							{ value: 'no', label: t('gate.trace.no') },
						]}
					/>
					<DateField name="orderedOn" optional />
					<TextField name="orderedAt" optional hint={t('gate.trace.minute.hint')} width="s" />
					<TextField name="channel" optional hint={t('gate.trace.channel.hint')} width="m" />
					<TextField name="staffNo" optional width="m" />
					<div className="btns">
						<SubmitButton>{t('gate.trace.do')}</SubmitButton>
						<Link to={paths.violation(page.id)}>{t('violation.edit.not')}</Link>
					</div>
				</ActForm>
			) : (
				<p>{t('refusal.wrong-state')}</p>
			)}
		</>
	)
}
