import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { EffectFigures } from '#app/components/calendar/preview.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import type { Action } from '#app/domain/access.ts'
import { changeReasonSchema, changeStepSchema } from '#app/domain/calendar-year/change.schema.ts'
import { requireActor, requireSignedIn } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { dropChange, returnChange } from '#app/usecases/calendars/decide.server.ts'
import { previewOf } from '#app/usecases/calendars/preview.server.ts'
import { publishChange } from '#app/usecases/calendars/publish.server.ts'
import { changeOf } from '#app/usecases/calendars/views.server.ts'

export const handle: PageHandle = { title: 'calchange.title', width: 'form' }

export const shouldRevalidate = afterConflict

const ACTS = {
	publish: 'calendar.publish',
	return: 'calendar.publish',
	drop: 'calendar.draft',
} as const satisfies Record<string, Action>
type Act = keyof typeof ACTS

function actOf({ params }: LoaderFunctionArgs | ActionFunctionArgs): Act | null {
	const act = params.act ?? ''
	return act === 'publish' || act === 'return' || act === 'drop' ? act : null
}

export async function loader(args: LoaderFunctionArgs) {
	const act = actOf(args)
	const ctx = act ? await requireActor(args, ACTS[act]) : await requireSignedIn(args)
	if (!act) throw notFound()
	const { row, base, read } = valueOrThrow(await changeOf(ctx, idOf(args)))
	const preview = act === 'publish' && read.sound ? await previewOf(ctx, read.change) : null
	return { act, id: row.id, kind: row.kind, title: row.title, version: row.version, base, preview }
}

export async function action(args: ActionFunctionArgs) {
	const act = actOf(args)
	const ctx = act ? await requireActor(args, ACTS[act]) : await requireSignedIn(args)
	if (!act) throw notFound()
	const id = idOf(args)
	const to = paths.calendarChange(id)
	if (act === 'publish') {
		const form = await readForm(args.request, changeStepSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await publishChange(ctx, { id, ...form.value }), to, { values: form.values })
	}
	const form = await readForm(args.request, changeReasonSchema)
	if (!form.ok) return invalid(form.result)
	const command = { id, ...form.value }
	const done = act === 'return' ? await returnChange(ctx, command) : await dropChange(ctx, command)
	return respond(done, to, { values: form.values })
}

export default function CalendarAct() {
	const t = useT()
	const { act, id, kind, title, version, base, preview } = useLoaderData<typeof loader>()
	const reasoned = act !== 'publish'
	const form = useActForm(reasoned ? changeReasonSchema : changeStepSchema, {
		labels: reasoned ? { reason: t('calchange.reason') } : {},
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t(`calchange.act.${act}`)}
				crumbs={[
					{ label: t('calchange.title'), to: paths.calendarChanges() },
					{ label: t(`calchange.kind.${kind}`, { title }), to: paths.calendarChange(id) },
				]}
				lead={act === 'publish' ? t('calchange.act.publish.lead') : undefined}
			/>
			{preview ? <EffectFigures summary={preview.summary} past={preview.past} /> : null}
			<ActForm form={form} version={version} hidden={reasoned ? {} : { base }} className="mt4">
				{reasoned ? <TextArea name="reason" max={500} /> : null}
				<div className="btns">
					<SubmitButton variant={act === 'publish' ? 'seal' : act === 'drop' ? 'danger' : 'primary'}>
						{t(`calchange.act.${act}`)}
					</SubmitButton>
					<ButtonLink to={paths.calendarChange(id)}>{t('common.back')}</ButtonLink>
				</div>
			</ActForm>
		</>
	)
}
