import type { ClawbackState } from '#app/domain/claim/clawback.ts'
import type { ExitState } from '#app/domain/claim/exit.ts'
import type { RedressState } from '#app/domain/claim/redress.ts'
import type { TopupState } from '#app/domain/claim/topup.ts'
import { useT } from '#app/i18n/use-t.ts'
import { StateBadge, type StateKind, Tag, Tags } from '../badge.tsx'

const CLAWBACK: Record<ClawbackState, StateKind> = {
	DRAFT: 'todo',
	CONFIRMED: 'run-2',
	COLLECTED: 'done',
	DROPPED: 'ended',
	REVERSED: 'ended-against',
}

export function ClawbackBadge({ state }: { state: ClawbackState }) {
	const t = useT()
	return <StateBadge kind={CLAWBACK[state]}>{t(`claim.state.${state}`)}</StateBadge>
}

const REDRESS: Record<RedressState, StateKind> = {
	OWED: 'todo',
	PAID_BY_DEALER: 'done',
	PAID_IN_ADVANCE: 'run-2',
	RECOVERED: 'done',
	CANCELLED: 'ended',
}

export type RedressMarks = {
	readonly state: RedressState
	readonly overdue: boolean
	readonly delayed: boolean
	readonly waiting?: boolean | undefined
}

/** State, and in words what is late or waits for somebody. */
export function RedressBadge({ state, overdue, delayed, waiting }: RedressMarks) {
	const t = useT()
	return (
		<>
			<StateBadge kind={REDRESS[state]}>{t(`redress.state.${state}`)}</StateBadge>
			{overdue || delayed || waiting ? (
				<Tags>
					{delayed ? <Tag tone="red">{t('redress.delayed')}</Tag> : null}
					{overdue && !delayed ? <Tag tone="red">{t('redress.overdue')}</Tag> : null}
					{waiting ? <Tag>{t('redress.waiting')}</Tag> : null}
				</Tags>
			) : null}
		</>
	)
}

const TOPUP: Record<TopupState, StateKind> = {
	NOTICED: 'todo',
	OVERDUE: 'returned',
	SUSPENSION: 'returned',
	ENDED: 'done',
}

export function TopupBadge({ state, verdict }: { state: TopupState; verdict: 'IMPOSED' | 'DECLINED' | null }) {
	const t = useT()
	const word = state !== 'SUSPENSION' || verdict === null ? null : verdict === 'IMPOSED' ? 'suspended' : 'declined'
	return <StateBadge kind={TOPUP[state]}>{word ? t(`topup.${word}`) : t(`topup.state.${state}`)}</StateBadge>
}

const EXIT: Record<ExitState, StateKind> = {
	PROPOSED: 'todo',
	CONFIRMED: 'run-1',
	TERMINATED: 'run-3',
	REFUNDED: 'done',
	CANCELLED: 'ended',
}

export function ExitBadge({ state }: { state: ExitState }) {
	const t = useT()
	return <StateBadge kind={EXIT[state]}>{t(`exit.state.${state}`)}</StateBadge>
}
