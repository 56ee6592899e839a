import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { useViolationForm, ViolationFields } from '#app/components/violation/form.tsx'
import { TwinOfRefusal } from '#app/components/violation/gate.tsx'
import { yuanText } from '#app/domain/money.ts'
import { violationSchema } from '#app/domain/violation/violation.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import { respondAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { editViolation } from '#app/usecases/violations/edit-violation.server.ts'
import { violationChoices, violationPage } from '#app/usecases/violations/views.server.ts'

export const handle: PageHandle = { title: 'violation.edit', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'violation.record')
	const page = valueOrThrow(await violationPage(ctx, idOf(args)))
	return { page, choices: await violationChoices(ctx) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'violation.record')
	const form = await readUpload(args.request, violationSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values, files } = form
	const id = idOf(args)
	const done = await editViolation(ctx, { id, version: versionOf(values), form: value }, files)
	return respondAtGate(done, paths.violation(id), { values })
}

export default function EditViolation() {
	const t = useT()
	const { page, choices } = useLoaderData<typeof loader>()
	const form = useViolationForm(
		{
			source: page.source,
			sourceRef: page.sourceRef ?? '',
			outletId: page.outlet.id,
			typeCode: page.typeCode,
			units: String(page.units),
			occurredOn: page.occurredOn,
			discoveredOn: page.discoveredOn,
			facts: page.facts,
			opinion: page.opinion,
			affectedNumbers: page.affected.join('\n'),
			consumerRight: page.rights.length === 1 ? String(page.rights[0]) : '',
			factors: page.factors.map((one) => one.code),
			shareDealer: String(page.shares.dealer),
			shareOperator: String(page.shares.operator),
			shareThird: String(page.shares.third),
			shareReason: page.shareReason,
			contactOrThreat: page.check.circumstance.contactOrThreat ? 'on' : '',
			refundClaimedOn: page.check.circumstance.refundClaimedOn ?? '',
			lossYuan: page.lossFen === 0 ? '' : yuanText(page.lossFen),
		},
		useActionData<typeof action>(),
	)
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('violation.edit')}
				crumbs={[
					{ label: t('violation.list'), to: paths.violations() },
					{ label: page.number, to: paths.violation(page.id) },
					{ label: t('violation.edit') },
				]}
			/>
			<TwinOfRefusal refusal={form.result?.refusal} values={form.result?.values} today={page.today} />
			{page.mayEdit ? (
				<ViolationFields
					form={form}
					choices={choices}
					version={page.version}
					fixedOutlet={page.outlet}
					fixedSource={page.findingId ? page.source : undefined}
					submit={t('violation.edit.do')}
				>
					<Link to={paths.violation(page.id)}>{t('violation.edit.not')}</Link>
				</ViolationFields>
			) : (
				<Note kind="plain">{t('violation.edit.shut')}</Note>
			)}
		</>
	)
}
