import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { decideCase, voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { askForReview, decideReviewOf } from '#app/usecases/penalties/review.server.ts'
import { extendReviewOf } from '#app/usecases/penalties/review-clock.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { at, penaltyOf, WHY } from './case-acts.server.ts'
import { begun, type CaseLife, today } from './case-begun.ts'
import type { SimulatedClock } from './judge/facts.ts'
import { laterDo } from './later.ts'

const DAY = 86_400_000
const DECIDER: Readonly<Record<string, string>> = { L1: 'supervisor', L2: 'approver', L3: 'approver' }
/** Who decides a grave case together; the last vote decides it. */
const PANEL = ['panel1', 'panel2', 'panel3']
/** What the rulebook announces for the reviewer: 15 working days, and once 10 more. */
const DAYS = 15
const MORE = 10

/** An acknowledged case is decided; its dealer asks for a review all the same, and the reviewer's clock runs. */
export function beginReview(life: CaseLife): void {
	const { stage, penaltyId, severity, dealer } = life
	const { random, world } = stage
	if (random.chance(0.3)) return
	const decided = async () => {
		const { amount_fen: amountFen } = await penaltyOf(stage, penaltyId)
		const reasons = { reason: WHY, excessReason: WHY, fairnessReason: WHY }
		if (severity === 'L4') {
			let last: Outcome<{ id: string }> = refuse('procedure', 'wrong-state')
			for (const member of PANEL)
				last = await voteOnCase(await world.as(member), { ...(await at(stage, penaltyId)), amountFen, ...reasons })
			return last
		}
		const decider = await world.as(DECIDER[severity] ?? 'approver')
		return decideCase(decider, { ...(await at(stage, penaltyId)), amountFen, ...reasons })
	}
	const opened = async () => {
		const [notice] = (await noticesOf(world.db.read, penaltyId)).filter((one) => one.opened_at === null)
		return openNotice(await world.asAccount(dealer.ownerId), notice?.id ?? '')
	}
	const asked = async () => {
		const ask = { ground: 'amount', statement: '金额过高，请复核。' } as const
		return askForReview(await world.asAccount(dealer.ownerId), { ...(await at(stage, penaltyId)), ...ask })
	}
	laterDo(stage, random.next() * 5 * DAY, decided, () =>
		laterDo(stage, random.next() * DAY, opened, () =>
			laterDo(stage, random.next() * 9 * DAY, asked, () => inReview(life)),
		),
	)
}

function inReview(life: CaseLife): void {
	const { stage, penaltyId } = life
	const { random, world } = stage
	const clock: SimulatedClock = begun(stage, {
		kind: 'penalty.reviewDecision',
		passed: `passed|review|${penaltyId}`,
		subjectId: penaltyId,
		from: { on: today(stage) },
		limit: { amount: DAYS, unit: 'wd' },
		close: 'department',
	})
	if (random.chance(0.3))
		laterDo(
			stage,
			random.next() * 20 * DAY,
			async () => extendReviewOf(await world.as('reviewer'), { ...(await at(stage, penaltyId)), reason: WHY }),
			() => clock.acts.push({ ...stage.stamp(), act: 'extend', wd: MORE }),
		)
	if (random.chance(0.3)) return
	laterDo(
		stage,
		random.next() * 30 * DAY,
		async () => {
			const upheld = { ...(await at(stage, penaltyId)), outcome: 'UPHELD', reason: WHY } as const
			return decideReviewOf(await world.as('reviewer'), upheld)
		},
		() => clock.acts.push({ ...stage.stamp(), act: 'end' }),
	)
}
