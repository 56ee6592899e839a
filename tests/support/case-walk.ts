import { DEPOSIT_ACTS } from '#app/domain/ledger/ledger.schema.ts'
import { periodBefore, periodOf } from '#app/domain/ledger/period.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import type { ReviewOutcome } from '#app/domain/penalty/review.ts'
import { SEVERITIES } from '#app/domain/penalty/rulebook.schema.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { addDays, type LocalDate } from '#app/domain/time.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { confirmSettlement } from '#app/usecases/ledger/confirm.server.ts'
import { postDeposit } from '#app/usecases/ledger/deposit.server.ts'
import { proposeSettlement } from '#app/usecases/ledger/propose.server.ts'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { answerOneArgument } from '#app/usecases/penalties/answer-argument.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { decideCase, voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice, stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { agreeWaiverOf, proposeWaiverOf, revokeCase, withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { recomputeTask } from '#app/usecases/penalties/recompute.server.ts'
import { askForReview, decideReviewOf, takeReviewBack } from '#app/usecases/penalties/review.server.ts'
import { extendReviewOf } from '#app/usecases/penalties/review-clock.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import type { Db } from '#db/client.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { argumentsOf, type PenaltyRow } from '#db/queries/penalties.server.ts'
import type { Random } from '#seeds/random.ts'
import { at, drafted, rowOf, WHY } from './penalty-case.ts'
import { layWorld, type World } from './world.ts'

/** Random acts of random people through the real use cases: what they come to is the test's to judge. */

const PEOPLE = [
	'compliance',
	'compliance2',
	'supervisor',
	'approver',
	'approver2',
	'reviewer',
	'reviewer2',
	'panel1',
	'panel2',
	'panel3',
	'panel4',
] as const

/** Roles beside the own one: with them one person could do everything, were it not for the rules. */
const MORE: readonly (readonly [login: string, role: string])[] = [
	['compliance', 'APPROVER'],
	['compliance', 'REVIEWER'],
	['compliance', 'PANEL_MEMBER'],
	['approver', 'REVIEWER'],
	['approver', 'COMPLIANCE_OFFICER'],
	['approver', 'PANEL_MEMBER'],
	['reviewer', 'PANEL_MEMBER'],
	['reviewer', 'APPROVER'],
	['manager', 'APPROVER'],
	['manager', 'REVIEWER'],
]

/** The world of every test, with people who hold too many roles. */
export async function layMixed(db: Db): Promise<void> {
	await layWorld(db)
	const branch = await db.read.selectFrom('branch').select('id').executeTakeFirstOrThrow()
	for (const [login, role] of MORE) {
		const account = await db.read
			.selectFrom('account')
			.select('id')
			.where('login', '=', login)
			.executeTakeFirstOrThrow()
		await db.write
			.insertInto('role_grant')
			.values({
				id: `more-${login}-${role}`,
				branch_id: branch.id,
				account_id: account.id,
				role,
				org_unit_id: null,
				department_id: null,
				dealer_id: null,
				granted_by: null,
				granted_at: '2026-01-04T01:00:00.000Z',
				revoked_at: null,
			})
			.execute()
	}
}

type Act = (ctx: Ctx, seen: { readonly id: string; readonly version: number }) => Promise<Outcome<unknown>>

/** One walk: cases of one dealer, a clock that only goes forward, a count of what took effect. */
export class Walk {
	readonly world: World
	readonly random: Random
	readonly cases: string[]
	readonly done = new Map<string, number>()
	today: LocalDate

	/** `cases` are those of the walk before: they may be decided, reviewed or revoked now. */
	constructor(world: World, random: Random, today: LocalDate, cases: readonly string[]) {
		this.world = world
		this.random = random
		this.today = today
		this.cases = [...cases]
	}

	private count(what: string, outcome: Outcome<unknown>): void {
		const name = outcome.ok ? what : `${what} refused`
		this.done.set(name, (this.done.get(name) ?? 0) + 1)
	}

