import { holdForNotice } from '#app/domain/ledger/ledger.ts'
import type { Fen } from '#app/domain/money.ts'
import { amountUnder } from '#app/domain/penalty/basis.ts'
import type { CascadePlan } from '#app/domain/penalty/cascade.ts'
import { ceilingFen } from '#app/domain/penalty/checklist.ts'
import { answerDefence, decide, vote } from '#app/domain/penalty/decision.ts'
import { agreeWaiver, lapse, proposeWaiver, refuseWaiver, revoke, withdraw } from '#app/domain/penalty/exits.ts'
import type { PenaltyActor, PenaltyChange } from '#app/domain/penalty/facts.ts'
import type { PenaltyAction } from '#app/domain/penalty/machine.ts'
import {
	acknowledge,
	checkPenalty,
	closeDefence,
	defend,
	grantDefenceExtension,
	issuePreNotice,
	servePreNotice,
} from '#app/domain/penalty/notice.ts'
import { panelOutcome } from '#app/domain/penalty/panel.ts'
import { recurrence } from '#app/domain/penalty/recurrence.ts'
import {
	close,
	decideReview,
	makeFinal,
	type ReviewResult,
	requestReview,
	serveDecision,
	settle,
	withdrawReview,
} from '#app/domain/penalty/review.ts'
import { defaultResult, extendReview, lapseReview } from '#app/domain/penalty/review-clock.ts'
import { SEVERITIES, type Severity } from '#app/domain/penalty/rulebook.schema.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { addDays, instantAt } from '#app/domain/time.ts'
import { Book, type ModelCase } from './case-book.ts'
import { natural, type Step, wild } from './case-steps.ts'
import { NO_GATES } from './penalty-acts.ts'
import { draftFacts, rulebook } from './rulebook.ts'

/** The whole procedure with its money, as the rules have it and without a database: what a sequence of acts leads to. */

const REASON = '事实清楚，证据充分，予以处理，理由如上'

/** A branch with one dealer and a few cases, and everybody who may act on them. */
export class Model extends Book {
	open({ a, b, c }: Step): void {
		if (this.cases.length >= 6) return
		const severity: Severity = SEVERITIES[a % 4] ?? 'L1'
		const opener = this.people[b % this.people.length]
		const signer = this.people[c % this.people.length]
		const one: ModelCase = {
			id: `c${this.cases.length}`,
			outletId: `o${c % 2}`,
			occurredOn: this.today,
			units: 1 + (a % 5),
			share: [100, 70, 50, 30][b % 4] ?? 100,
			facts: draftFacts({
				severity,
				checkerMayDecideMinor: this.minor,
				openerId: opener?.personId ?? 'p0',
				// A third of the dealers was signed up by one of these people.
				dealerSignerId: c % 3 === 0 ? (signer?.personId ?? null) : null,
				confirmerId: null,
				limitationOn: addDays(this.today, 40 + (b % 200)),
				harm: a % 7 === 0,
				lossFen: null,
			}),
			counted: [],
			round: 1,
			finalOn: null,
			decisions: [],
			reviewers: [],
			task: false,
			amountFen: 0,
			points: 0,
		}
		const repeats = recurrence(rulebook, this.basis(one), this.earlier())
		const amount = amountUnder(rulebook, this.basis(one), repeats.priors)
		if (!amount.ok) throw new Error(amount.error.rule)
		one.counted = repeats.counted.map((each) => each.penaltyId)
		one.amountFen = amount.value.amountFen
		one.points = amount.value.points
		one.facts = { ...one.facts, computedFen: one.amountFen, computedPoints: one.points, priors: repeats.priors }
		this.cases.push(one)
		this.count('open')
	}

	/** Writes a change that the rules allowed, with everything that has to happen together with it. */
	private write(
		one: ModelCase,
		change: PenaltyChange,
		lowered?: { readonly cause: CascadePlan['cause']; readonly amountFen: Fen; readonly points: number },
	): void {
		const plan = lowered ? this.plan(one, lowered.cause, lowered) : null
		this.take(one, change)
		if (plan) {
			one.amountFen = plan.case.after.amountFen
			one.points = plan.case.after.points
			this.lower(one, plan)
		}
		for (const effect of change.effects) {
			if (effect.kind === 'hold') {
				const { hold } = holdForNotice(this.sums.DEPOSIT_AVAILABLE, effect.fen)
				if (hold > 0) this.append({ kind: 'HOLD', fen: hold }, one.id)
			}
			if (effect.kind === 'release-hold') this.release(one, 0)
			if (effect.kind === 'cancel-plan') one.facts = { ...one.facts, planState: 'CANCELLED' }
		}
		if (change.to === 'FINAL') one.finalOn = this.today
	}

