import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Tag } from '#app/components/badge.tsx'
import { PlanBadge } from '#app/components/desk/lists.tsx'
import { useName } from '#app/components/desk/words.tsx'
import { WhyDate } from '#app/components/due/why-date.tsx'
import { EvidenceList } from '#app/components/evidence-list.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { PlanActs } from '#app/components/plan/plan-acts.tsx'
import { PlanFacts, PlanPeople, PlanTrail } from '#app/components/plan/plan-facts.tsx'
import { PlanLight } from '#app/components/plan/plan-table.tsx'
import { PlanStepper, StepTable } from '#app/components/plan/steps.tsx'
import { Receipt } from '#app/components/receipt.tsx'
import { useMay } from '#app/components/use-may.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { planPage } from '#app/usecases/plans/views.server.ts'

export const handle: PageHandle = { title: 'plan.title', width: 'mid' }

const DONE = ['approved', 'returned', 'struck-off', 'extended'] as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'plan.read')
	const done = new URL(args.request.url).searchParams.get('done')
	const plan = valueOrThrow(await planPage(ctx, idOf(args)))
	return { plan, today: ctx.today, done: DONE.find((one) => one === done) ?? null }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Plan() {
	const t = useT()
	const name = useName()
	const { plan, today, done } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={name(plan.typeNames)}
				crumbs={[{ label: t('plan.list'), to: paths.plans() }, { label: plan.number }]}
				meta={
					<>
						<span className="docno">{plan.number}</span>
						<span>
							{plan.typeCode} <Tag>{t(`desk.severity.${plan.severity}`)}</Tag>
						</span>
						<span>
							<Link to={paths.outlet(plan.outletId)}>{plan.outletName}</Link>
						</span>
						<span>
							<Link to={paths.dealer(plan.dealerId)}>{plan.dealerName}</Link>
						</span>
						<PlanBadge state={plan.state} />
					</>
				}
			/>
			{done ? <Receipt number={`${plan.number}-${plan.version}`} title={t(`plan.done.${done}`)} /> : null}
			<PlanStepper state={plan.state} returnedFrom={plan.returnedFrom} />
			<Columns asideLabel={t('plan.aside')} aside={<Aside plan={plan} today={today} />}>
				<Notes plan={plan} />
				<PlanFacts plan={plan} today={today} />
				<Section id="steps" title={t('plan.steps')}>
					<StepTable steps={plan.steps} today={today} />
				</Section>
				<Section id="proof" title={t('plan.files')}>
					<EvidenceList
						items={plan.files.map((file) => ({
							href: paths.evidence(file.id),
							thumb: file.hasThumb ? paths.evidence(file.id, 'copy') : undefined,
							caption: file.caption,
							integrity: 'unchecked',
						}))}
					/>
				</Section>
				<PlanTrail plan={plan} today={today} />
			</Columns>
		</>
	)
}

function Aside({ plan, today }: Pick<Data, 'plan' | 'today'>) {
	const t = useT()
	const formats = useFormats()
	const { deadline } = plan
	return (
		<>
			<Section id="acts" title={t('plan.acts')}>
				<PlanActs plan={plan} />
			</Section>
			<Section id="clock" title={t('plan.clock')}>
				{deadline ? (
					<>
						<p>
							<PlanLight row={plan} />
						</p>
						<p className="mt2">{t('plan.until', { day: formats.longDay(deadline.dueOn, today) })}</p>
						<WhyDate due={deadline} steps={deadline.steps} today={today} />
					</>
				) : (
					<p className="muted">{t(plan.at.served ? 'plan.clock.stands' : 'plan.clock.not-served')}</p>
				)}
			</Section>
			<PlanPeople plan={plan} today={today} />
		</>
	)
}

function Notes({ plan }: Pick<Data, 'plan'>) {
	const t = useT()
	const may = useMay()
	return (
		<>
			{plan.state === 'RETURNED' && plan.returnReason ? (
				<Note kind="warn">{t('plan.returned.because', { reason: plan.returnReason })}</Note>
			) : null}
			{plan.escalate && plan.state !== 'CANCELLED' && plan.state !== 'STRUCK_OFF' ? (
				<Note kind="bad">
					{t(plan.missed ? 'plan.escalate.missed' : 'plan.escalate.returned')}{' '}
					{may('violation.record') ? (
						<ButtonLink to={paths.newViolation({ outlet: plan.outletId, type: 'I02' })} variant="quiet" small>
							{t('plan.escalate.violation')}
						</ButtonLink>
					) : null}
					{may('order.draft') ? (
						<ButtonLink to={paths.newOrder({ outlet: plan.outletId })} variant="quiet" small>
							{t('plan.escalate.order')}
						</ButtonLink>
					) : null}
				</Note>
			) : null}
			{plan.ineffective ? <Note kind="warn">{t('plan.ineffective')}</Note> : null}
		</>
	)
}
