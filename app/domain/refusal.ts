import type { CalendarRule } from './calendar-year/rules.ts'
import type { ClaimRule } from './claim/rules.ts'
import type { ClockRule } from './clock/rules.ts'
import type { DeliveryRule } from './delivery/rules.ts'
import type { DeskRule } from './desk/rules.ts'
import type { InspectionRule } from './inspection/rules.ts'
import type { IntakeRule } from './intake/rules.ts'
import type { LadderRule } from './ladder/rules.ts'
import type { LedgerRule } from './ledger/rules.ts'
import type { MeasureRule } from './measure/rules.ts'
import type { NoticeRule } from './notice/rules.ts'
import type { BoardRule } from './order/board-rules.ts'
import type { OrderContentRule } from './order/content-rules.ts'
import type { OrderRule } from './order/rules.ts'
import type { PenaltyRule } from './penalty/rules.ts'
import type { PlanRule } from './plan/rules.ts'
import type { Result } from './result.ts'
import { err } from './result.ts'
import type { RulebookRule } from './rulebook/rules.ts'
import type { ViolationRule } from './violation/rules.ts'

/** Rules that no single noun owns. */
export type CommonRule =
	| 'not-found'
	| 'not-allowed'
	| 'stale'
	| 'wrong-state'
	| 'same-person'
	| 'reason-missing'
	| 'already-done'
	| 'account.wrong-credentials'
	| 'account.locked'
	| 'account.disabled'
	| 'account.weak-password'
	| 'account.login-taken'
	| 'account.link-expired'
	| 'account.role-place'
	| 'account.roles-apart'
	| 'account.last-administrator'
	| 'audit.closed'
	| 'register.code-taken'
	| 'register.manager-elsewhere'
	| 'register.blacklisted'
	| 'import.has-errors'
	| 'evidence.type'
	| 'evidence.too-large'
	| 'evidence.damaged'
	| 'evidence.quota'
	| 'evidence.copy-pending'

/** Every reason for which an act can be refused; each has a sentence `refusal.<rule>` in all languages. */
export type RefusalRule =
	| BoardRule
	| CalendarRule
	| ClaimRule
	| ClockRule
	| CommonRule
	| DeliveryRule
	| DeskRule
	| InspectionRule
	| IntakeRule
	| LadderRule
	| LedgerRule
	| MeasureRule
	| NoticeRule
	| OrderContentRule
	| OrderRule
	| PenaltyRule
	| PlanRule
	| RulebookRule
	| ViolationRule

/** What the edge answers: 404, 403, 409, 409, 422. */
export type RefusalKind = 'missing' | 'forbidden' | 'stale' | 'procedure' | 'invalid'

/** A refusal is a value: the page shows it beside the shut action, the interface as a JSON problem. */
export type Refusal = {
	readonly kind: RefusalKind
	readonly rule: RefusalRule
	readonly params?: Readonly<Record<string, string | number>>
}

export type Outcome<T> = Result<T, Refusal>

export function refuse(kind: RefusalKind, rule: RefusalRule, params?: Readonly<Record<string, string | number>>) {
	const refusal: Refusal = params ? { kind, rule, params } : { kind, rule }
	return err(refusal)
}
