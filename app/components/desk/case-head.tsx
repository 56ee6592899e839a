import type { DeskCaseView } from '#app/domain/desk/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { T } from '#app/i18n/messages.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Amount, Answer, type AnswerItem } from '../dealer-page.tsx'
import { DeadlineMark, DeskWhy, useName } from './words.tsx'

type Case = DeskCaseView

/** The title says what is the matter now. */
export function caseTitle(t: T, view: Case, amount: string): string {
	const params = { outlet: view.told.outlet.name, amount }
	switch (view.state) {
		case 'PRE_NOTICED':
		case 'DEFENCE':
			return t('desk.title.notice', params)
		case 'DECIDED':
		case 'SERVED':
			return t(view.gates.review.refusal ? 'desk.title.decided' : 'desk.title.review-open', params)
		case 'REVIEW':
			return t('desk.title.in-review', params)
		case 'REVIEWED':
		case 'FINAL':
			return t('desk.title.final', params)
		case 'SETTLED':
			return t('desk.title.settled', params)
		case 'WAIVED':
			return t('desk.title.waived', params)
		case 'WITHDRAWN':
			return t('desk.title.withdrawn', params)
		case 'REVOKED':
			return t('desk.title.revoked', params)
		case 'LAPSED':
			return t('desk.title.lapsed', params)
		case 'CLOSED':
		case 'DRAFT':
		case 'CHECKED':
			return t('desk.title.closed', params)
	}
}

const NO_MONEY = ['WAIVED', 'WITHDRAWN', 'REVOKED', 'LAPSED']

function moneyPlace(t: T, view: Case, money: (fen: number) => string): string {
	const { heldFen, paidFen, outstandingFen } = view.money
	if (NO_MONEY.includes(view.state)) return t('desk.money.none')
	if (outstandingFen > 0 && paidFen > 0)
		return t('desk.money.part', { paid: money(paidFen), rest: money(outstandingFen) })
	if (paidFen > 0) return t('desk.money.paid', { paid: money(paidFen) })
	const uncovered = Math.max(0, view.amountFen - heldFen)
	if (heldFen > 0 && uncovered > 0) return t('desk.money.held-part', { held: money(heldFen), rest: money(uncovered) })
	return heldFen > 0 ? t('desk.money.held', { held: money(heldFen) }) : t('desk.money.uncovered')
}

/** Why, how much, until when, where the money is: what the dealer asks first. */
export function CaseAnswer({ view, today }: { view: Case; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const name = useName()
	const { told, deadline } = view
	const items: AnswerItem[] = [
		{
			label: t('desk.answer.why'),
			value: t('desk.answer.why.text', { day: formats.longDay(told.occurredOn, today), type: name(told.clause.names) }),
		},
		{
			label: t('desk.answer.how-much'),
			value: (
				<>
					<Amount>{formats.money(view.amountFen)}</Amount> {t('desk.answer.points', { count: view.points })}
					<br />
					<span className="sm second">{t('desk.answer.nature.not-a-fine')}</span>
				</>
			),
		},
		...(deadline
			? [
					{
						label: t('desk.answer.until'),
						value: (
							<>
								<DeadlineMark deadline={deadline} />
								<br />
								{t(view.deadlineOf === 'review' ? 'desk.answer.until.review' : 'desk.answer.until.defence', {
									day: formats.longDay(deadline.dueOn, today),
								})}
							</>
						),
					},
				]
			: []),
		{ label: t('desk.answer.money'), value: moneyPlace(t, view, formats.money) },
	]
	return (
		<>
			<Answer items={items} />
			{deadline ? <DeskWhy deadline={deadline} today={today} /> : null}
			{view.state === 'DEFENCE' && deadline ? <p className="second mt3">{t('desk.reassure')}</p> : null}
		</>
	)
}
