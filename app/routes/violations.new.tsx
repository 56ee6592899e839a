import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { useViolationForm, ViolationFields } from '#app/components/violation/form.tsx'
import { TwinOfRefusal } from '#app/components/violation/gate.tsx'
import { violationBeginSchema, violationSchema } from '#app/domain/violation/violation.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery, readUpload } from '#app/http/forms.server.ts'
import { respondAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { violationChoices } from '#app/usecases/violations/views.server.ts'

export const handle: PageHandle = { title: 'violation.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'violation.record')
	return {
		choices: await violationChoices(ctx),
		begin: readQuery(args.request, violationBeginSchema),
		today: ctx.today,
	}
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'violation.record')
	const form = await readUpload(args.request, violationSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values, files } = form
	return respondAtGate(await recordViolation(ctx, value, files), ({ id }) => paths.violation(id), { values })
}

export default function NewViolation() {
	const t = useT()
	const { choices, begin, today } = useLoaderData<typeof loader>()
	const form = useViolationForm(
		{ ...begin, shareDealer: '100', shareOperator: '0', shareThird: '0', discoveredOn: today },
		useActionData<typeof action>(),
	)
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('violation.new')}
				crumbs={[{ label: t('violation.list'), to: paths.violations() }, { label: t('violation.new') }]}
				lead={t('violation.new.lead')}
			/>
			<TwinOfRefusal refusal={form.result?.refusal} values={form.result?.values} today={today} />
			<ViolationFields form={form} choices={choices} submit={t('violation.new.do')}>
				<Link to={paths.violations()}>{t('violation.new.not')}</Link>
			</ViolationFields>
		</>
	)
}
