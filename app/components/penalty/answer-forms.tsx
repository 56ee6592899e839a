import { answerSchema } from '#app/domain/penalty/answer.schema.ts'
import type { ArgumentView, CaseView } from '#app/domain/penalty/views.ts'
import { useT } from '#app/i18n/use-t.ts'
import { Prose } from '../desk/words.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { TextArea } from '../field.tsx'
import { RadioGroup } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'

type Props = { page: CaseView; result: FormResult | undefined }

/** One form per argument that is still open: each gets its own answer before the decision. */
export function AnswerForms({ page, result }: Props) {
	const t = useT()
	const open = page.args.filter((one) => one.answer === null)
	if (open.length === 0 || page.state !== 'DEFENCE') return null
	return (
		<Section id="arguments" title={t('penalty.answer')} sub={t('penalty.answer.sub', { count: open.length })}>
			{open.map((one) => (
				<AnswerForm key={one.id} page={page} argument={one} result={result} />
			))}
		</Section>
	)
}

function AnswerForm({ page, argument, result }: Props & { argument: ArgumentView }) {
	const t = useT()
	const own = result?.values.argumentId === argument.id ? result : undefined
	const form = useActForm(answerSchema, {
		labels: { accepted: t('penalty.answer.accepted'), answer: t('penalty.answer.text') },
		intent: 'answer',
		prefix: `a${argument.no}`,
		result: own,
	})
	const id = `argument-${argument.no}`
	return (
		<div className="mt4">
			{own ? <ErrorSummary form={form} /> : null}
			<h3 id={id}>{t('penalty.argument', { no: argument.no })}</h3>
			<div className="read">
				<Prose text={argument.text} />
			</div>
			<ActForm form={form} version={page.version} hidden={{ argumentId: argument.id }} labelledBy={id}>
				<RadioGroup
					name="accepted"
					row
					options={[
						{ value: 'yes', label: t('penalty.answer.yes') },
						{ value: 'no', label: t('penalty.answer.no') },
					]}
				/>
				<TextArea name="answer" hint={t('penalty.answer.hint')} max={2000} short />
				<div className="btns">
					<SubmitButton variant="plain">{t('penalty.answer.do')}</SubmitButton>
				</div>
			</ActForm>
		</div>
	)
}
