import type { CaseView } from '#app/domain/penalty/views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import type { Fact } from '../facts.tsx'
import type { Consequence } from './act-page.tsx'

type Figures = { readonly heldFen: number; readonly paidFen: number }

/** What giving a case up, or revoking its decision, brings about. */
export function useExitConsequences(page: CaseView, act: 'withdraw' | 'revoke', preview: Figures): Consequence[] {
	const t = useT()
	const formats = useFormats()
	const told = page.noticedAt !== null
	const names = formats.list(page.dealer.owners) || page.dealer.name
	const list: (Consequence | false)[] = [
		told && { icon: 'document', text: t(`penalty.${act}.then-document`) },
		told && { icon: 'bell', text: t('penalty.then-told-only', { names }) },
		preview.heldFen > 0 && {
			icon: 'lock',
			text: t('penalty.then-release', { amount: formats.money(preview.heldFen) }),
		},
		preview.paidFen > 0 && {
			icon: 'ledger',
			text: t('penalty.then-reverse', { amount: formats.money(preview.paidFen) }),
		},
		page.plan !== null && { icon: 'fix', text: t('penalty.then-plan-cancelled', { number: page.plan.number }) },
		{ icon: 'history', text: t(`penalty.${act}.then-kept`) },
	]
	return list.filter((one) => one !== false)
}

/** The figures under an exit. */
export function useExitAnswers(page: CaseView): Fact[] {
	const t = useT()
	const formats = useFormats()
	return [
		{ label: t('penalty.amount.short'), value: formats.money(page.decidedFen ?? page.toldFen ?? page.amountFen) },
		{ label: t('penalty.points'), value: t('penalty.points.n', { count: page.points }) },
	]
}