	/** The first of these people, in any order, who may; what the others get is a refusal that writes nothing. */
	private async by(what: string, row: PenaltyRow, act: Act, people: readonly string[] = PEOPLE): Promise<void> {
		for (const login of this.random.shuffle(people)) {
			const outcome = await act(await this.world.as(login), await at(this.world, row.id))
			this.count(what, outcome)
			if (outcome.ok) return
		}
	}

	private async dealer(what: string, row: PenaltyRow, act: Act): Promise<void> {
		await this.by(what, row, act, ['dealer'])
	}

	async step(): Promise<void> {
		const { random } = this
		const roll = random.next()
		if (this.cases.length === 0 || (roll < 0.06 && this.cases.length < 7)) return this.open()
		if (roll < 0.14) return this.days(random.int(1, 12))
		if (roll < 0.25) return this.settle()
		if (roll < 0.3) return this.money()
		const row = await rowOf(this.world, random.pick(this.cases))
		if (roll < 0.35) return this.measures(row)
		if (roll < 0.41) return this.recompute()
		if (roll < 0.47) return this.exits(row)
		await this.natural(row)
	}

	private async open(): Promise<void> {
		const occurredOn = addDays(this.today, -this.random.int(1, 5))
		const severity = this.random.pick([...SEVERITIES, 'L2', 'L2'] as const)
		this.cases.push(await drafted(this.world, { severity, occurredOn, units: this.random.int(1, 4) }))
		this.count('open', { ok: true, value: null })
	}

	async days(n: number): Promise<void> {
		this.today = addDays(this.today, n)
		this.world.at(this.today)
		await sweepOnce(this.world.deps)
		this.count('days', { ok: true, value: null })
	}

	private async money(): Promise<void> {
		const outcome = await postDeposit(await this.world.as('compliance2'), {
			dealerId: await this.world.dealerId('D-0001'),
			kind: this.random.pick(DEPOSIT_ACTS),
			amountFen: this.random.int(1, 40) * 10_000,
			voucher: `slip ${this.random.int(1, 1e6)}`,
			postedOn: this.today,
			idempotencyKey: `walk-${this.random.int(1, 1e9)}`,
		})
		this.count('deposit', outcome)
	}

	private async settle(): Promise<void> {
		const period = periodBefore(periodOf(this.today))
		const proposed = await proposeSettlement(await this.world.as('compliance2'), { period })
		this.count('propose', proposed)
		if (!proposed.ok) return
		const { id } = proposed.value
		this.count('confirm', await confirmSettlement(await this.world.as('approver2'), { id, version: 1 }))
	}

	private async measures(row: PenaltyRow): Promise<void> {
		const own = await this.world.db.read
			.selectFrom('measure')
			.select(['id', 'version', 'state', 'kind'])
			.where('penalty_id', '=', row.id)
			.execute()
		for (const { id, version, state } of own) {
			const verdict = state === 'PROPOSED' ? this.random.pick(['impose', 'decline'] as const) : 'keep'
			const command = { id, version, verdict, reason: '按规定处理' } as const
			this.count('measure', await decideMeasure(await this.world.as('approver2'), command))
		}
	}

	private async recompute(): Promise<void> {
		for (const id of this.cases) {
			const row = await rowOf(this.world, id)
			const before = { amountFen: row.amount_fen, points: row.points }
			const outcome = await recomputeTask(await this.world.as('compliance2'), await at(this.world, id))
			const after = await rowOf(this.world, id)
			if (after.amount_fen > before.amountFen || after.points > before.points) throw new Error(`${row.number} went up`)
			if (outcome.ok) this.count('recompute', outcome)
		}
	}

	private async exits(row: PenaltyRow): Promise<void> {
		const reason = WHY
		if (row.decided_amount_fen !== null || row.final_at !== null)
			return this.by('revoke', row, (ctx, seen) => revokeCase(ctx, { ...seen, reason }))
		if (this.random.chance(0.5)) return this.by('withdraw', row, (ctx, seen) => withdrawCase(ctx, { ...seen, reason }))
		return row.waiver_proposed_by === null
			? this.by('propose waiver', row, (ctx, seen) => proposeWaiverOf(ctx, { ...seen, reason }))
			: this.by('agree waiver', row, (ctx, seen) => agreeWaiverOf(ctx, seen))
	}

