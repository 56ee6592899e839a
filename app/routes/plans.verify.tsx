import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup, SelectField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { mayOnlyReturn } from '#app/components/plan/plan-acts.tsx'
import { StepTable } from '#app/components/plan/steps.tsx'
import { VerdictPage } from '#app/components/plan/verdict-page.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { verifyPlanSchema } from '#app/domain/plan/plan.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { verifyPlan } from '#app/usecases/plans/verify-plan.server.ts'
import { planPage } from '#app/usecases/plans/views.server.ts'

export const handle: PageHandle = { title: 'plan.act.verify', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'plan.verify')
	return { plan: valueOrThrow(await planPage(ctx, idOf(args))), today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'plan.verify')
	const id = idOf(args)
	const form = await readForm(args.request, verifyPlanSchema)
	if (!form.ok) return invalid(form.result)
	const done = await verifyPlan(ctx, { id, version: versionOf(form.values), ...form.value })
	const word = form.value.verdict === 'accept' ? 'struck-off' : 'returned'
	return respond(done, `${paths.plan(id)}?done=${word}`, { values: form.values })
}

export default function VerifyPlan() {
	const t = useT()
	const formats = useFormats()
	const { plan, today } = useLoaderData<typeof loader>()
	const form = useActForm(verifyPlanSchema, {
		labels: {
			verdict: t('plan.verdict'),
			reinspectionId: t('plan.recheck'),
			reason: t('plan.verdict.reason'),
		},
		defaults: { reinspectionId: plan.rechecks[0]?.id ?? '' },
		result: useActionData<typeof action>(),
	})
	const onlyReturn = mayOnlyReturn(plan)
	const visits = plan.rechecks.map((visit) => ({
		value: visit.id,
		label: t(visit.passed ? 'plan.recheck.passed' : 'plan.recheck.failed', {
			number: visit.number,
			day: formats.day(visit.occurredOn, today),
			name: visit.inspectorName ?? '',
		}),
	}))
	return (
		<VerdictPage
			plan={plan}
			act={onlyReturn ? { ...plan.acts.verify, checks: [] } : plan.acts.verify}
			form={form}
			title={t('plan.act.verify')}
			lead={t(plan.byReinspection ? 'plan.verify.lead.visit' : 'plan.verify.lead.proof')}
			submit={t('plan.verify.do')}
			consequences={[
				{ icon: 'check', text: t('plan.verify.then.off') },
				{ icon: 'case', text: t('plan.verify.then.case') },
				{ icon: 'message', text: t('plan.verify.then.told') },
			]}
			facts={[{ label: t('plan.steps'), value: <StepTable steps={plan.steps} today={today} /> }]}
		>
			<RadioGroup
				name="verdict"
				options={[
					{
						value: 'accept',
						label: t('plan.verify.accept'),
						disabled: onlyReturn,
						hint: onlyReturn ? t('plan.recheck.none') : undefined,
					},
					{ value: 'return', label: t('plan.verify.return') },
				]}
			/>
			{plan.byReinspection && !onlyReturn ? (
				<SelectField name="reinspectionId" options={visits} empty={t('plan.recheck.choose')} />
			) : null}
			<TextArea name="reason" max={500} hint={t('plan.verdict.reason.hint')} optional />
		</VerdictPage>
	)
}
