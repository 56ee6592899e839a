import type { search as hans } from '../zh-Hans/search.ts'

export const search = {
	'search.title': 'Search',
	'search.found': '{{count}} results for “{{q}}”',
	'search.found_one': '1 result for “{{q}}”',
	'search.none': 'Nothing found for “{{q}}”',
	'search.none.text':
		'Type a number or a part of it, such as CF-2026-0142 or 0142, or the name or code of an outlet or agent (dealer). Only records within your reach are shown.',
	'search.short': 'Type at least 2 characters',
	'search.field': 'Number, outlet or agent (dealer)',
	'search.group.penalties': 'Penalty cases',
	'search.group.orders': 'Supervision orders',
	'search.group.intake': 'Complaints and opinions',
	'search.group.plans': 'Remediation plans',
	'search.group.inspections': 'Inspections',
	'search.group.findings': 'Findings',
	'search.group.violations': 'Violations',
	'search.group.outlets': 'Outlets',
	'search.group.dealers': 'Agents',
	'search.draft': 'no number yet',
} as const satisfies Readonly<Record<keyof typeof hans, string>> & Readonly<Record<string, string>>
