import { Link } from '@remix-run/react'
import { percentText } from '#app/domain/intake/satisfaction.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LightChip } from '../light.tsx'
import { Section } from '../page-head.tsx'

type Colour = 'green' | 'yellow' | 'red' | 'grey'

/** The month's value with its light: shape, colour and figures. */
export function SatisfactionChip({ points, light }: { points: number; light: Colour }) {
	return <LightChip colour={light} text={`${percentText(points)}%`} />
}

type Month = { readonly month: string; readonly points: number; readonly light: Colour }

/** The last months of an outlet, on the outlet's own page. */
export function OutletTrend({ outletId, months }: { outletId: string; months: readonly Month[] }) {
	const t = useT()
	if (months.length === 0) return null
	return (
		<Section id="satisfaction" title={t('satisfaction.title')}>
			<ul className="row">
				{months.map((one) => (
					<li key={one.month}>
						<span className="sm muted">{one.month}</span> <SatisfactionChip points={one.points} light={one.light} />
					</li>
				))}
			</ul>
			<p className="sm">
				<Link to={paths.outletSatisfaction(outletId)}>{t('satisfaction.outlet.more')}</Link>
			</p>
		</Section>
	)
}
