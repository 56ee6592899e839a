import { isLocalDate } from '#app/domain/time.ts'
import { cancelRedressTask, proveRedressPaid, verifyRedressProof } from '#app/usecases/claims/redress-acts.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { acknowledgeNotice, stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { at, confirmed, penaltyOf, WHY } from './case-acts.server.ts'
import { begun, type CaseLife, today } from './case-begun.ts'
import { type Dealer, layDealer } from './dealers.server.ts'
import type { SimulatedClock } from './judge/facts.ts'
import { laterDo } from './later.ts'
import { beginPlan } from './plan-life.server.ts'
import { beginReview } from './review-life.server.ts'
import type { Stage } from './stage.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Clocks that every case has: service, defence, plan, and the two of the refund. */
export const CLOCKS_OF_CASE = 5

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const

/** A case: recorded and confirmed now, noticed within days, and then as its people are. */
export async function beginCase(stage: Stage): Promise<void> {
	const { random } = stage
	const severity = random.pick(['L1', 'L2', 'L2', 'L3', 'L4'])
	const dealer = await layDealer(stage, stage.journal.plans.length + random.int(1, 1_000_000) * 1000)
	const { violationId, penaltyId, refundId } = await confirmed(stage, dealer, severity)
	refund(stage, violationId, refundId, dealer)
	const life: CaseLife = { stage, dealer, penaltyId, severity }
	laterDo(
		stage,
		random.next() * 4 * DAY,
		async () => {
			const checked = await checkCase(await stage.world.as('compliance'), await at(stage, penaltyId))
			if (!checked.ok) return checked
			return issueNotice(await stage.world.as('compliance'), await at(stage, penaltyId))
		},
		() => noticed(life),
	)
}

/** Owed from the confirmation on: 5 working days, never later than day 15, and day 15 itself. */
function refund(stage: Stage, violationId: string, id: string, dealer: Dealer): void {
	const { random, world } = stage
	const of = { subjectId: violationId, from: { on: today(stage) }, close: 'dealer' } as const
	const clocks = [
		begun(stage, { ...of, kind: 'refund', passed: `passed|refund|${id}`, limit: wd(5), atMost: 15 }),
		begun(stage, { ...of, kind: 'refund.late', passed: `passed|refund-late|${id}`, limit: { raw: 15 } }),
	]
	const end = () => {
		for (const clock of clocks) clock.acts.push({ ...stage.stamp(), act: 'end' })
	}
	const step = async () => {
		const row = await world.db.read
			.selectFrom('redress')
			.select('version')
			.where('id', '=', id)
			.executeTakeFirstOrThrow()
		return { id, version: row.version, reason: WHY }
	}
	if (random.chance(0.15)) return
	const after = random.next() * 20 * DAY
	if (random.chance(0.1)) {
		laterDo(stage, after, async () => cancelRedressTask(await world.as('compliance'), await step()), end)
		return
	}
	const prove = async () => {
		const on = today(stage)
		const proof = { ...(await step()), paidOn: isLocalDate(on) ? on : '2026-01-01', note: '转账凭证' }
		return proveRedressPaid(await world.asAccount(dealer.ownerId), proof, [])
	}
	laterDo(stage, after, prove, () =>
		laterDo(
			stage,
			random.next() * 3 * DAY,
			async () => verifyRedressProof(await world.as('compliance'), { ...(await step()), verdict: 'accept' }),
			end,
		),
	)
}

/** The notice waits for service: the dealer opens it, or time does it. */
async function noticed(life: CaseLife): Promise<void> {
	const { stage, penaltyId, dealer } = life
	const { random, world } = stage
	const of = { kind: 'penalty.service', subjectId: penaltyId, close: 'dealer' } as const
	const from = { on: today(stage) }
	const service = begun(stage, { ...of, passed: `passed|service|${penaltyId}`, from, limit: wd(3) })
	let served = false
	stage.afterSweep.add(async () => {
		if (served) return true
		if ((await penaltyOf(stage, penaltyId)).state !== 'DEFENCE') return false
		served = true
		await inDefence(life, { lapsed: service })
		return true
	})
	if (random.chance(0.3)) return
	laterDo(
		stage,
		random.next() * 3 * DAY,
		async () => {
			const [notice] = (await noticesOf(world.db.read, penaltyId)).filter((one) => one.opened_at === null)
			return openNotice(await world.asAccount(dealer.ownerId), notice?.id ?? '')
		},
		async () => {
			if (served) return
			served = true
			const end = stage.stamp()
			service.acts.push({ ...end, act: 'end' })
			await inDefence(life, { on: today(stage) })
		},
	)
}

/** Served: the window of the defence is open and the plan's days count. */
async function inDefence(life: CaseLife, from: SimulatedClock['from']): Promise<void> {
	const { stage, penaltyId, dealer, severity } = life
	const { random, world } = stage
	const of = { kind: 'penalty.defence', subjectId: penaltyId, close: 'dealer' } as const
	const defence = begun(stage, { ...of, passed: `passed|defence|${penaltyId}`, from, limit: wd(5) })
	await beginPlan(stage, { penaltyId, severity, ownerId: dealer.ownerId }, from)
	if (random.chance(0.25))
		laterDo(
			stage,
			random.next() * 6 * DAY,
			async () => extendDefence(await world.as('compliance'), { ...(await at(stage, penaltyId)), reason: WHY }),
			() => defence.acts.push({ ...stage.stamp(), act: 'extend', wd: 3 }),
		)
	if (random.chance(0.3)) return
	const states = random.chance(0.4)
	laterDo(
		stage,
		random.next() * 10 * DAY,
		async () => {
			const ctx = await world.asAccount(dealer.ownerId)
			const of = await at(stage, penaltyId)
			return states ? stateDefence(ctx, { ...of, args: ['物料是总部配发的。'] }) : acknowledgeNotice(ctx, of)
		},
		() => {
			defence.acts.push({ ...stage.stamp(), act: 'end' })
			if (!states) beginReview(life)
		},
	)
}