	private try(one: ModelCase, outcome: Outcome<PenaltyChange>): PenaltyChange | null {
		if (!outcome.ok) return null
		this.write(one, outcome.value)
		return outcome.value
	}

	private decideCase(one: ModelCase, actor: PenaltyActor, part: number): void {
		const grave = one.facts.severity === 'L4'
		const panel = panelOutcome(one.facts.votes, one.facts.panelSeats)
		const most = ceilingFen(one.facts)
		const amountFen = grave
			? panel.kind === 'imposed'
				? panel.amountFen
				: 0
			: Math.max(1, Math.floor((most * (1 + (part % 4))) / 4))
		const points =
			Math.min(one.facts.preNoticePoints ?? 0, one.facts.firstDecidedPoints ?? 99) - (part % 3 === 0 ? 1 : 0)
		const command = {
			today: this.today,
			amountFen,
			points: Math.max(0, points),
			reason: REASON,
			serviceLapseOn: addDays(this.today, 3),
			...NO_GATES,
		}
		const change = decide(one.facts, command, actor)
		if (!this.try(one, change)) return
		one.amountFen = amountFen
		one.points = Math.max(0, points)
		one.decisions.push({ round: one.round, amountFen, points: one.points, kind: 'DECISION' })
		this.release(one, amountFen)
	}

	private reviewResult(one: ModelCase, c: number): ReviewResult {
		const outcome = (['UPHELD', 'VARIED', 'VARIED', 'REVOKED', 'RETURNED'] as const)[c % 5] ?? 'UPHELD'
		if (outcome !== 'VARIED') return { outcome }
		// Sometimes upward: it has to be refused.
		const amountFen = Math.floor(((one.facts.decidedFen ?? 0) * (1 + (c % 7))) / 6)
		return { outcome, amountFen, points: Math.max(0, one.points - (c % 3)) }
	}

	private reviewed(one: ModelCase, outcome: Outcome<PenaltyChange>, result: ReviewResult, reviewerId: string): void {
		if (!outcome.ok) return
		const lowered =
			result.outcome === 'REVOKED'
				? ({ cause: 'REVOKED', amountFen: 0, points: 0 } as const)
				: result.outcome === 'VARIED'
					? ({
							cause: 'VARIED',
							amountFen: result.amountFen ?? one.amountFen,
							points: result.points ?? one.points,
						} as const)
					: undefined
		const before = one.round
		this.write(one, outcome.value, lowered)
		one.reviewers.push(reviewerId)
		one.decisions.push({
			round: before,
			amountFen: one.amountFen,
			points: one.points,
			kind: result.outcome === 'REVOKED' ? 'REVOCATION' : 'REVIEW',
		})
		if (result.outcome === 'RETURNED') one.round += 1
	}

