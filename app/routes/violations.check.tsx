import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useName } from '#app/components/desk/words.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList, GateList } from '#app/components/gate.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { SeverityTag, useConditions } from '#app/components/penalty/words.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { ConfirmForm, LimitationNote, useConfirmForm } from '#app/components/violation/confirm.tsx'
import { TwinComparison } from '#app/components/violation/gate.tsx'
import { ViolationEvidence, ViolationFacts } from '#app/components/violation/sections.tsx'
import { confirmViolationSchema, dismissSchema } from '#app/domain/violation/violation.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { declarationOf, respondAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { declareOnViolation } from '#app/usecases/violations/declare.server.ts'
import { confirmViolationCase, dismissViolationDraft } from '#app/usecases/violations/judge-violation.server.ts'
import { violationPage } from '#app/usecases/violations/views.server.ts'

export const handle: PageHandle = { title: 'violation.check', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'violation.check')
	return valueOrThrow(await violationPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'violation.check')
	const id = idOf(args)
	if ((await intentOf(args.request, ['dismiss'])) === 'dismiss') {
		const form = await readForm(args.request, dismissSchema)
		if (!form.ok) return invalid(form.result)
		const { value, values } = form
		const done = await dismissViolationDraft(ctx, { id, version: versionOf(values), reason: value.reason })
		return respond(done, paths.violation(id), { values })
	}
	const form = await readForm(args.request, confirmViolationSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	const { twinReason, uplift, upliftReason, relation } = value
	const version = versionOf(values)
	if (value.declared === 'conflict')
		return respondAtGate(await declareOnViolation(ctx, { id, version, relation }), paths.violation(id), { values })
	const said = { declaration: declarationOf(value), twinReason, uplift, upliftReason }
	const done = await confirmViolationCase(ctx, { id, version, ...said })
	return respondAtGate(done, ({ penaltyId }) => (penaltyId ? paths.penalty(penaltyId) : paths.violation(id)), {
		values,
	})
}

export default function CheckViolation() {
	const t = useT()
	const name = useName()
	const page = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const conditions = useConditions()
	const confirm = useConfirmForm(page, result)
	const dismiss = useActForm(dismissSchema, {
		labels: { reason: t('violation.dismiss.reason') },
		intent: 'dismiss',
		prefix: 'd',
		result,
	})
	const none = page.shares.dealer === 0
	return (
		<>
			<ErrorSummary form={confirm} />
			<ErrorSummary form={dismiss} />
			<PageHead
				title={t('violation.check')}
				crumbs={[
					{ label: t('violation.list'), to: paths.violations() },
					{ label: page.number, to: paths.violation(page.id) },
					{ label: t('violation.check') },
				]}
				meta={
					<>
						<span>{name(page.typeNames)}</span>
						<span>{page.outlet.name}</span>
						<SeverityTag severity={page.severity} />
					</>
				}
				lead={t('violation.check.lead')}
			/>
			<Section id="consequences" title={t('penalty.page.consequences')}>
				<ConsequenceList
					items={
						none
							? [{ icon: 'order', text: t('violation.check.then-order') }]
							: [
									{ icon: 'case', text: t('violation.check.then-penalty') },
									{ icon: 'fix', text: t('violation.check.then-plan') },
									{ icon: 'lock', text: t('violation.check.then-fixed') },
								]
					}
				/>
			</Section>
			<ViolationFacts page={page} />
			<ViolationEvidence page={page} />
			<TwinComparison own={page} twins={page.check.twins} today={page.today} />
			<LimitationNote page={page} />
			{page.gate ? (
				<>
					<Section id="confirm" title={t('violation.confirm')}>
						{page.gate.open ? (
							<ConfirmForm page={page} form={confirm} />
						) : (
							<GateList id="gate" conditions={conditions(page.gate.lines)} />
						)}
					</Section>
					<Section id="dismiss" title={t('violation.dismiss')}>
						<ActForm form={dismiss} version={page.version} labelledBy="dismiss">
							<TextArea name="reason" hint={t('violation.dismiss.hint')} max={500} short />
							<div className="btns">
								<SubmitButton variant="plain">{t('violation.dismiss.do')}</SubmitButton>
							</div>
						</ActForm>
					</Section>
				</>
			) : (
				<p>{t('refusal.wrong-state')}</p>
			)}
		</>
	)
}
