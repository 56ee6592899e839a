import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { StepTable } from '#app/components/plan/steps.tsx'
import { VerdictPage } from '#app/components/plan/verdict-page.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { approvePlanSchema } from '#app/domain/plan/plan.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { judgePlan } from '#app/usecases/plans/judge-plan.server.ts'
import { planPage } from '#app/usecases/plans/views.server.ts'

export const handle: PageHandle = { title: 'plan.act.approve', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'plan.approve')
	return { plan: valueOrThrow(await planPage(ctx, idOf(args))), today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'plan.approve')
	const id = idOf(args)
	const form = await readForm(args.request, approvePlanSchema)
	if (!form.ok) return invalid(form.result)
	const done = await judgePlan(ctx, { id, version: versionOf(form.values), ...form.value })
	const word = form.value.verdict === 'accept' ? 'approved' : 'returned'
	return respond(done, `${paths.plan(id)}?done=${word}`, { values: form.values })
}

export default function ApprovePlan() {
	const t = useT()
	const { plan, today } = useLoaderData<typeof loader>()
	const form = useActForm(approvePlanSchema, {
		labels: { verdict: t('plan.verdict'), reason: t('plan.verdict.reason') },
		result: useActionData<typeof action>(),
	})
	return (
		<VerdictPage
			plan={plan}
			act={plan.acts.approve}
			form={form}
			title={t('plan.act.approve')}
			lead={t('plan.approve.lead')}
			submit={t('plan.approve.do')}
			consequences={[
				{ icon: 'fix', text: t('plan.approve.then.work') },
				{ icon: 'message', text: t('plan.approve.then.told') },
				{ icon: 'clock', text: t('plan.approve.then.clock') },
			]}
			facts={[
				{ label: t('plan.cause'), value: plan.cause ? t(`plan.cause.${plan.cause}`) : t('plan.cause.none') },
				{ label: t('plan.steps'), value: <StepTable steps={plan.steps} today={today} /> },
			]}
		>
			<RadioGroup
				name="verdict"
				options={[
					{ value: 'accept', label: t('plan.approve.accept') },
					{ value: 'return', label: t('plan.approve.return'), hint: t('plan.approve.return.hint') },
				]}
			/>
			<TextArea name="reason" max={500} hint={t('plan.verdict.reason.hint')} optional />
		</VerdictPage>
	)
}