	/** What a case of this state waits for. */
	private async natural(row: PenaltyRow): Promise<void> {
		const { random } = this
		const nothing = async () => undefined
		const acts: Record<PenaltyState, () => Promise<void>> = {
			DRAFT: () => this.by('check', row, (ctx, seen) => checkCase(ctx, seen)),
			CHECKED: () => this.by('notice', row, (ctx, seen) => issueNotice(ctx, seen)),
			PRE_NOTICED: () => this.openDocument(row),
			DEFENCE: () => this.defence(row),
			DECIDED: () => this.openDocument(row),
			SERVED: () => {
				const ask = { ground: 'amount', statement: '金额与情节不相称，申请复核。' } as const
				return this.dealer('ask', row, (ctx, seen) => askForReview(ctx, { ...seen, ...ask }))
			},
			REVIEW: () => this.review(row),
			REVIEWED: () => this.openDocument(row),
			FINAL: () => (random.chance(0.5) ? this.settle() : this.days(20)),
			SETTLED: nothing,
			CLOSED: nothing,
			WAIVED: nothing,
			WITHDRAWN: nothing,
			REVOKED: () => this.recompute(),
			LAPSED: nothing,
		}
		await acts[row.state]()
	}

	private async openDocument(row: PenaltyRow): Promise<void> {
		const notice = (await noticesOf(this.world.db.read, row.id)).filter((one) => one.opened_at === null).at(-1)
		if (notice) await this.dealer('open document', row, (ctx) => openNotice(ctx, notice.id))
	}

	private async defence(row: PenaltyRow): Promise<void> {
		const { random } = this
		if (row.round === 1 && row.defence_state === 'OPEN')
			return random.chance(0.6)
				? this.dealer('acknowledge', row, (ctx, seen) => acknowledgeNotice(ctx, seen))
				: this.dealer('defend', row, (ctx, seen) => stateDefence(ctx, { ...seen, args: ['海报由厂家寄来'] }))
		const open = (await argumentsOf(this.world.db.read, row.id)).find((one) => one.answered_at === null)
		if (open) {
			const answer = { argumentId: open.id, answer: '不予采纳，理由见上。', accepted: false }
			return this.by('answer', row, (ctx, seen) => answerOneArgument(ctx, { ...seen, ...answer }))
		}
		const amountFen = Math.max(1, Math.floor(((row.notice_amount_fen ?? 0) * random.int(2, 5)) / 4))
		const given = { reason: WHY, excessReason: WHY, fairnessReason: WHY }
		return row.severity === 'L4'
			? this.by('vote', row, (ctx, seen) => voteOnCase(ctx, { ...seen, amountFen, ...given }))
			: this.by('decide', row, (ctx, seen) => decideCase(ctx, { ...seen, amountFen, ...given }))
	}

	private async review(row: PenaltyRow): Promise<void> {
		const { random } = this
		const roll = random.next()
		if (roll < 0.15) return this.dealer('take back', row, (ctx, seen) => takeReviewBack(ctx, seen))
		if (roll < 0.3) return this.by('extend', row, (ctx, seen) => extendReviewOf(ctx, { ...seen, reason: WHY }))
		const outcome = random.pick<ReviewOutcome>(['UPHELD', 'VARIED', 'VARIED', 'REVOKED', 'RETURNED'])
		const amountFen = Math.floor(((row.decided_amount_fen ?? 0) * random.int(1, 5)) / 4)
		const lower = outcome === 'VARIED' ? { amountFen, points: Math.max(0, row.points - random.int(0, 2)) } : {}
		return this.by('review', row, (ctx, seen) => decideReviewOf(ctx, { ...seen, outcome, reason: WHY, ...lower }))
	}
}
