import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { MoneyField, TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow } from '#app/components/penalty/act-page.tsx'
import { AnswerForms } from '#app/components/penalty/answer-forms.tsx'
import { CaseFairness } from '#app/components/penalty/case-gate.tsx'
import { useDecisionAnswers, useDecisionConsequences } from '#app/components/penalty/decision-parts.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { DeclareFields, ReasonFields, useDeclareLabels, useReasonLabels } from '#app/components/penalty/gate-fields.tsx'
import { yuanText } from '#app/domain/money.ts'
import { answerSchema } from '#app/domain/penalty/answer.schema.ts'
import { decideSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { actAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { answerOneArgument } from '#app/usecases/penalties/answer-argument.server.ts'
import { decideCase } from '#app/usecases/penalties/decide.server.ts'

export const handle: PageHandle = { title: 'penalty.page.decide', width: 'form' }

/** The checker may answer arguments here; only who decides the severity gets the last form. */
const ACTIONS = ['penalty.decide-l1', 'penalty.decide-l2-l3', 'penalty.vote', 'penalty.check'] as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['decide', 'vote']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	const id = idOf(args)
	if ((await intentOf(args.request, ['answer'])) === 'answer') {
		const form = await readForm(args.request, answerSchema)
		if (!form.ok) return invalid(form.result)
		const { value, values } = form
		const command = { ...value, id, version: versionOf(values), accepted: value.accepted === 'yes' }
		return respond(await answerOneArgument(ctx, command), paths.penaltyAct(id, 'decide'), { values })
	}
	const form = await readForm(args.request, decideSchema)
	if (!form.ok) return invalid(form.result)
	return actAtGate(ctx, form, {
		id,
		actions: ['penalty.decide-l1', 'penalty.decide-l2-l3'],
		to: afterAct(id, 'decide'),
		run: ({ amountYuan: amountFen, reason, excessReason, fairnessReason }, declaration) =>
			decideCase(ctx, {
				id,
				version: versionOf(form.values),
				amountFen,
				reason,
				excessReason,
				fairnessReason,
				declaration,
			}),
	})
}

export default function DecidePenalty() {
	const t = useT()
	const formats = useFormats()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const declare = useDeclareLabels(page.gate)
	const reasons = useReasonLabels(page.gate)
	const form = useActForm(decideSchema, {
		labels: {
			amountYuan: t('penalty.decide.amount'),
			reason: t('penalty.decide.reason'),
			...reasons,
			...declare,
			confirm: t('penalty.decide.confirm'),
		},
		defaults: { amountYuan: yuanText(page.early?.taken ? Math.min(page.early.fen, page.amountFen) : page.amountFen) },
		intent: 'decide',
		result,
	})
	return (
		<ActPage
			page={page}
			act="decide"
			forms={[form]}
			shut={shut}
			consequences={useDecisionConsequences(page, preview)}
			answers={useDecisionAnswers(page, preview)}
			before={
				<>
					<CaseFairness page={page} />
					<AnswerForms page={page} result={result} />
				</>
			}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign" guard>
					<MoneyField
						name="amountYuan"
						hint={
							page.early?.taken
								? t('penalty.early.hint', { amount: formats.money(page.early.fen), percent: page.early.percent })
								: t('penalty.decide.amount.hint')
						}
					/>
					<TextArea name="reason" hint={t('penalty.decide.reason.hint')} max={500} />
					<ReasonFields gate={page.gate} />
					<DeclareFields gate={page.gate} />
					<CheckField name="confirm" hint={t('penalty.evidence.count', { count: page.evidence.length })} />
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.decide')}</SubmitButton>
						<NotNow page={page} act="decide" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}
