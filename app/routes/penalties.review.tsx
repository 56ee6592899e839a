import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { MoneyField, TextArea } from '#app/components/field.tsx'
import { CheckField, RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow } from '#app/components/penalty/act-page.tsx'
import { CaseReviews } from '#app/components/penalty/case-talk.tsx'
import { useDecisionAnswers } from '#app/components/penalty/decision-parts.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { decideReviewSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { decideReviewOf } from '#app/usecases/penalties/review.server.ts'

export const handle: PageHandle = { title: 'penalty.page.review', width: 'form' }

const OUTCOMES = ['UPHELD', 'VARIED', 'REVOKED', 'RETURNED'] as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.decide-review')
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['review']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.decide-review')
	const form = await readForm(args.request, decideReviewSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	const id = idOf(args)
	const { outcome, amountYuan, reason } = value
	const amount = outcome === 'VARIED' && amountYuan !== undefined ? { amountFen: amountYuan } : {}
	const done = await decideReviewOf(ctx, { id, version: versionOf(values), outcome, reason, ...amount })
	return respond(done, afterAct(id, 'review'), { values })
}

export default function DecideReview() {
	const t = useT()
	const formats = useFormats()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const form = useActForm(decideReviewSchema, {
		labels: {
			outcome: t('penalty.review.outcome'),
			amountYuan: t('penalty.review.amount'),
			reason: t('penalty.review.reason'),
			confirm: t('penalty.review.confirm'),
		},
		result: useActionData<typeof action>(),
	})
	return (
		<ActPage
			page={page}
			act="review"
			forms={[form]}
			shut={shut}
			consequences={[
				{ icon: 'document', text: t('penalty.review.then-document') },
				{ icon: 'lock', text: t('penalty.review.then-money') },
				{ icon: 'ledger', text: t('penalty.review.then-final') },
				{
					icon: 'case',
					text:
						preview.later.length > 0
							? t('penalty.review.then-revoked', { count: preview.later.length })
							: t('penalty.review.then-revoked-none'),
				},
			]}
			answers={useDecisionAnswers(page, preview)}
			before={<CaseReviews page={page} />}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign" guard>
					<RadioGroup
						name="outcome"
						options={OUTCOMES.map((value) => ({
							value,
							label: t(`penalty.outcome.${value}`),
							hint: t(`penalty.outcome.${value}.hint`),
						}))}
					/>
					<MoneyField
						name="amountYuan"
						optional
						hint={t('penalty.review.amount.hint', { limit: formats.money(page.decidedFen ?? page.amountFen) })}
					/>
					<TextArea name="reason" hint={t('penalty.review.reason.hint')} max={500} />
					<CheckField name="confirm" />
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.review')}</SubmitButton>
						<NotNow page={page} act="review" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}