	act(one: ModelCase, action: PenaltyAction, { b, c }: Step): void {
		const actor = this.people[b % this.people.length]
		if (!actor) return
		const { facts } = one
		const { today, now } = this
		const run: Record<PenaltyAction, () => void> = {
			check: () => void this.try(one, checkPenalty(facts, { today }, actor)),
			issuePreNotice: () =>
				void this.try(one, issuePreNotice(facts, { today, serviceLapseOn: addDays(today, 3) }, actor)),
			serve: () =>
				void this.try(
					one,
					servePreNotice(facts, { how: c % 2 === 0 ? 'OPENED' : 'LAPSE', today, windowDueOn: addDays(today, 7) }),
				),
			defend: () => void this.try(one, defend(facts, { today, arguments: 1 + (c % 2) })),
			acknowledge: () => void this.try(one, acknowledge(facts, { today })),
			grantDefenceExtension: () =>
				void this.try(one, grantDefenceExtension(facts, { today, dueOn: addDays(facts.defenceDueOn ?? today, 3) })),
			closeDefence: () => void this.try(one, closeDefence(facts, { today })),
			answerDefence: () => void this.try(one, answerDefence(facts, { answer: REASON }, actor)),
			vote: () => {
				const amountFen = Math.floor((ceilingFen(facts) * (c % 5)) / 4)
				this.try(one, vote(facts, { personId: actor.personId, amountFen, ...NO_GATES }, actor))
			},
			decide: () => this.decideCase(one, actor, c),
			serveDecision: () =>
				void this.try(
					one,
					serveDecision(facts, { how: c % 2 === 0 ? 'OPENED' : 'LAPSE', today, windowDueOn: addDays(today, 14) }),
				),
			requestReview: () => {
				if (this.try(one, requestReview(facts, { today, reason: REASON })))
					one.facts = { ...one.facts, reviewDecisionDueAt: instantAt(addDays(today, 21), 1080), reviewExtended: false }
			},
			withdrawReview: () => void this.try(one, withdrawReview(facts)),
			decideReview: () => {
				const result = this.reviewResult(one, c)
				this.reviewed(one, decideReview(facts, { ...result, now, reason: REASON }, actor), result, actor.personId)
			},
			extendReview: () => {
				const due = facts.reviewDecisionDueAt ?? now
				const dueAt = instantAt(addDays(today, 35), 1080)
				this.try(
					one,
					extendReview(facts, { now, extensionDays: 10, dueAt: dueAt > due ? dueAt : due, reason: REASON }, actor),
				)
			},
			lapseReview: () => {
				const outcome = lapseReview(facts, { now, announced: this.byDefault, systemId: 'system' })
				this.reviewed(one, outcome, defaultResult(facts, this.byDefault), 'system')
			},
			makeFinal: () => void this.try(one, makeFinal(facts, { today })),
			settle: () => void this.try(one, settle(facts)),
			close: () => {
				// The remediation is struck off at some time.
				if (c % 2 === 0 && facts.planState !== 'CANCELLED') one.facts = { ...facts, planState: 'STRUCK_OFF' }
				this.try(one, close(one.facts))
			},
			proposeWaiver: () => void this.try(one, proposeWaiver(facts, { reason: REASON }, actor)),
			agreeWaiver: () => void this.try(one, agreeWaiver(facts, { today }, actor)),
			refuseWaiver: () => void this.try(one, refuseWaiver(facts, { reason: REASON }, actor)),
			withdraw: () => void this.try(one, withdraw(facts, { reason: REASON }, actor)),
			revoke: () => this.revokeAs(one, actor),
			lapse: () => void this.try(one, lapse(facts, { today })),
		}
		run[action]()
	}

	revokeAs(one: ModelCase, actor: PenaltyActor): void {
		const outcome = revoke(one.facts, { reason: REASON }, actor)
		if (!outcome.ok) return
		this.write(one, outcome.value, { cause: 'REVOKED', amountFen: 0, points: 0 })
		one.decisions.push({ round: one.round, amountFen: 0, points: 0, kind: 'REVOCATION' })
	}

	/** What the passing of days brings about, as the sweep does it. */
	days(n: number): void {
		this.today = addDays(this.today, n)
		const none: Step = { what: 'days', a: 0, b: 0, c: 1 }
		for (const one of this.cases) {
			for (const action of ['serve', 'closeDefence', 'serveDecision', 'lapseReview', 'lapse'] as const)
				this.act(one, action, none)
			if (one.facts.state === 'SERVED') this.act(one, 'makeFinal', none)
			if (one.facts.state === 'REVIEWED') this.act(one, 'makeFinal', none)
		}
	}

	/** The step that the case waits for, by the first of these people who may take it. */
	private next(one: ModelCase, step: Step): void {
		const action = natural(one, step)
		for (let i = 0; i < this.people.length; i++) {
			const before = one.facts
			this.act(one, action, { ...step, b: step.b + i })
			if (one.facts !== before) return
		}
	}

	step(one: Step): void {
		const target = this.cases[one.a % Math.max(1, this.cases.length)]
		if (one.what === 'open') this.open(one)
		else if (one.what === 'days') this.days(1 + (one.a % 25))
		else if (one.what === 'money') this.money(one)
		else if (one.what === 'settle') this.settleAll(this.sums.COMMISSION_PAYABLE, one.a)
		else if (!target) this.open(one)
		else if (one.what === 'recompute') this.recompute(this.cases.find((each) => each.task) ?? target)
		else if (one.what === 'wild') this.act(target, wild(one), one)
		else this.next(target, one)
	}
}
