import { OVERVIEW_PERIODS } from '#app/domain/overview/overview.schema.ts'
import { monthPlus } from '#app/domain/overview/period.ts'
import type { Overview } from '#app/domain/overview/views.ts'
import { useT } from '#app/i18n/use-t.ts'
import { Button } from '#app/ui/button.tsx'
import { monthText } from './words.ts'

/** Months that can be looked back at. */
const MONTHS = 24

/** Period, the month that ends it, and the department; a GET form, so that the address says it all. */
export function PeriodPicker({ page }: { page: Pick<Overview, 'query' | 'today' | 'choices' | 'bound'> }) {
	const t = useT()
	const { query, today, choices, bound } = page
	const present = today.slice(0, 7)
	const months = Array.from({ length: MONTHS }, (_, i) => monthPlus(present, -i))
	return (
		<>
			<label htmlFor="period" className="sm muted">
				{t('overview.period')}
			</label>
			<select className="input w-auto" id="period" name="period" key={query.period} defaultValue={query.period}>
				{OVERVIEW_PERIODS.map((period) => (
					<option key={period} value={period}>
						{t(`overview.period.${period}`)}
					</option>
				))}
			</select>
			<label htmlFor="month" className="sm muted">
				{t('overview.until')}
			</label>
			<select className="input w-auto" id="month" name="month" key={query.month} defaultValue={query.month}>
				{months.map((month) => (
					<option key={month} value={month}>
						{monthText(t, month, today)}
					</option>
				))}
			</select>
			{choices.length > 1 || !bound ? (
				<>
					<label htmlFor="department" className="sm muted">
						{t('overview.scope')}
					</label>
					<select
						className="input w-auto"
						id="department"
						name="department"
						key={query.department}
						defaultValue={query.department ?? ''}
					>
						{bound ? null : <option value="">{t('overview.whole')}</option>}
						{choices.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</select>
				</>
			) : null}
			<Button type="submit">{t('overview.update')}</Button>
		</>
	)
}
