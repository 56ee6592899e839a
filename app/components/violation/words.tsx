import { useDynamicT } from '#app/i18n/use-t.ts'
import { StateBadge, type StateKind } from '../badge.tsx'

const BADGE: Readonly<Record<string, StateKind>> = { DRAFT: 'draft', CONFIRMED: 'done', DISMISSED: 'ended' }

export function ViolationBadge({ state }: { state: string }) {
	const word = useDynamicT()
	return <StateBadge kind={BADGE[state] ?? 'todo'}>{word(`violation.state.${state}`)}</StateBadge>
}
