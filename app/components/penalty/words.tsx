import type { ReactNode } from 'react'
import type { GateLine } from '#app/domain/penalty/gate-line.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import type { Severity } from '#app/domain/penalty/rulebook.schema.ts'
import { isLocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { StateBadge, type StateKind, Tag } from '../badge.tsx'
import type { Condition } from '../gate.tsx'

const BADGE: Record<PenaltyState, StateKind> = {
	DRAFT: 'draft',
	CHECKED: 'run-1',
	PRE_NOTICED: 'wait',
	DEFENCE: 'wait',
	DECIDED: 'wait',
	SERVED: 'wait',
	REVIEW: 'run-2',
	REVIEWED: 'wait',
	FINAL: 'run-3',
	SETTLED: 'run-3',
	CLOSED: 'done',
	WAIVED: 'ended',
	WITHDRAWN: 'ended',
	REVOKED: 'ended-against',
	LAPSED: 'ended',
}

/** The state of a case; a defence that is over waits for us. */
export function PenaltyBadge({ state, defence }: { state: PenaltyState; defence?: string | undefined }) {
	const t = useT()
	if (state === 'DEFENCE' && defence !== undefined && defence !== 'OPEN')
		return <StateBadge kind="run-2">{t('penalty.state.to-decide')}</StateBadge>
	return <StateBadge kind={BADGE[state]}>{t(`penalty.state.${state}`)}</StateBadge>
}

export function SeverityTag({ severity }: { severity: Severity }) {
	const t = useT()
	return (
		<Tag tone={severity === 'L3' || severity === 'L4' ? 'red' : 'strong'}>{t(`reference.severity.${severity}`)}</Tag>
	)
}

/** The sentence of one line of a gate, met or not; dates as people write them. */
function useLineText(): (line: GateLine) => string {
	const word = useDynamicT()
	const formats = useFormats()
	return ({ rule, ok, params }) => {
		const until = params?.until
		// A period that has not begun has no last day yet.
		if (!ok && until === '') return word(`gate.unset.${rule}`)
		// The limitation ends in another year.
		const say = rule.startsWith('penalty.limitation') ? formats.fullDay : formats.longDay
		const day = typeof until === 'string' && isLocalDate(until) ? { until: say(until) } : {}
		return word(ok ? `refusal.met.${rule}` : `refusal.${rule}`, { ...params, ...day })
	}
}

/** The lines of a gate in words; who can help stands under a line that another person would meet. */
export function useConditions(): (lines: readonly GateLine[]) => Condition[] {
	const t = useT()
	const formats = useFormats()
	const text = useLineText()
	return (lines) =>
		lines.map((line) => {
			const { ok, helpers } = line
			if (ok || helpers === undefined) return { ok, text: text(line) }
			const help = helpers.length > 0 ? t('penalty.help', { list: formats.list(helpers) }) : t('penalty.help.none')
			return { ok, text: text(line), help }
		})
}

/** A second line in small type under a value. */
export function SubLine({ children }: { children: ReactNode }) {
	return (
		<>
			<br />
			<span className="sm muted">{children}</span>
		</>
	)
}
