import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Section } from '../page-head.tsx'
import { type ExitLine, ExitTable, type TopupLine, TopupTable } from './deposit-tables.tsx'
import { type ClawbackLine, ClawbackTable, type RedressLine, RedressTable } from './tables.tsx'

export type DealerClaimsShown = {
	readonly topups: readonly TopupLine[]
	readonly exit: ExitLine | null
	readonly clawbacks: readonly ClawbackLine[]
	readonly redress: readonly RedressLine[]
	readonly mayExit: boolean
}

/** Top-up, exit, refunds and claw-backs on the dealer's page. */
export function DealerClaims({
	claims,
	dealerId,
	today,
}: {
	claims: DealerClaimsShown | null
	dealerId: string
	today: LocalDate
}) {
	const t = useT()
	if (!claims) return null
	const { topups, exit, clawbacks, redress } = claims
	const none = topups.length + clawbacks.length + redress.length === 0 && exit === null
	return (
		<Section id="claims" title={t('claim.desk')}>
			{none ? <p className="muted">{t('claim.desk.none')}</p> : null}
			{topups.length > 0 ? <TopupTable rows={topups} to={paths.topup} today={today} /> : null}
			{redress.length > 0 ? <RedressTable rows={redress} to={paths.redressOne} today={today} /> : null}
			{clawbacks.length > 0 ? <ClawbackTable rows={clawbacks} to={paths.claim} withoutDealer /> : null}
			{exit ? <ExitTable rows={[exit]} to={() => paths.dealerExit(dealerId)} today={today} /> : null}
			{claims.mayExit && exit === null ? (
				<p className="mt3">
					<ButtonLink to={paths.dealerExit(dealerId)}>{t('exit.open')}</ButtonLink>
				</p>
			) : null}
		</Section>
	)
}
