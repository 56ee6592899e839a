import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ExitTable, TopupTable } from '#app/components/claim/deposit-tables.tsx'
import { ClaimNav } from '#app/components/claim/nav.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { depositsPage } from '#app/usecases/claims/deposit-views.server.ts'

export const handle: PageHandle = { title: 'claim.tab.deposits', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	return depositsPage(await requireActor(args, 'claim.read'))
}

export default function ClaimDeposits() {
	const t = useT()
	const { topups, exits, today } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead title={t('claim.tab.deposits')} flush />
			<ClaimNav at="deposits" />
			<Section id="topups" title={t('topup.list')} sub={t('topup.list.sub')}>
				{topups.length > 0 ? (
					<TopupTable rows={topups} to={paths.topup} today={today} />
				) : (
					<p className="muted">{t('topup.none')}</p>
				)}
			</Section>
			<Section id="exits" title={t('exit.list')} sub={t('exit.list.sub')}>
				{exits.length > 0 ? (
					<ExitTable rows={exits} to={(row) => paths.dealerExit(row.dealer?.id ?? '')} today={today} />
				) : (
					<p className="muted">{t('exit.none')}</p>
				)}
			</Section>
		</>
	)
}
