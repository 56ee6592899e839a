import { Link } from '@remix-run/react'
import type { CaseView, PenaltyActView, PenaltyPageAct } from '#app/domain/penalty/views.ts'
import { assertNever } from '#app/domain/result.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Act } from '../act.tsx'
import { closingTime } from '../due/due-words.ts'
import { WhyDate } from '../due/why-date.tsx'
import { Facts } from '../facts.tsx'
import { DeadlineChip, Due } from '../light.tsx'
import { Section } from '../page-head.tsx'
import { SubLine, useConditions } from './words.tsx'

type Props = { page: CaseView }

/** Where an act is done. */
export function actPath(id: string, act: PenaltyPageAct): string {
	switch (act) {
		case 'agree-waiver':
			return paths.penaltyAct(id, 'waive')
		case 'close':
			return paths.penalty(id)
		case 'check':
		case 'notice':
		case 'decide':
		case 'vote':
		case 'waive':
		case 'withdraw':
		case 'revoke':
		case 'review':
		case 'extend-review':
		case 'extend-defence':
		case 'recompute':
			return paths.penaltyAct(id, act)
		default:
			return assertNever(act)
	}
}

/** What can be done now, first of all; shut acts say why and who can help. */
export function CaseActs({ page }: Props) {
	const t = useT()
	return (
		<Section id="acts" title={t('penalty.acts')}>
			{page.acts.length === 0 ? <p className="muted">{t('penalty.acts.none')}</p> : null}
			{page.acts.map((view) => (
				<OneAct key={view.act} page={page} view={view} />
			))}
			{page.state === 'DEFENCE' && page.args.some((one) => one.answer === null) ? (
				<p className="sm mt2">
					<Link to={paths.penaltyAct(page.id, page.severity === 'L4' ? 'vote' : 'decide')}>
						{t('penalty.acts.answer')}
					</Link>
				</p>
			) : null}
			{page.mayOpine ? (
				<p className="sm mt2">
					<Link to={paths.newOpinion({ subject: 'penalty', id: page.id })}>{t('penalty.acts.opine')}</Link>{' '}
					<Link to={paths.chainProof('penalty', page.id)}>{t('audit.proof')}</Link>
				</p>
			) : null}
		</Section>
	)
}

function OneAct({ page, view }: Props & { view: PenaltyActView }) {
	const word = useDynamicT()
	const formats = useFormats()
	const conditions = useConditions()
	const { act } = view
	const variant = view.primary ? 'seal' : act === 'withdraw' || act === 'revoke' ? 'danger' : 'plain'
	const why = word(`penalty.act.${act}.why`, { amount: formats.money(page.toldFen ?? page.amountFen) })
	const look = { label: word(`penalty.act.${act}`), variant, why: view.open ? why : undefined } as const
	const lines = view.lines.length > 0 && (view.primary || !view.open) ? conditions(view.lines) : undefined
	if (act === 'close') return <Act {...look} post={{ intent: 'close', version: String(page.version) }} />
	return <Act {...look} to={actPath(page.id, act)} conditions={lines} />
}

/** Deadlines soonest first, each with the reason for its date. */
export function CaseClocks({ page }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	return (
		<Section id="clocks" title={t('penalty.clocks')}>
			{page.clocks.length === 0 ? (
				<p className="muted">{t('penalty.clocks.none')}</p>
			) : (
				<Facts
					items={page.clocks.map((clock) => ({
						label: word(`clock.${clock.kind}`),
						value: (
							<span className="dl">
								{clock.deadline ? <DeadlineChip colour={clock.deadline.colour} left={clock.deadline.left} /> : null}
								<Due
									date={clock.dueOn}
									today={page.today}
									provisional={clock.provisional}
									time={closingTime(formats, clock.dueOn, clock.dueAt)}
								/>
							</span>
						),
					}))}
				/>
			)}
			{page.clocks.slice(0, 4).map((clock) => (
				<div key={clock.id} className="mt2 sm">
					<WhyDate
						due={clock}
						steps={clock.steps}
						today={page.today}
						title={t('penalty.clocks.why', {
							what: word(`clock.${clock.kind}`),
							day: formats.longDay(clock.dueOn, page.today),
						})}
					/>
				</div>
			))}
		</Section>
	)
}

/** The dealer: points now and after, deposit, what would follow. */
export function CaseDealer({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const { dealer } = page
	const counts = page.finalAt !== null || dealer.points === dealer.pointsAfter
	return (
		<Section id="dealer" title={t('penalty.dealer')}>
			<Facts
				items={[
					{ label: t('penalty.dealer.name'), value: <Link to={paths.dealer(dealer.id)}>{dealer.name}</Link> },
					{
						label: t('penalty.points'),
						value: (
							<>
								{counts
									? t('penalty.dealer.points', { points: dealer.pointsAfter })
									: t('penalty.dealer.points-after', { points: dealer.points, after: dealer.pointsAfter })}
								{dealer.measure && !counts ? (
									<SubLine>{t('penalty.dealer.measure', { measure: t(`measure.kind.${dealer.measure}`) })}</SubLine>
								) : null}
							</>
						),
					},
					dealer.balances !== null && {
						label: t('penalty.dealer.deposit'),
						value: t('penalty.dealer.deposit.text', {
							balance: formats.money(dealer.balances.balance),
							held: formats.money(dealer.balances.held),
						}),
					},
					dealer.money !== null &&
						(dealer.money.heldFen > 0 || dealer.money.paidFen > 0) && {
							label: t('penalty.dealer.case-money'),
							value: t('penalty.dealer.case-money.text', {
								held: formats.money(dealer.money.heldFen),
								paid: formats.money(dealer.money.paidFen),
							}),
						},
				]}
			/>
		</Section>
	)
}

/** Plan, measures and what a revocation left to be done. */
export function CaseLinks({ page }: Props) {
	const t = useT()
	const word = useDynamicT()
	const none = !page.plan && page.measures.length === 0 && page.tasks.length === 0
	if (none) return null
	return (
		<Section id="links" title={t('penalty.links')}>
			<Facts
				items={[
					page.plan && {
						label: t('penalty.links.plan'),
						value: (
							<>
								<Link to={paths.plan(page.plan.id)}>{page.plan.number}</Link> {word(`penalty.plan.${page.plan.state}`)}
							</>
						),
					},
					...page.measures.map((one) => ({
						label: t('penalty.links.measure'),
						value: (
							<>
								<Link to={paths.measure(one.id)}>{word(`measure.kind.${one.kind}`)}</Link>{' '}
								{word(`measure.state.${one.state}`)}
							</>
						),
					})),
					...page.tasks.map((one) => ({
						label: t('penalty.links.task'),
						value: (
							<>
								{word(`penalty.task.${one.kind}`)} <Link to={paths.penalty(one.causeId)}>{one.causeNumber}</Link>
							</>
						),
					})),
				]}
			/>
		</Section>
	)
}
