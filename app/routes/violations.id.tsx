import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Act, ButtonLink } from '#app/components/act.tsx'
import { Tag } from '#app/components/badge.tsx'
import { ViolationRedress } from '#app/components/claim/violation-redress.tsx'
import { useName } from '#app/components/desk/words.tsx'
import { Facts } from '#app/components/facts.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { SeverityTag, useConditions } from '#app/components/penalty/words.tsx'
import { TwinComparison, useGateFacts } from '#app/components/violation/gate.tsx'
import { ViolationEvidence, ViolationFacts, ViolationLog } from '#app/components/violation/sections.tsx'
import { ViolationBadge } from '#app/components/violation/words.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { redressSection } from '#app/usecases/claims/redress-views.server.ts'
import { ordersOfViolation } from '#app/usecases/orders/of-violation.server.ts'
import { violationPage } from '#app/usecases/violations/views.server.ts'

export const handle: PageHandle = { title: 'violation.one' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'violation.read')
	const page = valueOrThrow(await violationPage(ctx, idOf(args)))
	return { ...page, orders: await ordersOfViolation(ctx, page.id), redress: await redressSection(ctx, page) }
}

export default function Violation() {
	const t = useT()
	const name = useName()
	const page = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={name(page.typeNames)}
				crumbs={[{ label: t('violation.list'), to: paths.violations() }, { label: page.number }]}
				meta={
					<>
						<span className="docno">{page.number}</span>
						<Link to={paths.outlet(page.outlet.id)}>{page.outlet.name}</Link>
						<span>{page.typeCode}</span>
						<SeverityTag severity={page.severity} />
						{page.redLine ? <Tag tone="red">{t('reference.red-line')}</Tag> : null}
						<ViolationBadge state={page.state} />
					</>
				}
			/>
			<Columns
				asideLabel={t('penalty.aside')}
				aside={
					<>
						<Acts />
						<Became />
					</>
				}
			>
				<ViolationFacts page={page} />
				<ViolationEvidence page={page} />
				<TwinComparison own={page} twins={page.check.twins} today={page.today} />
				{page.redress ? <ViolationRedress {...page.redress} violationId={page.id} today={page.today} /> : null}
				<ViolationLog page={page} />
			</Columns>
		</>
	)
}

function Acts() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const conditions = useConditions()
	const { gate } = page
	if (!gate && !page.order && !page.check.trace?.mayRecord) return null
	return (
		<Section id="acts" title={t('penalty.acts')}>
			{gate ? (
				<Act
					label={t('violation.act.check')}
					variant="primary"
					to={paths.violationAct(page.id, 'check')}
					conditions={conditions(gate.lines)}
				/>
			) : null}
			{gate && !gate.open && gate.permitted ? (
				<p className="mt2">
					<ButtonLink variant="quiet" small to={paths.violationAct(page.id, 'check')}>
						{t('violation.act.dismiss')}
					</ButtonLink>
				</p>
			) : null}
			{page.mayEdit ? (
				<Act label={t('violation.edit')} to={paths.violationAct(page.id, 'edit')} why={t('violation.edit.why')} />
			) : null}
			{page.check.trace?.mayRecord ? (
				<Act label={t('gate.trace.act')} to={paths.violationAct(page.id, 'trace')} why={t('gate.trace.act.why')} />
			) : null}
			{page.order ? (
				<Act
					label={t('violation.act.order')}
					to={paths.newOrder({ violation: page.id })}
					why={t('violation.act.order.why')}
					{...(page.mayOrder ? {} : { shut: t('violation.act.order.shut') })}
				/>
			) : null}
		</Section>
	)
}

/** What became of it: the case, the plan, or why it was none. */
function Became() {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const gateFacts = useGateFacts(page)
	const { penalty, plan } = page
	return (
		<Section id="became" title={t('violation.became')}>
			<Facts
				items={[
					{ label: t('penalty.dealer'), value: <Link to={paths.dealer(page.dealer.id)}>{page.dealer.name}</Link> },
					{ label: t('violation.opened-by'), value: `${page.openedBy} ${formats.moment(page.openedAt, page.today)}` },
					page.checkedAt !== null && {
						label: t('violation.checked-by'),
						value: `${page.checkedBy ?? ''} ${formats.moment(page.checkedAt, page.today)}`,
					},
					...gateFacts,
					page.dismissReason !== null && { label: t('violation.dismiss.reason'), value: page.dismissReason },
					penalty && {
						label: t('violation.penalty'),
						value: (
							<>
								<Link to={paths.penalty(penalty.id)}>{penalty.number}</Link> {word(`penalty.state.${penalty.state}`)}
							</>
						),
					},
					plan && {
						label: t('penalty.links.plan'),
						value: (
							<>
								<Link to={paths.plan(plan.id)}>{plan.number}</Link> {word(`penalty.plan.${plan.state}`)}
							</>
						),
					},
					...page.orders.map((order) => ({
						label: t('order.board'),
						value: (
							<>
								<Link to={paths.order(order.id)}>{order.name}</Link> {t(`order.state.${order.state}`)}
							</>
						),
					})),
				]}
			/>
		</Section>
	)
}
