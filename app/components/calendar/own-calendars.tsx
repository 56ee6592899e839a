import { Section } from '#app/components/page-head.tsx'
import { WorkList } from '#app/components/work-list.tsx'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'

type Own = {
	readonly overrides: readonly { readonly date: string; readonly kind: 'off' | 'work'; readonly reason: string }[]
	readonly units: readonly {
		readonly code: string
		readonly name: string
		readonly members: readonly string[]
		readonly weekdays: readonly number[]
		readonly hours: readonly string[]
	}[]
}

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** What the branch and its units have of their own beside the national notice. */
export function OwnCalendars({ own }: { readonly own: Own }) {
	const t = useT()
	const formats = useFormats()
	const units = own.units.map((unit) => ({
		to: paths.calendarChanges(),
		title: t('calchange.own.unit', { name: unit.name, code: unit.code }),
		sub: [
			t('calchange.own.members', { members: formats.list(unit.members) }),
			formats.list(
				WEEKDAYS.filter((day) => unit.weekdays.includes(Number(day))).map((day) => t(`calchange.weekday.${day}`)),
			),
			formats.list(unit.hours),
		].join(' · '),
	}))
	return (
		<Section id="own" title={t('calchange.own.title')}>
			{own.overrides.length === 0 ? (
				<p className="second">{t('calchange.own.none')}</p>
			) : (
				<ul className="read">
					{own.overrides.map((day) => (
						<li key={day.date}>
							<span className="num">{day.date}</span> <b>{t(`calchange.own.${day.kind}`)}</b> {day.reason}
						</li>
					))}
				</ul>
			)}
			{units.length > 0 ? <WorkList items={units} /> : null}
		</Section>
	)
}
