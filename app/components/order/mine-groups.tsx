import type { Light } from '#app/domain/light.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ClockChip } from '../clock-chip.tsx'
import { closingTime } from '../due/due-words.ts'
import { Section } from '../page-head.tsx'
import { WorkList } from '../work-list.tsx'

type GroupName =
	| 'returned'
	| 'sign'
	| 'answer'
	| 'assist'
	| 'approve'
	| 'judge'
	| 'extension'
	| 'strike'
	| 'draft'
	| 'waiting'
	| 'extension-waiting'
	| 'observing'

type Entry = {
	readonly id: string
	readonly number: string
	readonly title: string
	readonly dueAt: Instant | null
	readonly dueOn: LocalDate | null
	readonly onDay: LocalDate | null
	readonly light: Light | null
}

export type Group = { readonly name: GroupName; readonly count: number; readonly entries: readonly Entry[] }

/** The page on which the next step is done; the order itself where nothing is to be done but to wait. */
function pathOf(name: GroupName, id: string): string {
	switch (name) {
		case 'sign':
			return paths.orderAct(id, 'acknowledge')
		case 'returned':
		case 'answer':
			return paths.order(id)
		case 'assist':
			return paths.orderAct(id, 'assist')
		case 'approve':
			return paths.orderAct(id, 'issue')
		case 'judge':
			return paths.orderAct(id, 'judge')
		case 'extension':
			return paths.orderAct(id, 'decide-extension')
		case 'strike':
			return paths.orderAct(id, 'strike-off')
		case 'draft':
		case 'waiting':
		case 'extension-waiting':
		case 'observing':
			return paths.order(id)
	}
}

/** One section a state, with its count; the entry is the matter, its number and date below, its light at the end. */
export function MineGroups({ groups, today }: { groups: readonly Group[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	return groups.map(({ name, count, entries }) => (
		<Section key={name} id={`g-${name}`} title={t(`mine.group.${name}`)} sub={formats.count(count)}>
			<WorkList
				items={entries.map((entry) => {
					const { dueAt, dueOn } = entry
					const time = dueAt === null || dueOn === null ? undefined : closingTime(formats, dueOn, dueAt)
					const day =
						dueOn === null
							? entry.onDay === null
								? ''
								: t('mine.until', { day: formats.day(entry.onDay, today) })
							: `${formats.day(dueOn, today)} ${time}`
					return {
						to: pathOf(name, entry.id),
						title: entry.title,
						sub: [entry.number, day].filter((part) => part !== '').join('  '),
						end: entry.light ? <ClockChip light={entry.light} time={time} /> : undefined,
					}
				})}
			/>
			{count > entries.length ? (
				<p className="sm muted mt2">{t('mine.more', { count: count - entries.length })}</p>
			) : null}
		</Section>
	))
}
