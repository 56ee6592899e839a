import type { Fen } from '../money.ts'
import type { RulebookSettings } from '../penalty/settings.schema.ts'
import { addDays, daysBetween, type LocalDate } from '../time.ts'

/** The late surcharge of one case: from its facts each time, never added up from earlier results. */

export type SurchargeFacts = {
	/** The principal that stands (fen): the cap is a part of it. */
	readonly principalFen: Fen
	/** The first day on which something was invoiced; null when nothing was. */
	readonly invoicedOn: LocalDate | null
	/** What is open of the principal from a day on, oldest first. */
	readonly steps: readonly { readonly on: LocalDate; readonly openFen: Fen }[]
	/** Days on which it does not run: a review, a payment plan that is kept. `to` null: still. */
	readonly pauses: readonly { readonly from: LocalDate; readonly to: LocalDate | null }[]
	readonly asOf: LocalDate
}

/** Days with the same sum open. */
export type SurchargeLine = {
	readonly from: LocalDate
	readonly to: LocalDate
	readonly days: number
	readonly openFen: Fen
}

export type Surcharge = {
	readonly fen: Fen
	/** The first day on which it runs; null when nothing was invoiced. */
	readonly from: LocalDate | null
	readonly lines: readonly SurchargeLine[]
	readonly perTenThousandDaily: number
	/** The cap, when it was reached. */
	readonly cappedAtFen: Fen | null
}

const NONE: Surcharge = { fen: 0, from: null, lines: [], perTenThousandDaily: 0, cappedAtFen: null }

/**
 * Surcharge up to `asOf` in fen, rounded down once: for each day after the grace days, the daily rate (in
 * ten-thousandths) of what is open of the principal on that day; not on paused days; at most capPercent of the
 * principal. Zero when the branch has it off (`settings.surcharge`).
 */
export function lateSurcharge(facts: SurchargeFacts, rule: RulebookSettings['surcharge']): Surcharge {
	if (!rule.on || facts.invoicedOn === null || facts.principalFen <= 0) return NONE
	const from = addDays(facts.invoicedOn, rule.graceDays + 1)
	const lines: SurchargeLine[] = []
	const days = Math.max(0, daysBetween(from, facts.asOf) + 1)
	for (let i = 0; i < days; i++) {
		const day = addDays(from, i)
		const openFen = openOn(facts, day)
		if (openFen <= 0 || facts.pauses.some((pause) => day >= pause.from && (pause.to === null || day <= pause.to)))
			continue
		const last = lines.at(-1)
		if (last && last.openFen === openFen && addDays(last.to, 1) === day)
			lines[lines.length - 1] = { ...last, to: day, days: last.days + 1 }
		else lines.push({ from: day, to: day, days: 1, openFen })
	}
	const fenDays = lines.reduce((sum, line) => sum + line.openFen * line.days, 0)
	const raw = Math.floor((fenDays * rule.perTenThousandDaily) / 10_000)
	const cap = Math.floor((facts.principalFen * rule.capPercent) / 100)
	const { perTenThousandDaily } = rule
	return { fen: Math.min(raw, cap), from, lines, perTenThousandDaily, cappedAtFen: raw >= cap ? cap : null }
}

function openOn(facts: SurchargeFacts, day: LocalDate): Fen {
	return Math.min(facts.principalFen, facts.steps.findLast((step) => step.on <= day)?.openFen ?? 0)
}
