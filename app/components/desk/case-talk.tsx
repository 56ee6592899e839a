import type { DeskCaseView } from '#app/domain/desk/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { ProofFiles } from './case-facts.tsx'
import { Prose } from './words.tsx'

type Props = { view: DeskCaseView; today: LocalDate }

/** What silence brings. */
export function Silence({ view, today }: Props) {
	const t = useT()
	const formats = useFormats()
	const { deadline, deadlineOf, decisionBy } = view
	if (!deadline) return null
	const day = formats.longDay(deadline.dueOn, today)
	return (
		<Section id="silence" title={t('desk.silence')}>
			<p>
				{deadlineOf === 'review'
					? t('desk.silence.review', { day })
					: t('desk.silence.defence', { day, by: decisionBy ? formats.longDay(decisionBy, today) : '' })}
			</p>
		</Section>
	)
}

/** The dealer's arguments, and our answers once the decision has been told. */
export function Conversation({ view, today }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const { args, review, ownFiles } = view
	const clock = view.told.reviewClock
	if (args.length === 0 && !review && ownFiles.length === 0 && !view.decidedReason) return null
	return (
		<Section id="talk" title={t('desk.talk')}>
			{args.map((one) => (
				<div key={one.no} className="mt3">
					<p className="strong">{t('desk.talk.argument', { no: one.no })}</p>
					<Prose text={one.text} />
					<p className="sm second">
						{one.answer
							? `${t(one.accepted ? 'desk.talk.accepted' : 'desk.talk.not-accepted')} ${one.answer}`
							: t('desk.talk.waiting', { at: formats.moment(one.statedAt, today) })}
					</p>
				</div>
			))}
			{ownFiles.length > 0 ? (
				<div className="mt3">
					<p className="strong">{t('desk.talk.files')}</p>
					<ProofFiles files={ownFiles} />
				</div>
			) : null}
			{view.decidedReason ? (
				<div className="mt3">
					<p className="strong">{t('desk.talk.decision')}</p>
					<Prose text={view.decidedReason} />
				</div>
			) : null}
			{view.revokedReason ? (
				<div className="mt3">
					<p className="strong">{t('desk.talk.revocation')}</p>
					<Prose text={view.revokedReason} />
				</div>
			) : null}
			{review ? (
				<div className="mt3">
					<p className="strong">{t('desk.talk.review')}</p>
					<Facts
						items={[
							{ label: t('desk.review.ground'), value: word(`desk.ground.${review.ground}`) },
							{ label: t('desk.review.reason'), value: review.statement },
							{ label: t('desk.review.asked'), value: formats.moment(review.requestedAt, today) },
							review.withdrawn && { label: t('desk.review.result'), value: t('desk.review.withdrawn') },
							review.outcome !== null && {
								label: t('desk.review.result'),
								value: word(`desk.review.outcome.${review.outcome}`),
							},
							review.reason !== null && {
								label: t('desk.review.why'),
								value: review.byDefault ? t('review.default.applied') : review.reason,
							},
							review.outcome === null &&
								!review.withdrawn &&
								review.dueOn !== null &&
								clock !== undefined && {
									label: t('desk.review.until'),
									value: t('review.default.until', {
										day: formats.longDay(review.dueOn, today),
										said: t(`review.default.${clock.outcome}.plain`),
									}),
								},
						]}
					/>
				</div>
			) : null}
		</Section>
	)
}

/** Plan, whom to ask, the documents and their service. */
export function CaseFoot({ view, today }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const { plan, manager, notices } = view
	return (
		<>
			{plan ? (
				<Section id="plan" title={t('desk.plan-due')}>
					<p>
						{plan.mine && plan.dueOn
							? t('desk.plan-due.text', { day: formats.longDay(plan.dueOn, today) })
							: t(`plan.state.${plan.state}`)}
					</p>
					<p className="mt3">
						<ButtonLink to={paths.deskPlan(plan.id)}>
							{t(plan.mine ? 'desk.plan-due.do' : 'desk.plan-due.see')}
						</ButtonLink>
					</p>
				</Section>
			) : null}
			<Section id="ask" title={t('desk.ask')}>
				{manager ? (
					<p>
						{t('desk.ask.manager', { name: manager.name })}{' '}
						{manager.phone ? (
							<a href={`tel:${manager.phone.replace(/[^\d+]/g, '')}`} className="nowrap">
								{manager.phone}
							</a>
						) : null}
					</p>
				) : null}
				<p>{t('desk.ask.department')}</p>
				{notices.map((notice) => (
					<div key={notice.id} className="mt3">
						<a href={paths.printNotice(notice.id)}>
							{t('desk.document', { kind: word(`desk.notice-kind.${notice.kind}`), number: notice.number })}
						</a>
						<p className="sm muted">
							{notice.servedAt
								? t(notice.servedHow === 'opened' ? 'desk.served.opened' : 'desk.served.lapse', {
										at: formats.moment(notice.servedAt, today),
									})
								: null}{' '}
							{t('desk.check-code', { code: notice.checkCode })}
						</p>
					</div>
				))}
			</Section>
		</>
	)
}
