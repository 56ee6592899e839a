import type { StateKind } from '#app/components/badge.tsx'

type State = 'DRAFT' | 'PROPOSED' | 'PUBLISHED' | 'DROPPED'

/** The mark of each state of a calendar change. */
export const CHANGE_STATE: Readonly<Record<State, StateKind>> = {
	DRAFT: 'draft',
	PROPOSED: 'wait',
	PUBLISHED: 'done',
	DROPPED: 'ended',
}

/** The mark of each state of a deadline policy. */
export const POLICY_STATE: Readonly<
	Record<'DRAFT' | 'PROPOSED' | 'IN_FORCE' | 'SUPERSEDED' | 'RETIRED' | 'DROPPED', StateKind>
> = {
	DRAFT: 'draft',
	PROPOSED: 'wait',
	IN_FORCE: 'done',
	SUPERSEDED: 'ended',
	RETIRED: 'ended',
	DROPPED: 'ended',
}
