import { Link } from '@remix-run/react'
import type { Fen } from '#app/domain/money.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { ButtonLink } from '../act.tsx'
import { Section } from '../page-head.tsx'

/** What is short, and the rules that wait for an acceptance. */
export function HomeNotes({ shortFen, rulesOpen }: { shortFen: Fen; rulesOpen: boolean }) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			{rulesOpen ? (
				<div className="mt3">
					<Note kind="info" icon="rules">
						{t('desk.home.rules')}{' '}
						<ButtonLink to={paths.deskRulebooks()} variant="quiet" small>
							{t('desk.home.rules.see')}
						</ButtonLink>
					</Note>
				</div>
			) : null}
			{shortFen > 0 ? (
				<div className="mt3">
					<Note kind="warn">
						{t('desk.home.short', { amount: formats.money(shortFen) })}{' '}
						<ButtonLink to={paths.deskStanding()} variant="quiet" small>
							{t('desk.home.short.see')}
						</ButtonLink>
					</Note>
				</div>
			) : null}
		</>
	)
}

type DocumentsProps = {
	documents: readonly {
		readonly id: string
		readonly kind: string
		readonly number: string
		readonly sentAt: Instant
		readonly openedAt: Instant | null
		readonly caseId: string | null
	}[]
	today: LocalDate
}

/** The latest documents: those of a case lead to its page, where opening one is service. */
export function Documents({ documents, today }: DocumentsProps) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	return (
		<Section id="documents" title={t('desk.home.documents')}>
			{documents.length === 0 ? <p className="muted">{t('desk.home.documents.none')}</p> : null}
			<ul className="read">
				{documents.map((one) => (
					<li key={one.id}>
						<Link to={one.caseId ? paths.deskCase(one.caseId) : paths.printNotice(one.id)}>
							{word(`desk.notice-kind.${one.kind}`)} {one.number}
						</Link>{' '}
						<span className="sm muted">
							{formats.moment(one.sentAt, today)}
							{one.openedAt === null ? ` ${t('desk.unopened')}` : null}
						</span>
					</li>
				))}
			</ul>
		</Section>
	)
}

type MoneyProps = {
	money: {
		readonly balanceFen: Fen
		readonly heldFen: Fen
		readonly availableFen: Fen
		readonly outstandingFen: Fen
		readonly points: number
		readonly pending: number
	}
}

/** Deposit and points in one sentence, and the way to what stands behind it. */
export function MoneyInOneSentence({ money }: MoneyProps) {
	const t = useT()
	const formats = useFormats()
	return (
		<Section id="money" title={t('desk.home.money')}>
			<p>
				{t('desk.home.money.text', {
					balance: formats.money(money.balanceFen),
					held: formats.money(money.heldFen),
					available: formats.money(money.availableFen),
					points: money.points,
				})}{' '}
				{money.pending > 0 ? t('desk.home.money.pending', { points: money.pending }) : null}{' '}
				{money.outstandingFen > 0 ? t('desk.home.money.open', { amount: formats.money(money.outstandingFen) }) : null}
			</p>
			<p className="mt3">
				<ButtonLink to={paths.deskStanding()}>{t('desk.home.money.see')}</ButtonLink>
			</p>
		</Section>
	)
}
