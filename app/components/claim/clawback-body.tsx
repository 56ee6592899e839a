import { Link } from '@remix-run/react'
import type { ClawbackCause, ClawbackState } from '#app/domain/claim/clawback.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { type RecordLine, RecordTable } from './tables.tsx'
import { ClawbackWorking } from './working.tsx'

export type ClawbackShown = {
	readonly cause: ClawbackCause
	readonly state: ClawbackState
	readonly period: string
	readonly total: number
	readonly bad: number
	readonly allowed: number
	readonly count: number
	readonly amountFen: number
	readonly cancelledFen: number
	readonly collectedFen: number
	readonly invoicedFen: number
	readonly reason: string
	readonly madeAt: Instant
	readonly objectionUntil: LocalDate
	readonly objection: string | null
	readonly objectedAt: Instant | null
	readonly answer: string | null
	readonly answeredAt: Instant | null
	readonly confirmedAt: Instant | null
	readonly endReason: string | null
	readonly exitReview: boolean
	readonly records: readonly RecordLine[]
	readonly today: LocalDate
}

/** What is claimed, how it is counted, what was collected, the talk and the records; the same for staff and dealer. */
export function ClawbackBody({
	view,
	people,
	entriesTo,
}: {
	view: ClawbackShown
	/** Who proposed and confirmed; not for the dealer. */
	people?: { readonly madeBy: string | null; readonly confirmedBy: string | null } | undefined
	entriesTo?: string | undefined
}) {
	const t = useT()
	const formats = useFormats()
	const held = view.bad - (view.cause === 'SIM_FARMING' ? view.allowed : 0) - view.count
	const counts = view.state === 'CONFIRMED' || view.state === 'COLLECTED'
	return (
		<>
			{view.exitReview ? <Note kind="warn">{t('claim.exit-review')}</Note> : null}
			<Section id="facts" title={t('claim.facts')}>
				<Facts
					items={[
						{ label: t('claim.cause'), value: t(`claim.cause.${view.cause}`) },
						{ label: t('claim.col.period'), value: view.period },
						{ label: t('claim.reason'), value: view.reason },
						{
							label: t('claim.made-by'),
							value: `${people?.madeBy ?? ''} ${formats.moment(view.madeAt, view.today)}`,
						},
						{ label: t('claim.window'), value: formats.longDay(view.objectionUntil, view.today) },
						view.confirmedAt !== null && {
							label: t('claim.confirmed-by'),
							value: `${people?.confirmedBy ?? ''} ${formats.moment(view.confirmedAt, view.today)}`,
						},
						counts && {
							label: t('claim.collected'),
							value: (
								<>
									{formats.money(view.collectedFen)}{' '}
									{entriesTo ? <Link to={entriesTo}>{t('claim.entries')}</Link> : null}
								</>
							),
						},
						counts && view.invoicedFen > 0 && { label: t('claim.invoiced'), value: formats.money(view.invoicedFen) },
						counts && {
							label: t('claim.outstanding'),
							value: formats.money(Math.max(0, view.amountFen - view.collectedFen)),
						},
						view.endReason !== null && { label: t('claim.ended'), value: view.endReason },
					]}
				/>
			</Section>
			<Section id="working" title={t('claim.working')}>
				<ClawbackWorking {...view} claimed={Math.max(0, held)} />
			</Section>
			<Section id="talk" title={t('claim.talk')}>
				{view.objection ? <p className="read">{view.objection}</p> : <p className="muted">{t('claim.talk.none')}</p>}
				{view.answer ? (
					<p className="read mt2">
						<b>{t('claim.talk.answer')}</b> {view.answer}
					</p>
				) : null}
			</Section>
			<Section id="records" title={t('claim.records')} sub={t('claim.records.sub')}>
				<RecordTable rows={view.records} today={view.today} />
			</Section>
		</>
	)
}

/** Where the entries of a claim stand in the ledger. */
export const entriesOf = (dealerId: string, number: string) => paths.ledger({ dealer: dealerId, q: number })
