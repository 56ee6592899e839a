import { Link } from '@remix-run/react'
import type { PlanPageView } from '#app/domain/plan/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { Timeline } from '../timeline.tsx'
import { useMay } from '../use-may.ts'

type Props = { plan: PlanPageView; today: LocalDate }

export function PlanFacts({ plan, today }: Props) {
	const t = useT()
	const may = useMay()
	const formats = useFormats()
	return (
		<Section id="facts" title={t('plan.facts')}>
			<Facts
				wide
				items={[
					{ label: t('plan.col.case'), value: <CaseLink plan={plan} /> },
					{ label: t('plan.cause'), value: plan.cause ? t(`plan.cause.${plan.cause}`) : t('plan.cause.none') },
					plan.causeText !== '' && { label: t('plan.cause-text'), value: plan.causeText },
					{
						label: t('plan.method'),
						value: t(plan.byReinspection ? 'plan.method.reinspection' : 'plan.method.proof'),
					},
					plan.at.served !== null && { label: t('plan.served'), value: formats.moment(plan.at.served, today) },
					plan.dueOn !== null && { label: t('plan.due'), value: formats.longDay(plan.dueOn, today) },
					plan.extended && { label: t('plan.extended'), value: t('plan.extended.once') },
					plan.returnedCount > 0 && {
						label: t('plan.returned'),
						value: t('plan.returned.n', { count: plan.returnedCount }),
					},
					plan.recheck !== null && {
						label: t('plan.recheck'),
						value: <Link to={paths.inspection(plan.recheck.id)}>{plan.recheck.number}</Link>,
					},
					plan.endReason !== null && { label: t('plan.end-reason'), value: plan.endReason },
				]}
			/>
			{plan.state === 'IN_VERIFICATION' && plan.byReinspection && plan.rechecks.length === 0 ? (
				<p className="mt3">
					{t('plan.recheck.none')}{' '}
					{may('inspection.plan') ? (
						<ButtonLink
							small
							to={paths.newInspection({ outlet: plan.outletId, plan: plan.id, type: 'RECHECK' })}
							icon="inspect"
						>
							{t('plan.recheck.new')}
						</ButtonLink>
					) : null}
				</p>
			) : null}
		</Section>
	)
}

function CaseLink({ plan }: { plan: PlanPageView }) {
	const t = useT()
	return plan.penaltyId && plan.penaltyNumber ? (
		<Link to={paths.penalty(plan.penaltyId)}>{plan.penaltyNumber}</Link>
	) : (
		<Link to={paths.violation(plan.violationId)}>{t('plan.see-violation')}</Link>
	)
}

/** Who did what; acceptance is never by whoever found it. */
export function PlanPeople({ plan, today }: Props) {
	const t = useT()
	const formats = useFormats()
	const line = (name: string | null, at: PlanPageView['at']['served']) =>
		name ? `${name}${at ? ` ${formats.moment(at, today)}` : ''}` : t('plan.nobody')
	return (
		<Section id="people" title={t('plan.people')}>
			<Facts
				items={[
					{ label: t('plan.people.finder'), value: plan.people.finder ?? t('plan.nobody') },
					{ label: t('plan.people.submitter'), value: line(plan.people.submitter, plan.at.submitted) },
					{ label: t('plan.people.approver'), value: line(plan.people.approver, plan.at.approved) },
					{ label: t('plan.people.verifier'), value: line(plan.people.verifier, plan.at.struckOff) },
				]}
			/>
		</Section>
	)
}

const KEY = ['plan.opened', 'plan.struck-off', 'plan.overdue', 'plan.cancelled', 'plan.reopened']

export function PlanTrail({ plan, today }: Props) {
	const t = useT()
	const word = useDynamicT()
	return (
		<Section id="trail" title={t('plan.trail')}>
			<Timeline
				today={today}
				items={[...plan.events].reverse().map((event) => ({
					at: event.at,
					title: `${word(`event.${event.kind}`)}${event.by ? ` ${event.by}` : ''}`,
					sub: event.reason ?? undefined,
					key: KEY.includes(event.kind),
				}))}
			/>
		</Section>
	)
}
