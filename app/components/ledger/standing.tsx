import type { DepositView, LadderView } from '#app/domain/desk/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Note } from '#app/ui/note.tsx'
import { Ladder } from '../ladder.tsx'
import { LightChip } from '../light.tsx'
import { SumTable } from '../sum-table.tsx'

/** The ladder of points with what comes next and what expires first. */
export function PointsLadder({ ladder, today }: { ladder: LadderView; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const { effective, pending, pendingCases, reached, next, expiry } = ladder
	const list = formats.list(
		pendingCases.map((one) =>
			t('ledger.ladder.case', { number: one.number || t('desk.ladder.taken-over'), n: one.points }),
		),
	)
	return (
		<>
			<Ladder
				solid={effective}
				pending={pending}
				rungs={ladder.rungs.map((rung) => ({ at: rung.at, label: t(`desk.measure.${rung.measure}`) }))}
				solidNote={
					reached
						? t('ledger.ladder.solid.reached', { n: effective, measure: t(`desk.measure.${reached}`) })
						: t('ledger.ladder.solid', { n: effective })
				}
				pendingNote={pending > 0 ? t('ledger.ladder.pending', { n: pending, list }) : undefined}
			/>
			{next ? (
				<div className="mt3">
					<Note kind="warn">
						{next.by
							? t('ledger.ladder.next.one', {
									number: next.by,
									total: next.total,
									what: t(`desk.measure.${next.measure}.does`),
								})
							: t('ledger.ladder.next.all', { total: next.total, what: t(`desk.measure.${next.measure}.does`) })}
					</Note>
				</div>
			) : null}
			{expiry ? (
				<p className="sm second mt2">
					{t('ledger.ladder.expiry', { n: expiry.points, day: formats.longDay(expiry.on, today) })}
				</p>
			) : null}
		</>
	)
}

/** What there is, what is held for which case, what is missing. */
export function DepositNow({ deposit, links }: { deposit: DepositView; links?: DepositLinks | undefined }) {
	const t = useT()
	const formats = useFormats()
	const link = (to: string | undefined, text: string) => (to ? <a href={to}>{text}</a> : text)
	return (
		<>
			<SumTable
				short
				caption={t('ledger.deposit.now')}
				rows={[
					{ step: t('ledger.deposit.balance'), result: link(links?.balance, formats.money(deposit.balanceFen)) },
					{
						step: t('ledger.deposit.held'),
						why: t('ledger.deposit.held.cases', { count: deposit.holds.length }),
						result: link(links?.held, formats.money(-deposit.heldFen)),
					},
				]}
				total={{
					label: t('ledger.deposit.available'),
					value: link(links?.available, formats.money(deposit.availableFen)),
				}}
			/>
			{deposit.shortFen > 0 ? (
				<p className="mt3">
					<LightChip
						colour="yellow"
						text={t('ledger.deposit.short', { required: formats.money(deposit.requiredFen) })}
					/>{' '}
					{t('ledger.deposit.short.by', { amount: formats.money(deposit.shortFen) })}
				</p>
			) : (
				<p className="sm second mt3">
					{t('ledger.deposit.required', { required: formats.money(deposit.requiredFen) })}
				</p>
			)}
			{deposit.outstandingFen > 0 ? (
				<p className="mt2">{t('ledger.deposit.outstanding', { amount: formats.money(deposit.outstandingFen) })}</p>
			) : null}
		</>
	)
}

export type DepositLinks = { readonly balance: string; readonly held: string; readonly available: string }

/** The holds one by one, each with the way to its entries. */
export function Holds({ deposit, to }: { deposit: DepositView; to: (penaltyId: string) => string }) {
	const t = useT()
	const formats = useFormats()
	if (deposit.holds.length === 0) return <p className="muted">{t('ledger.holds.none')}</p>
	return (
		<SumTable
			short
			caption={t('ledger.holds')}
			rows={deposit.holds.map((hold) => ({
				step: <a href={to(hold.penaltyId)}>{hold.number}</a>,
				result: formats.money(hold.heldFen),
			}))}
			total={{ label: t('ledger.holds.total'), value: formats.money(deposit.heldFen) }}
		/>
	)
}
