import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Progress } from '#app/ui/meter.tsx'
import { StateBadge, type StateKind } from '../badge.tsx'
import { Section } from '../page-head.tsx'
import { WorkList } from '../work-list.tsx'

type Fate = {
	readonly findingId: string
	readonly inspectionId: string
	readonly number: string
	readonly text: string
	readonly outlet: string
	readonly findingState: string
	readonly violationId: string | null
	readonly violationState: string | null
	readonly penaltyId: string | null
	readonly penaltyState: string | null
	readonly planState: string | null
}

type FateWord = 'open' | 'closed' | 'checking' | 'case' | 'decided' | 'waived' | 'plan' | 'done'

/** How far a finding has come, in one word. */
function fateOf(row: Fate): FateWord {
	if (row.violationId === null) return row.findingState === 'OPEN' ? 'open' : 'closed'
	if (row.violationState === 'DRAFT') return 'checking'
	if (row.planState === 'STRUCK_OFF') return 'done'
	if (row.penaltyState === null) return 'plan'
	if (row.penaltyState === 'WAIVED') return 'waived'
	return ['DRAFT', 'CHECKED', 'PRE_NOTICED', 'DEFENCE'].includes(row.penaltyState) ? 'case' : 'decided'
}

const KIND: Readonly<Record<FateWord, StateKind>> = {
	open: 'todo',
	closed: 'ended',
	checking: 'run-1',
	case: 'wait',
	decided: 'run-3',
	waived: 'done',
	plan: 'run-2',
	done: 'done',
}

/** Where one's findings went in the last days. */
export function FindingsFate({ rows, count, days }: { rows: readonly Fate[]; count: number; days: number }) {
	const t = useT()
	if (rows.length === 0) return null
	return (
		<Section id="fate" title={t('work.fate')} sub={t('work.fate.sub', { days, count })}>
			<WorkList
				items={rows.map((row) => {
					const word = fateOf(row)
					const to = row.penaltyId
						? paths.penalty(row.penaltyId)
						: row.violationId
							? paths.violation(row.violationId)
							: paths.inspection(row.inspectionId)
					return {
						to,
						title: t('work.fate.title', { text: row.text, outlet: row.outlet }),
						sub: row.number,
						end: <StateBadge kind={KIND[word]}>{t(`work.fate.${word}`)}</StateBadge>,
					}
				})}
			/>
		</Section>
	)
}

/** How far this month's round of one's own outlets is. */
export function MonthProgress({ outlets, visited, daysLeft }: { outlets: number; visited: number; daysLeft: number }) {
	const t = useT()
	if (outlets === 0) return null
	return (
		<>
			<p className="mt3 sm muted">{t('work.month', { outlets, visited, days: daysLeft })}</p>
			<Progress value={visited} max={outlets} label={t('work.month.label')} />
		</>
	)
}
