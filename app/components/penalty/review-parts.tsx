import { Link } from '@remix-run/react'
import type { CascadePlan } from '#app/domain/penalty/cascade.ts'
import type { ReviewOutcome } from '#app/domain/penalty/review.ts'
import type { CaseView } from '#app/domain/penalty/views.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import type { Fact } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import type { Consequence } from './act-page.tsx'

/** What happens when nobody decides the review in time, as the branch has announced it. */
export function useReviewDefault(page: CaseView): string {
	const t = useT()
	const formats = useFormats()
	const { days, outcome, dueOn, half } = page.reviewRule
	const amount = formats.money(half.amountFen)
	const said = t(`review.default.${outcome}`, { amount, points: half.points })
	return dueOn === null
		? t('review.default.days', { count: days, said })
		: t('review.default.until', { day: formats.longDay(dueOn, page.today), said })
}

export type ReviewChoiceView = {
	readonly outcome: ReviewOutcome
	readonly amountFen: number | null
	readonly points: number | null
}

/** The choice that the reviewer has made on the step before. */
export function useChoiceAnswers(page: CaseView, choice: ReviewChoiceView): Fact[] {
	const t = useT()
	const formats = useFormats()
	const was = page.decidedFen ?? page.amountFen
	return [
		{
			label: t('penalty.review.outcome'),
			value: (
				<>
					<b>{t(`penalty.outcome.${choice.outcome}`)}</b>{' '}
					<Link to={paths.penaltyAct(page.id, 'review')}>{t('review.choose-again')}</Link>
				</>
			),
		},
		choice.amountFen !== null && {
			label: t('penalty.review.amount'),
			value: t('cascade.points.change', { before: formats.money(was), after: formats.money(choice.amountFen) }),
		},
		choice.points !== null && {
			label: t('penalty.points'),
			value: t('cascade.points.change', { before: page.points, after: choice.points }),
		},
	]
}

/** What this outcome brings about, in the order in which it happens. */
export function useReviewConsequences(page: CaseView, outcome: ReviewOutcome, plan: CascadePlan | null): Consequence[] {
	const t = useT()
	const formats = useFormats()
	const names = formats.list(page.dealer.owners) || page.dealer.name
	const list: (Consequence | false)[] = [
		{ icon: 'document', text: t('penalty.review.then-document') },
		{ icon: 'bell', text: t('penalty.then-told-only', { names }) },
		(outcome === 'UPHELD' || outcome === 'VARIED') && { icon: 'ledger', text: t('penalty.review.then-final') },
		outcome === 'RETURNED' && { icon: 'clock', text: t('review.then-returned') },
		outcome === 'RETURNED' && {
			icon: 'lock',
			text: t('review.then-ceiling', { amount: formats.money(page.decidedFen ?? page.amountFen), points: page.points }),
		},
		plan !== null &&
			plan.measures.length > 0 && { icon: 'warn', text: t('review.then-measures', { count: plan.measures.length }) },
		plan !== null &&
			plan.later.length > 0 && { icon: 'case', text: t('penalty.revoke.then-later', { count: plan.later.length }) },
		outcome === 'REVOKED' &&
			page.plan !== null && { icon: 'fix', text: t('penalty.then-plan-cancelled', { number: page.plan.number }) },
	]
	return list.filter((one) => one !== false)
}

/** What a lower result of this case left to be done, and how far it is. */
export function CaseTasks({ page }: { page: CaseView }) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	if (page.left.length === 0) return null
	const done = page.left.filter((one) => one.doneAt !== null).length
	return (
		<Section id="tasks" title={t('review.tasks')} sub={t('review.tasks.progress', { done, all: page.left.length })}>
			<Table
				caption={t('review.tasks')}
				columns={[
					{ label: t('review.tasks.what') },
					{ label: t('review.tasks.state') },
					{ label: t('review.tasks.result') },
				]}
			>
				{page.left.map((one) => (
					<Row key={one.id}>
						<Cell main>
							{one.measure ? (
								<Link to={paths.measure(one.measure.id)}>{word(`measure.kind.${one.measure.kind}`)}</Link>
							) : (
								<Link to={paths.penalty(one.caseId)}>{one.caseNumber}</Link>
							)}
							<span className="sub">
								{word(`penalty.task.${one.kind}`)} {one.measure ? one.caseNumber : ''}
							</span>
						</Cell>
						<Cell label={t('review.tasks.state')}>
							<StateBadge kind={one.doneAt === null ? 'todo' : 'done'}>
								{t(one.doneAt === null ? 'review.tasks.open' : 'review.tasks.done')}
							</StateBadge>
						</Cell>
						<Cell label={t('review.tasks.result')}>
							{one.doneAt === null ? '' : <TaskResult result={one.result ?? ''} kind={one.kind} />}
							{one.doneAt === null ? null : (
								<span className="sub">
									{one.doneBy} {formats.moment(one.doneAt, page.today)}
								</span>
							)}
						</Cell>
					</Row>
				))}
			</Table>
			{done === page.left.length ? null : <p className="sm muted mt2">{t('review.tasks.closes')}</p>}
			<p className="sm mt2">
				<Link to={paths.caseTasks()}>{t('review.tasks.all')}</Link>
			</p>
		</Section>
	)
}

/** '60000 → 50000' in fen, a verdict on a measure, or the state in which the case ended. */
export function TaskResult({ result, kind }: { result: string; kind: 'recompute' | 'measure-review' }) {
	const word = useDynamicT()
	const t = useT()
	const formats = useFormats()
	if (kind === 'measure-review') return <>{word(`measure.verdict.${result}`)}</>
	const [before, after] = result.split(' → ').map(Number)
	if (before === undefined || after === undefined || Number.isNaN(before) || Number.isNaN(after))
		return <>{word(`penalty.state.${result}`)}</>
	return <>{t('cascade.points.change', { before: formats.money(before), after: formats.money(after) })}</>
}
