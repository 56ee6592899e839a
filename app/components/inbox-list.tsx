import { Form, Link } from '@remix-run/react'
import { type Instant, instantOf, isLocalDate, type LocalDate, parseMoment } from '#app/domain/time.ts'
import type { Formats } from '#app/i18n/format.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'

type Params = Readonly<Record<string, string | number>>
export type Message = {
	readonly id: string
	readonly kind: string
	readonly subjectKind: string
	readonly subjectId: string
	readonly params: Params
	readonly at: Instant
	readonly read: boolean
}

/** Dates, moments and money of a message as people write them. */
function shownParams(formats: Formats, today: LocalDate, params: Params): Params {
	const pairs = Object.entries(params).map(([name, value]) => {
		if (typeof value === 'number') return [name, /fen$/i.test(name) ? formats.money(value) : value]
		if (isLocalDate(value)) return [name, formats.longDay(value, today)]
		const ms = parseMoment(value)
		return [name, ms === null ? value : formats.moment(instantOf(ms), today)]
	})
	return Object.fromEntries(pairs)
}

/** Where a message leads; a dealer's to the desk. */
function messageTo({ kind, subjectKind, subjectId }: Message, dealer: boolean): string | null {
	if (kind.startsWith('template.')) return paths.templates()
	switch (subjectKind) {
		case 'inspection':
			return paths.inspection(subjectId)
		case 'violation':
			return paths.violation(subjectId)
		case 'penalty':
			return dealer ? paths.deskCase(subjectId) : paths.penalty(subjectId)
		case 'plan':
			return dealer ? paths.deskPlan(subjectId) : paths.plan(subjectId)
		case 'order':
			return paths.order(subjectId)
		case 'measure':
			return dealer ? paths.deskStanding() : paths.measure(subjectId)
		case 'blacklist':
			return paths.blacklistEntry(subjectId)
		case 'succession':
			return paths.succession(subjectId)
		case 'notice':
			return paths.printNotice(subjectId)
		case 'settlement':
			return paths.settlement(subjectId)
		case 'payment-plan':
			return dealer ? paths.deskStanding() : paths.paymentPlan(subjectId)
		case 'self-report':
			return dealer ? paths.deskReport(subjectId) : paths.selfReport(subjectId)
		case 'clawback':
			return dealer ? paths.deskClaim(subjectId) : paths.claim(subjectId)
		case 'redress':
			return dealer ? paths.deskRedress(subjectId) : paths.redressOne(subjectId)
		case 'topup':
			return dealer ? paths.deskClaims() : paths.topup(subjectId)
		case 'exit':
			return dealer ? paths.deskClaims() : paths.claimDeposits()
		case 'opinion':
			return paths.opinion(subjectId)
		case 'reference':
			return dealer ? paths.deskRulebook(subjectId) : paths.rulebookVersion(subjectId)
		case 'rulebook':
			return paths.rulebookDraft(subjectId)
		case 'account':
			return paths.account()
		default:
			return null
	}
}

/** Messages, each one line; what is not read stands out and can be marked. */
export function InboxList({ items, today, dealer }: { items: readonly Message[]; today: LocalDate; dealer: boolean }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	const columns = [
		{ label: t('inbox.col.at') },
		{ label: t('inbox.col.what') },
		{ label: t('inbox.col.act'), silent: true },
	]
	return (
		<Table caption={t('inbox.title')} columns={columns}>
			{items.map((item) => {
				const variant = typeof item.params.variant === 'string' ? `.${item.params.variant}` : ''
				const text = say(`notice.${item.kind}${variant}`, shownParams(formats, today, item.params))
				const to = messageTo(item, dealer)
				const title = item.read ? text : <b>{text}</b>
				return (
					<Row key={item.id}>
						<Cell label={t('inbox.col.at')} nowrap muted>
							{formats.moment(item.at, today)}
						</Cell>
						<Cell main>
							{to ? <Link to={to}>{title}</Link> : title}
							{item.read ? null : <span className="vh"> {t('inbox.unread')}</span>}
						</Cell>
						<Cell label={t('inbox.col.act')}>
							{item.read ? (
								<span className="muted">{t('inbox.read')}</span>
							) : (
								<Form method="post">
									<input type="hidden" name="id" value={item.id} />
									<Button type="submit" small aria-label={t('inbox.mark', { text })}>
										{t('inbox.mark-short')}
									</Button>
								</Form>
							)}
						</Cell>
					</Row>
				)
			})}
		</Table>
	)
}
