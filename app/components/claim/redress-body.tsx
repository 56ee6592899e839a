import type { ReactNode } from 'react'
import type { RedressBasis } from '#app/domain/claim/redress.ts'
import type { DueStep } from '#app/domain/due-date.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Note } from '#app/ui/note.tsx'
import { WhyDate } from '../due/why-date.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'

export type RedressShown = {
	readonly basis: RedressBasis
	readonly user: string
	readonly priceFen: number
	readonly amountFen: number
	readonly recourseFen: number
	readonly collectedFen: number
	readonly share: number
	readonly confirmedOn: LocalDate
	readonly dueOn: LocalDate
	readonly lateOn: LocalDate
	readonly overdue: boolean
	readonly delayed: boolean
	readonly steps: readonly DueStep[]
	readonly proof: { readonly note: string; readonly paidOn: LocalDate; readonly at: Instant } | null
	readonly proofRefused: string | null
	readonly advanceAsked: boolean
	readonly paidOn: LocalDate | null
	readonly voucher: string | null
	readonly endReason: string | null
	readonly today: LocalDate
}

/** What is owed to whom by when, with the proof; the same for staff and dealer. */
export function RedressBody({
	view,
	violation,
	collected,
	files,
}: {
	view: RedressShown
	violation: ReactNode
	/** What was recovered, with the way to its entries; staff only. */
	collected?: ReactNode | undefined
	files: ReactNode
}) {
	const t = useT()
	const formats = useFormats()
	const advanced = view.voucher !== null
	return (
		<>
			{view.delayed ? <Note kind="bad">{t('redress.delayed')}</Note> : null}
			{view.advanceAsked ? <Note kind="info">{t('redress.advance-waiting')}</Note> : null}
			<Section id="facts" title={t('redress.facts')}>
				<Facts
					items={[
						{ label: t('redress.col.user'), value: view.user || t('redress.user.none') },
						{ label: t('redress.col.violation'), value: violation },
						{ label: t('redress.basis'), value: t(`redress.basis.${view.basis}`) },
						{ label: t('redress.price'), value: formats.money(view.priceFen) },
						{ label: t('redress.amount'), value: <b>{formats.money(view.amountFen)}</b> },
						{
							label: t('redress.recourse'),
							value: t('redress.recourse.text', { amount: formats.money(view.recourseFen), share: view.share }),
						},
						{ label: t('redress.confirmed-on'), value: formats.longDay(view.confirmedOn, view.today) },
						{ label: t('redress.due-on'), value: formats.longDay(view.dueOn, view.today) },
						{ label: t('redress.late-on'), value: formats.longDay(view.lateOn, view.today) },
						view.paidOn !== null && { label: t('redress.paid-on'), value: formats.longDay(view.paidOn, view.today) },
						advanced && { label: t('redress.voucher'), value: view.voucher },
						advanced && collected !== undefined && { label: t('redress.collected'), value: collected },
						view.endReason !== null && { label: t('redress.end-reason'), value: view.endReason },
					]}
				/>
				{view.steps.length > 0 ? (
					<WhyDate title={t('redress.why')} due={view} steps={view.steps} today={view.today} />
				) : null}
			</Section>
			<Section id="proof" title={t('redress.proof')}>
				{view.proof ? (
					<p>
						{t('redress.proof.text', {
							day: formats.longDay(view.proof.paidOn, view.today),
							note: view.proof.note,
						})}
					</p>
				) : (
					<p className="muted">{t('redress.proof.none')}</p>
				)}
				{view.proofRefused ? (
					<Note kind="warn">{t('redress.proof.refused', { reason: view.proofRefused })}</Note>
				) : null}
				{files}
			</Section>
		</>
	)
}
