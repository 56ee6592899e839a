import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { TextArea } from '#app/components/field.tsx'
import { useActForm } from '#app/components/form.tsx'
import { VerdictPage } from '#app/components/plan/verdict-page.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { extendPlanSchema } from '#app/domain/plan/plan.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { extendPlan } from '#app/usecases/plans/extend-plan.server.ts'
import { planPage } from '#app/usecases/plans/views.server.ts'

export const handle: PageHandle = { title: 'plan.act.extend', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'plan.approve')
	return { plan: valueOrThrow(await planPage(ctx, idOf(args))), today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'plan.approve')
	const id = idOf(args)
	const form = await readForm(args.request, extendPlanSchema)
	if (!form.ok) return invalid(form.result)
	const done = await extendPlan(ctx, { id, version: versionOf(form.values), ...form.value })
	return respond(done, `${paths.plan(id)}?done=extended`, { values: form.values })
}

export default function ExtendPlan() {
	const t = useT()
	const formats = useFormats()
	const { plan, today } = useLoaderData<typeof loader>()
	const form = useActForm(extendPlanSchema, {
		labels: { dueOn: t('plan.extend.due'), reason: t('plan.verdict.reason') },
		result: useActionData<typeof action>(),
	})
	return (
		<VerdictPage
			plan={plan}
			act={plan.acts.extend}
			form={form}
			title={t('plan.act.extend')}
			lead={t('plan.extend.lead')}
			submit={t('plan.extend.do')}
			consequences={[
				{ icon: 'calendar', text: t('plan.extend.then.once') },
				{ icon: 'message', text: t('plan.extend.then.told') },
			]}
			facts={plan.dueOn ? [{ label: t('plan.due'), value: formats.longDay(plan.dueOn, today) }] : []}
		>
			<DateField name="dueOn" />
			<TextArea name="reason" max={500} />
		</VerdictPage>
	)
}
