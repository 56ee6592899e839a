import type { EventSearch } from '#app/domain/audit/audit.schema.ts'
import { EVENT_KINDS, SUBJECT_KINDS } from '#app/domain/case/events.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ActiveFilters, FilterBar, FilterDate, FilterSearch, FilterSelect } from '../filter-bar.tsx'
import { useAuditWords } from './use-words.ts'

/** The address of a search, with some of its filters changed or dropped. */
export function searchPath(search: EventSearch, change: Partial<EventSearch> = {}): string {
	return paths.audit({ ...search, cursor: undefined, ...change })
}

/** The auditor's search: who, what, about which subject, when and why. */
export function EventFilter({ search }: { search: EventSearch }) {
	const t = useT()
	const words = useAuditWords()
	const kinds = EVENT_KINDS.filter((kind) => !search.subject || kind.startsWith(search.subject))
	return (
		<>
			<FilterBar label={t('audit.filter')} hidden={search.id ? { id: search.id } : undefined}>
				<FilterSearch name="number" label={t('audit.number')} value={search.number} />
				<FilterSearch name="person" label={t('audit.person')} value={search.person} />
				<FilterSelect
					name="subject"
					label={t('audit.subject')}
					value={search.subject}
					options={SUBJECT_KINDS.map((kind) => ({ value: kind, label: words.subject(kind) }))}
				/>
				<FilterSelect
					name="kind"
					label={t('audit.kind')}
					value={search.kind}
					options={(kinds.length > 0 ? kinds : EVENT_KINDS).map((kind) => ({
						value: kind,
						label: words.sentence(kind, {}) || kind,
					}))}
				/>
				<FilterDate name="from" label={t('audit.from')} value={search.from} />
				<FilterDate name="to" label={t('audit.to')} value={search.to} />
				<FilterSearch name="reason" label={t('audit.reason')} value={search.reason} />
			</FilterBar>
			<Active search={search} />
		</>
	)
}

function Active({ search }: { search: EventSearch }) {
	const t = useT()
	const words = useAuditWords()
	const formats = useFormats()
	const { person, subject, id, number, kind, from, to, reason } = search
	const filters = [
		number && { label: `${t('audit.number')} ${number}`, without: searchPath(search, { number: undefined }) },
		person && { label: `${t('audit.person')} ${person}`, without: searchPath(search, { person: undefined }) },
		subject && { label: words.subject(subject), without: searchPath(search, { subject: undefined, id: undefined }) },
		id && { label: id, without: searchPath(search, { id: undefined }) },
		kind && { label: words.sentence(kind, {}), without: searchPath(search, { kind: undefined }) },
		from && { label: `${t('audit.from')} ${formats.day(from)}`, without: searchPath(search, { from: undefined }) },
		to && { label: `${t('audit.to')} ${formats.day(to)}`, without: searchPath(search, { to: undefined }) },
		reason && { label: `${t('audit.reason')} ${reason}`, without: searchPath(search, { reason: undefined }) },
	]
	return <ActiveFilters filters={filters.flatMap((one) => (one ? [one] : []))} clearTo={paths.audit()} />
}
