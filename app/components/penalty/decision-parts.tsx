import type { CaseView } from '#app/domain/penalty/views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import type { Fact } from '../facts.tsx'
import { ChangeLink, type Consequence, useCaseAnswers } from './act-page.tsx'
import { SubLine } from './words.tsx'

/** '¥500 × 2 × 100% × 100% × 100%' */
function formulaOf(page: CaseView, money: (fen: number) => string): string {
	return page.told.working
		.flatMap((line) => {
			if (line.kind === 'base') return [money(line.baseFen)]
			if (line.kind === 'units') return [String(line.units)]
			if (line.kind === 'recurrence' || line.kind === 'factors' || line.kind === 'share') return [`${line.percent}%`]
			return []
		})
		.join(' × ')
}

type Figures = { readonly heldFen: number; readonly aboveLoss: boolean }

/** What a decision brings about, in the order in which it happens. */
export function useDecisionConsequences(page: CaseView, preview: Figures): Consequence[] {
	const t = useT()
	const formats = useFormats()
	const names = formats.list(page.dealer.owners) || page.dealer.name
	return [
		{ icon: 'document', text: t('penalty.decide.then-document') },
		{ icon: 'bell', text: t('penalty.then-told', { names }) },
		{ icon: 'lock', text: t('penalty.decide.then-hold', { amount: formats.money(preview.heldFen) }) },
		{ icon: 'clock', text: t('penalty.decide.then-review') },
	]
}

/** The answers under a decision: the case, the amounts, each argument with its answer. */
export function useDecisionAnswers(page: CaseView, preview: Figures): Fact[] {
	const t = useT()
	const formats = useFormats()
	const answers = useCaseAnswers(page)
	return [
		...answers,
		{
			label: t('penalty.decide.told'),
			value: (
				<>
					<b>{formats.money(page.toldFen ?? page.amountFen)}</b>{' '}
					<ChangeLink to={`${paths.penalty(page.id)}#amount`} what={t('penalty.decide.told')} />
					<SubLine>{formulaOf(page, formats.money)}</SubLine>
				</>
			),
		},
		{ label: t('penalty.points'), value: t('penalty.points.n', { count: page.ceilingPoints ?? page.points }) },
		{ label: t('penalty.evidence'), value: t('penalty.evidence.count', { count: page.evidence.length }) },
		preview.aboveLoss && { label: t('penalty.loss'), value: t('penalty.above-loss') },
		page.args.length === 0 && { label: t('penalty.defence'), value: t(`penalty.defence.${page.defenceState}`) },
		...page.args.map((one) => ({
			label: t('penalty.argument', { no: one.no }),
			value: (
				<>
					{t('penalty.quote', { text: one.text })}
					<SubLine>
						{one.answer === null
							? t('penalty.argument.open')
							: t(one.accepted ? 'penalty.argument.accepted' : 'penalty.argument.rejected', {
									name: one.answeredBy,
									answer: one.answer,
								})}
					</SubLine>
				</>
			),
		})),
	]
}
