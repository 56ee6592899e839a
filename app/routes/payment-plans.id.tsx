import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { StateBadge } from '#app/components/badge.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PLAN_BADGE, PlanParts } from '#app/components/ledger/payment-plan.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { useMay } from '#app/components/use-may.ts'
import { decidePlanSchema, PLAN_VERDICTS } from '#app/domain/ledger/money.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { decidePlan, paymentPlanPage } from '#app/usecases/ledger/payment-plans.server.ts'

export const handle: PageHandle = { title: 'instalment.one', width: 'form' }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.read')
	return { ...valueOrThrow(await paymentPlanPage(ctx, idOf(args))), today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.decide-plan')
	const form = await readForm(args.request, decidePlanSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const { value, values } = form
	return respond(await decidePlan(ctx, { id, version: versionOf(values), ...value }), paths.paymentPlan(id), { values })
}

export default function OnePaymentPlan() {
	const t = useT()
	const wide = useMay()('ledger.read', 'branch')
	const formats = useFormats()
	const plan = useLoaderData<typeof loader>()
	const form = useActForm(decidePlanSchema, {
		labels: { verdict: t('instalment.verdict'), reason: t('instalment.why') },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t(`instalment.kind.${plan.kind}`)}
				crumbs={[
					wide ? { label: t('instalment.title'), to: paths.paymentPlans() } : { label: t('instalment.title') },
					{ label: plan.number },
				]}
				meta={<StateBadge kind={PLAN_BADGE[plan.state]}>{t(`instalment.plan.${plan.state}`)}</StateBadge>}
			/>
			<Facts
				items={[
					plan.penaltyId !== null && {
						label: t('settlement.col.debt'),
						value: <Link to={paths.penalty(plan.penaltyId)}>{plan.number}</Link>,
					},
					{ label: t('settlement.col.amount'), value: formats.money(plan.totalFen) },
					{ label: t('instalment.asked'), value: `${plan.askedBy} ${formats.moment(plan.askedAt, plan.today)}` },
					{ label: t('instalment.reason'), value: plan.reason },
					plan.decidedBy !== null && { label: t('instalment.decided'), value: plan.decidedBy },
					plan.decisionReason !== null && { label: t('instalment.why'), value: plan.decisionReason },
				]}
			/>
			<Section id="parts" title={t('instalment.parts')}>
				<PlanParts plan={plan} />
			</Section>
			{plan.mayDecide ? (
				<Section id="decide" title={t('instalment.decide')}>
					<ActForm form={form} version={plan.version} labelledBy="decide">
						<RadioGroup
							name="verdict"
							options={PLAN_VERDICTS.map((verdict) => ({ value: verdict, label: t(`instalment.verdict.${verdict}`) }))}
						/>
						<TextArea name="reason" max={500} />
						<div className="btns mt4">
							<SubmitButton variant="seal">{t('instalment.decide.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : null}
		</>
	)
}
