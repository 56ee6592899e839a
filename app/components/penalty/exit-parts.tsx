import { Link } from '@remix-run/react'
import type { CaseView } from '#app/domain/penalty/views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import type { Fact } from '../facts.tsx'
import type { Consequence } from './act-page.tsx'

type Figures = {
	readonly heldFen: number
	readonly paidFen: number
	readonly later: readonly { readonly id: string; readonly number: string }[]
}

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
		act === 'revoke' && { icon: 'grade', text: t('penalty.revoke.then-points', { points: page.points }) },
		act === 'revoke' &&
			page.measures.length > 0 && {
				icon: 'warn',
				text: t('penalty.revoke.then-measures', { count: page.measures.length }),
			},
		act === 'revoke' &&
			preview.later.length > 0 && {
				icon: 'case',
				text: t('penalty.revoke.then-later', { count: preview.later.length }),
			},
		page.plan !== null && { icon: 'fix', text: t('penalty.then-plan-cancelled', { number: page.plan.number }) },
		{ icon: 'history', text: t(`penalty.${act}.then-kept`) },
	]
	return list.filter((one) => one !== false)
}

/** The figures under an exit; later cases that counted this one are named. */
export function useExitAnswers(page: CaseView, preview: Figures): Fact[] {
	const t = useT()
	const formats = useFormats()
	return [
		{ label: t('penalty.amount.short'), value: formats.money(page.decidedFen ?? page.toldFen ?? page.amountFen) },
		{ label: t('penalty.points'), value: t('penalty.points.n', { count: page.points }) },
		preview.later.length > 0 && {
			label: t('penalty.revoke.later'),
			value: preview.later.map((one) => (
				<span key={one.id}>
					<Link to={paths.penalty(one.id)}>{one.number}</Link>{' '}
				</span>
			)),
		},
	]
}
