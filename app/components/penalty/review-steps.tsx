import type { ReactNode } from 'react'
import { yuanText } from '#app/domain/money.ts'
import type { CascadePlan } from '#app/domain/penalty/cascade.ts'
import { decideReviewSchema, reviewChoiceSchema } from '#app/domain/penalty/penalty.schema.ts'
import type { CaseView } from '#app/domain/penalty/views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { MoneyField, NumberField, TextArea } from '../field.tsx'
import { CheckField, RadioGroup } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { ActPage, NotNow } from './act-page.tsx'
import { Cascade } from './cascade.tsx'
import { useDecisionAnswers } from './decision-parts.tsx'
import { DeclareFields, useDeclareLabels } from './gate-fields.tsx'
import { type ReviewChoiceView, useChoiceAnswers, useReviewConsequences, useReviewDefault } from './review-parts.tsx'

const OUTCOMES = ['UPHELD', 'VARIED', 'REVOKED', 'RETURNED'] as const

type Preview = {
	readonly heldFen: number
	readonly aboveLoss: boolean
	readonly cascade: { readonly plan: CascadePlan; readonly seen: string } | null
}

type StepProps = {
	page: CaseView
	preview: Preview
	result: FormResult | undefined
	/** What the dealer asked to be looked at. */
	asked: ReactNode
}

/** First step: what the review comes to. Nothing is written yet. */
export function ChooseReview({ page, shut, preview, result, asked }: StepProps & { shut: boolean }) {
	const t = useT()
	const formats = useFormats()
	const byDefault = useReviewDefault(page)
	const form = useActForm(reviewChoiceSchema, {
		intent: 'choose',
		labels: {
			outcome: t('penalty.review.outcome'),
			amountYuan: t('penalty.review.amount'),
			points: t('review.points'),
		},
		result,
	})
	return (
		<ActPage
			page={page}
			act="review"
			forms={[form]}
			shut={shut}
			consequences={[
				{ icon: 'document', text: t('review.step-next') },
				{ icon: 'lock', text: t('penalty.review.then-money') },
				{ icon: 'clock', text: byDefault },
			]}
			answers={useDecisionAnswers(page, preview)}
			before={asked}
		>
			<Section id="choose" title={t('review.choose')}>
				<ActForm form={form} version={page.version} labelledBy="choose">
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
					<NumberField name="points" optional hint={t('review.points.hint', { limit: page.points })} />
					<div className="btns">
						<SubmitButton>{t('review.choose.do')}</SubmitButton>
						<NotNow page={page} act="review" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

/** Second step: everything that the choice brings about, reason and signature. */
export function SignReview({ page, preview, choice, result, asked }: StepProps & { choice: ReviewChoiceView }) {
	const t = useT()
	const plan = preview.cascade?.plan ?? null
	const answers = useDecisionAnswers(page, preview)
	const declare = useDeclareLabels(page.gate)
	const form = useActForm(decideReviewSchema, {
		labels: { reason: t('penalty.review.reason'), ...declare, confirm: t('penalty.review.confirm') },
		result,
	})
	const { outcome, amountFen, points } = choice
	const hidden = {
		outcome,
		seen: preview.cascade?.seen ?? '',
		...(amountFen === null ? {} : { amountYuan: yuanText(amountFen) }),
		...(points === null ? {} : { points: String(points) }),
	}
	return (
		<ActPage
			page={page}
			act="review"
			forms={[form]}
			shut={false}
			consequences={useReviewConsequences(page, outcome, plan)}
			answers={[...useChoiceAnswers(page, choice), ...answers]}
			before={
				<>
					{asked}
					{plan ? <Cascade plan={plan} /> : null}
				</>
			}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} hidden={hidden} labelledBy="sign" guard>
					<TextArea name="reason" hint={t('penalty.review.reason.hint')} max={500} />
					<DeclareFields gate={page.gate} />
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
