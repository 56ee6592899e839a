import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary, RefusalNote } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { titleAt } from '#app/components/inspection/page-title.ts'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { endInspectionSchema } from '#app/domain/inspection/inspection.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { inspectionPage } from '#app/usecases/inspections/detail.server.ts'
import { cancelVisit, voidVisit } from '#app/usecases/inspections/end-visit.server.ts'

export const handle: PageHandle = { title: titleAt('head', 'number'), width: 'form' }
export const shouldRevalidate = afterConflict

/** Calling off and declaring void are two acts with one question: why. */
function actOf(params: Readonly<Record<string, string | undefined>>): 'cancel' | 'void' {
	if (params.act === 'cancel' || params.act === 'void') return params.act
	throw notFound()
}

export async function loader(args: LoaderFunctionArgs) {
	const act = actOf(args.params)
	const ctx = await requireActor(args, act === 'cancel' ? 'inspection.cancel' : 'inspection.void')
	const { head, acts } = valueOrThrow(await inspectionPage(ctx, idOf(args)))
	return { act, head, shut: acts[act] }
}

export async function action(args: ActionFunctionArgs) {
	const act = actOf(args.params)
	const ctx = await requireActor(args, act === 'cancel' ? 'inspection.cancel' : 'inspection.void')
	const form = await readForm(args.request, endInspectionSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const end = act === 'cancel' ? cancelVisit : voidVisit
	const done = await end(ctx, id, versionOf(form.values), form.value.reason)
	return respond(done, paths.inspection(id), { values: form.values })
}

export default function EndInspection() {
	const t = useT()
	const { act, head, shut } = useLoaderData<typeof loader>()
	const form = useActForm(endInspectionSchema, {
		labels: { reason: t('inspection.field.reason') },
		result: useActionData<typeof action>(),
	})
	const title = t(`inspection.end.${act}.title`, { number: head.number })
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={title}
				crumbs={[{ label: head.outlet.name, to: paths.inspection(head.id) }, { label: t(`inspection.do.${act}`) }]}
				lead={t(`inspection.end.${act}.what`)}
			/>
			{shut ? (
				<RefusalNote refusal={shut} />
			) : (
				<ActForm form={form} version={head.version} guard className="mt4">
					<TextArea name="reason" hint={t('inspection.end.reason.hint')} max={500} />
					<div className="btns">
						<SubmitButton variant="danger">{t(`inspection.do.${act}`)}</SubmitButton>
						<ButtonLink variant="quiet" to={paths.inspection(head.id)}>
							{t('common.back')}
						</ButtonLink>
					</div>
				</ActForm>
			)}
		</>
	)
}
