import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Act, ButtonLink } from '#app/components/act.tsx'
import { Tag } from '#app/components/badge.tsx'
import { Facts, Figures } from '#app/components/facts.tsx'
import { outletTypeLabel } from '#app/components/inspection/badges.tsx'
import { OutletHistory } from '#app/components/inspection/outlet-history.tsx'
import { titleAt } from '#app/components/inspection/page-title.ts'
import { RegisterTimeline } from '#app/components/inspection/register-timeline.tsx'
import { OutletTrend } from '#app/components/intake/satisfaction.tsx'
import { OutletState, Restrictions } from '#app/components/measure/restriction.tsx'
import { Money } from '#app/components/money.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { useMay } from '#app/components/use-may.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { recentSatisfaction } from '#app/usecases/intake/satisfaction-pages.server.ts'
import { outletPage } from '#app/usecases/registers/outlets.server.ts'

export const handle: PageHandle = { title: titleAt('outlet', 'name') }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.read')
	const page = valueOrThrow(await outletPage(ctx, idOf(args)))
	return { today: ctx.today, ...page, satisfaction: await recentSatisfaction(ctx, page.outlet.id) }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Outlet() {
	const t = useT()
	const data = useLoaderData<typeof loader>()
	const { outlet } = data
	return (
		<>
			<PageHead
				title={outlet.name}
				crumbs={[{ label: t('register.outlets'), to: paths.outlets() }, { label: outlet.code }]}
				meta={
					<>
						<span className="docno">{outlet.code}</span>
						<span>{outletTypeLabel(t, outlet.type)}</span>
						<span>
							<OutletState status={outlet.status} restriction={data.restrictions[0]?.what ?? null} />
						</span>
						{outlet.source === 'IMPORTED' ? (
							<span>
								<Tag>{t('register.imported')}</Tag>
							</span>
						) : null}
					</>
				}
			/>
			<Restrictions lines={data.restrictions} today={data.today} />
			<Columns asideLabel={t('inspection.acts')} aside={<Aside data={data} />}>
				{data.points ? <Standing points={data.points} /> : null}
				<Entry data={data} />
				<OutletTrend outletId={outlet.id} months={data.satisfaction} />
				{data.history ? <OutletHistory history={data.history} outletId={outlet.id} today={data.today} /> : null}
				<Section id="changes" title={t('register.changes')}>
					<RegisterTimeline events={data.events} today={data.today} />
				</Section>
			</Columns>
		</>
	)
}

function Standing({ points }: { points: NonNullable<Data['points']> }) {
	const t = useT()
	const figure = (label: string, one: { effective: number; pending: number }) => ({
		label,
		value: one.effective,
		note: one.pending > 0 ? t('register.points.pending', { count: one.pending }) : undefined,
	})
	return (
		<Section id="points" title={t('register.points')}>
			<Figures
				items={[figure(t('register.points.outlet'), points.outlet), figure(t('register.points.dealer'), points.dealer)]}
			/>
		</Section>
	)
}

function Entry({ data: { outlet, dealer, countyName, gridName, managerName, aliases, today } }: { data: Data }) {
	const t = useT()
	const formats = useFormats()
	const placed = outlet.latitude !== null && outlet.longitude !== null
	return (
		<Section id="entry" title={t('register.facts')}>
			<Facts
				items={[
					dealer && {
						label: t('register.field.dealer'),
						value: <Link to={paths.dealer(dealer.id)}>{dealer.name}</Link>,
					},
					{ label: t('register.field.address'), value: outlet.address },
					{ label: t('register.field.county'), value: countyName },
					{ label: t('register.field.grid'), value: gridName },
					{ label: t('register.field.manager'), value: managerName ?? t('register.field.manager.none') },
					{
						label: t('register.coordinates'),
						value: placed ? `${outlet.latitude}, ${outlet.longitude}` : t('register.no-coordinates'),
					},
					aliases.length > 0 && {
						label: t('register.aliases'),
						value: (
							<ul>
								{aliases.map((alias) => (
									<li key={alias.id}>
										{alias.name} {outletTypeLabel(t, alias.type)} {alias.address}{' '}
										<span className="muted sm">
											{t('register.alias.seen', { on: formats.day(alias.seen_on, today) })}
										</span>
									</li>
								))}
							</ul>
						),
					},
				]}
			/>
		</Section>
	)
}

function Aside({ data: { outlet, dealer, deposit, mayEdit, mayInspect } }: { data: Data }) {
	const t = useT()
	const mayReadVisits = useMay()('inspection.read')
	return (
		<>
			<Section id="acts" title={t('inspection.acts')}>
				{mayInspect ? (
					<Act
						label={t('inspection.open')}
						variant="primary"
						to={paths.newInspection({ outlet: outlet.id })}
						{...(outlet.status === 'CLOSED' ? { shut: t('register.outlet-status.CLOSED') } : {})}
					/>
				) : null}
				{mayEdit ? <Act label={t('register.outlet.edit')} to={paths.editOutlet(outlet.id)} /> : null}
				{mayReadVisits ? (
					<ButtonLink variant="quiet" to={paths.inspections({ outlet: outlet.id })}>
						{t('register.show-inspections')}
					</ButtonLink>
				) : null}
			</Section>
			{dealer && deposit ? (
				<Section id="deposit" title={t('register.deposit')} sub={dealer.name}>
					<Facts
						items={[
							{ label: t('register.deposit.required'), value: <Money fen={dealer.depositRequiredFen} /> },
							{ label: t('register.deposit.available'), value: <Money fen={deposit.available} strong /> },
							{ label: t('register.deposit.held'), value: <Money fen={deposit.held} /> },
						]}
					/>
				</Section>
			) : null}
		</>
	)
}
