import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ExitTable, TopupTable } from '#app/components/claim/deposit-tables.tsx'
import { ClawbackTable, RedressTable } from '#app/components/claim/tables.tsx'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { Section } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskClaims } from '#app/usecases/claims/deposit-views.server.ts'

export const handle: PageHandle = { title: 'claim.desk', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	return deskClaims(await requireActor(args, 'desk.read'))
}

export default function DeskClaims() {
	const t = useT()
	const { dealers, today } = useLoaderData<typeof loader>()
	const none = <p className="muted">{t('claim.desk.none')}</p>
	return (
		<DeskPage title={t('claim.desk')} docno={dealers.map((dealer) => dealer.code).join(' ')}>
			{dealers.map((dealer) => (
				<div key={dealer.id}>
					<p className="second mt2">{dealer.name}</p>
					<Section id={`redress-${dealer.id}`} title={t('claim.desk.redress')} sub={t('redress.desk.lead')}>
						{dealer.redress.length > 0 ? (
							<RedressTable rows={dealer.redress} to={paths.deskRedress} today={today} />
						) : (
							none
						)}
					</Section>
					<Section id={`clawbacks-${dealer.id}`} title={t('claim.desk.clawbacks')}>
						{dealer.clawbacks.length > 0 ? (
							<ClawbackTable rows={dealer.clawbacks} to={paths.deskClaim} withoutDealer />
						) : (
							none
						)}
					</Section>
					<Section id={`topups-${dealer.id}`} title={t('claim.desk.topups')} sub={t('topup.list.sub')}>
						{dealer.topups.length > 0 ? <TopupTable rows={dealer.topups} today={today} /> : none}
					</Section>
					{dealer.exit ? (
						<Section id={`exit-${dealer.id}`} title={t('claim.desk.exit')} sub={t('exit.list.sub')}>
							<ExitTable rows={[dealer.exit]} today={today} />
						</Section>
					) : null}
				</div>
			))}
		</DeskPage>
	)
}
