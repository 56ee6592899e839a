import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'

type FilterBarProps = {
	label: string
	/** Kept in the address though not shown: the saved view, the sort order. */
	hidden?: Readonly<Record<string, string>> | undefined
	children: ReactNode
}

/** A GET form: the answer is a URL that can be kept and sent. */
export function FilterBar({ label, hidden, children }: FilterBarProps) {
	const t = useT()
	return (
		<Form className="filter" method="get" role="search" aria-label={label}>
			{Object.entries(hidden ?? {}).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			{children}
			<Button type="submit" icon="filter">
				{t('common.filter')}
			</Button>
		</Form>
	)
}

type FilterField = { name: string; label: string; value?: string | undefined }

export function FilterSearch({ name, label, value }: FilterField) {
	return (
		<div className="grow">
			<label htmlFor={`filter-${name}`}>{label}</label>
			<input key={value} type="search" id={`filter-${name}`} name={name} defaultValue={value} />
		</div>
	)
}

type Option = { value: string; label: string }

/** `all` is the first choice with an empty value. */
export function FilterSelect({
	name,
	label,
	value,
	options,
	all,
}: FilterField & { options: readonly Option[]; all?: string | undefined }) {
	const t = useT()
	return (
		<div>
			<label htmlFor={`filter-${name}`}>{label}</label>
			<select key={value} id={`filter-${name}`} name={name} defaultValue={value ?? ''}>
				<option value="">{all ?? t('common.all')}</option>
				{options.map((option) => (
					<option key={option.value} value={option.value}>
						{option.label}
					</option>
				))}
			</select>
		</div>
	)
}

export function FilterDate({ name, label, value }: FilterField) {
	return (
		<div>
			<label htmlFor={`filter-${name}`}>{label}</label>
			<input key={value} type="date" id={`filter-${name}`} name={name} defaultValue={value} />
		</div>
	)
}

export type ActiveFilter = { label: string; without: string }

/** What is chosen, each with the address that drops it. */
export function ActiveFilters({ filters, clearTo }: { filters: readonly ActiveFilter[]; clearTo: string }) {
	const t = useT()
	if (filters.length === 0) return null
	return (
		<div className="on">
			<span>{t('ui.filter.active')}</span>
			{filters.map((filter) => (
				<Link key={filter.label} to={filter.without} aria-label={t('ui.filter.remove', { name: filter.label })}>
					{filter.label}
					<Icon name="x" size="s" />
				</Link>
			))}
			<Link to={clearTo}>{t('ui.filter.clear')}</Link>
		</div>
	)
}
