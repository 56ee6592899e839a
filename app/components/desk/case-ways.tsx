import type { ReactNode } from 'react'
import type { DeskCaseView, Gate } from '#app/domain/desk/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Ways } from '../dealer-page.tsx'
import { Section } from '../page-head.tsx'
import { useRefusalText } from './words.tsx'

type Props = { view: DeskCaseView; today: LocalDate }
type Way = { title: string; text: ReactNode; action: ReactNode }
type Act = Parameters<typeof paths.deskAct>[1]

function useWay(view: DeskCaseView) {
	const refusalText = useRefusalText()
	return (title: string, text: ReactNode, gate: Gate, act: Act, label: string): Way => ({
		title,
		text,
		action: gate.refusal ? (
			<span className="sm muted">{refusalText(gate.refusal)}</span>
		) : (
			<ButtonLink to={paths.deskAct(view.id, act)}>{label}</ButtonLink>
		),
	})
}

/** What may be done now; what may not says why. */
export function CaseWays({ view, today }: Props) {
	const t = useT()
	const way = useWay(view)
	const defence = useDefenceWays({ view, today })
	const review = way(
		t('desk.way.review'),
		t('desk.way.review.text'),
		view.gates.review,
		'review',
		t('desk.way.review.do'),
	)
	const back = way(
		t('desk.way.withdraw'),
		t('desk.way.withdraw.text'),
		view.gates.withdrawReview,
		'withdraw-review',
		t('desk.way.withdraw.do'),
	)
	const items =
		view.state === 'DEFENCE' ? defence : view.state === 'SERVED' ? [review] : view.state === 'REVIEW' ? [back] : []
	if (items.length === 0) return null
	return (
		<Section id="ways" title={t('desk.ways')}>
			<Ways items={items} />
		</Section>
	)
}

function useDefenceWays({ view, today }: Props): Way[] {
	const t = useT()
	const formats = useFormats()
	const way = useWay(view)
	const more = useMoreTime({ view, today })
	const { gates, moreUntil, early, deadline } = view
	if (moreUntil) {
		const text = t('desk.way.more.text', { day: formats.longDay(moreUntil, today) })
		return [way(t('desk.way.more'), text, gates.defence, 'defence', t('desk.way.more.do'))]
	}
	const accept =
		early && !early.taken && deadline
			? t('desk.way.accept.early', {
					day: formats.longDay(deadline.dueOn, today),
					amount: formats.money(early.fen),
					percent: early.percent,
				})
			: t('desk.way.accept.text')
	return [
		way(t('desk.way.defence'), t('desk.way.defence.text'), gates.defence, 'defence', t('desk.way.defence.do')),
		...more,
		way(t('desk.way.accept'), accept, gates.acknowledge, 'acknowledge', t('desk.way.accept.do')),
	]
}

/** More time: to be asked for, asked, or answered. */
function useMoreTime({ view, today }: Props): Way[] {
	const t = useT()
	const formats = useFormats()
	const way = useWay(view)
	const { extension, extendTo, gates } = view
	const title = t('desk.way.extend')
	if (!extension) {
		if (!extendTo) return []
		const text = t('desk.way.extend.text', { day: formats.longDay(extendTo, today) })
		return [way(title, text, gates.extension, 'extension', t('desk.way.extend.do'))]
	}
	const text = (): string => {
		switch (extension.outcome) {
			case null:
				return t('desk.way.extend.asked', {
					at: formats.moment(extension.askedAt, today),
					day: formats.longDay(extension.originalDueOn, today),
				})
			case 'GRANTED':
				return t('desk.way.extend.granted', {
					day: formats.longDay(extension.newDueOn ?? extension.originalDueOn, today),
				})
			case 'REFUSED':
				return t('desk.way.extend.refused', { answer: extension.answer })
			case 'WITHDRAWN':
				return t('desk.way.extend.void')
		}
	}
	return [{ title, text: text(), action: null }]
}
