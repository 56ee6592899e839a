import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { MoneyField, TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow } from '#app/components/penalty/act-page.tsx'
import { AnswerForms } from '#app/components/penalty/answer-forms.tsx'
import { CaseFairness } from '#app/components/penalty/case-gate.tsx'
import { CaseVotes } from '#app/components/penalty/case-talk.tsx'
import { useDecisionAnswers } from '#app/components/penalty/decision-parts.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { DeclareFields, ReasonFields, useDeclareLabels, useReasonLabels } from '#app/components/penalty/gate-fields.tsx'
import { yuanText } from '#app/domain/money.ts'
import { answerSchema } from '#app/domain/penalty/answer.schema.ts'
import { voteSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { actAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { answerOneArgument } from '#app/usecases/penalties/answer-argument.server.ts'
import { voteOnCase } from '#app/usecases/penalties/decide.server.ts'

export const handle: PageHandle = { title: 'penalty.page.vote', width: 'form' }

const ACTIONS = ['penalty.vote', 'penalty.check'] as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['vote']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	const id = idOf(args)
	if ((await intentOf(args.request, ['answer'])) === 'answer') {
		const form = await readForm(args.request, answerSchema)
		if (!form.ok) return invalid(form.result)
		const { value, values } = form
		const command = { ...value, id, version: versionOf(values), accepted: value.accepted === 'yes' }
		return respond(await answerOneArgument(ctx, command), paths.penaltyAct(id, 'vote'), { values })
	}
	const form = await readForm(args.request, voteSchema)
	if (!form.ok) return invalid(form.result)
	return actAtGate(ctx, form, {
		id,
		actions: ['penalty.vote'],
		to: afterAct(id, 'vote'),
		run: ({ choice, amountYuan, reason, dissent, excessReason, fairnessReason }, declaration) =>
			voteOnCase(ctx, {
				id,
				version: versionOf(form.values),
				amountFen: choice === 'IMPOSE' ? (amountYuan ?? 0) : 0,
				reason,
				dissent,
				excessReason,
				fairnessReason,
				declaration,
			}),
	})
}

export default function VoteOnPenalty() {
	const t = useT()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const declare = useDeclareLabels(page.gate)
	const reasons = useReasonLabels(page.gate)
	const form = useActForm(voteSchema, {
		labels: {
			choice: t('penalty.vote.choice'),
			amountYuan: t('penalty.vote.amount'),
			reason: t('penalty.vote.reason'),
			dissent: t('gate.panel.dissent.field'),
			...reasons,
			...declare,
		},
		defaults: { amountYuan: yuanText(page.toldFen ?? page.amountFen) },
		intent: 'vote',
		result,
	})
	return (
		<ActPage
			page={page}
			act="vote"
			forms={[form]}
			shut={shut}
			consequences={[
				{ icon: 'pen', text: t('penalty.vote.then-kept') },
				{
					icon: 'users',
					text: t('penalty.vote.then-panel', { seats: page.panelSeats, votes: page.gate.panel?.cast ?? 0 }),
				},
				{ icon: 'document', text: t('penalty.vote.then-decided') },
			]}
			answers={useDecisionAnswers(page, preview)}
			before={
				<>
					<CaseVotes page={page} />
					<CaseFairness page={page} />
					<AnswerForms page={page} result={result} />
				</>
			}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign" guard>
					<RadioGroup
						name="choice"
						options={[
							{ value: 'IMPOSE', label: t('penalty.vote.impose'), hint: t('penalty.vote.impose.hint') },
							{ value: 'DROP', label: t('penalty.vote.drop') },
						]}
					/>
					<MoneyField name="amountYuan" optional hint={t('penalty.decide.amount.hint')} />
					<TextArea name="reason" hint={t('penalty.vote.reason.hint')} max={500} />
					<TextArea name="dissent" optional hint={t('gate.panel.dissent.hint')} max={500} short />
					<ReasonFields gate={page.gate} />
					<DeclareFields gate={page.gate} />
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.vote')}</SubmitButton>
						<NotNow page={page} act="vote" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}
