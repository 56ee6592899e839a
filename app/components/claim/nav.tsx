import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ViewsNav } from '../views-nav.tsx'

/** The three pages of claims. */
export function ClaimNav({ at }: { at: 'list' | 'months' | 'deposits' }) {
	const t = useT()
	const to = { list: paths.claims(), months: paths.activations(), deposits: paths.claimDeposits() } as const
	return (
		<ViewsNav
			views={(['list', 'months', 'deposits'] as const).map((name) => ({
				to: to[name],
				label: t(`claim.tab.${name}`),
				current: name === at,
			}))}
		/>
	)
}
