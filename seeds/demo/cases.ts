/** What the branch's people do with violations and penalty cases, day by day, each case by its own temper. */
import { daysBetween, type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { answerOneArgument } from '#app/usecases/penalties/answer-argument.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { decideCase, voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { agreeWaiverOf, proposeWaiverOf, revokeCase, withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { decideReviewOf } from '#app/usecases/penalties/review.server.ts'
import { confirmViolationCase, dismissViolationDraft } from '#app/usecases/violations/judge-violation.server.ts'
import { answersOfDealers } from './dealers.ts'
import { workOnPlans } from './plans.ts'
import type { Stage } from './stage.ts'
import { temperOf } from './temper.ts'

const SUPERVISORS: Readonly<Record<string, string>> = {
	WJ: 'supervisor',
	ND: 'supervisor2',
	BQ: 'supervisor3',
	YL: 'supervisor4',
}
const PANEL = ['panel1', 'panel2', 'panel3'] as const

/** Violations wait a day or two for the checker; one in eight does not hold. */
async function judgeViolations(stage: Stage): Promise<void> {
	const drafts = await stage.db.read
		.selectFrom('violation')
		.select(['id', 'version', 'opened_by', 'opened_at'])
		.where('state', '=', 'DRAFT')
		.orderBy('opened_at')
		.execute()
	for (const row of drafts) {
		const mood = temperOf(row.id)
		if (
			stage.kept.has(row.id) ||
			stage.lazy() ||
			daysBetween(localDateOf(row.opened_at), stage.today()) < 1 + Math.floor(mood * 4)
		)
			continue
		const checker = await stage.as(row.opened_by === stage.laid.person('compliance') ? 'compliance2' : 'compliance')
		stage.pass(4)
		if (mood > 0.88)
			await stage.attempt(dismissViolationDraft(checker, { ...row, reason: '证据不能证明行为发生在本网点，退回补充' }))
		else await stage.attempt(confirmViolationCase(checker, row))
	}
}

export type CaseRow = {
	readonly id: string
	readonly state: string
	readonly version: number
	readonly severity: string | null
	readonly amount_fen: number
	readonly notice_amount_fen: number | null
	readonly opened_by: string
	readonly checked_by: string | null
	readonly checked_at: Instant | null
	readonly opened_at: Instant
	readonly noticed_at: Instant | null
	readonly defence_state: string
	readonly waiver_proposed_by: string | null
	readonly final_at: Instant | null
	readonly county_code: string
	readonly dealer_id: string
	readonly defence_extended: number
	readonly factors_json: string
	readonly occurred_on: LocalDate
}

async function openCases(stage: Stage): Promise<CaseRow[]> {
	return stage.db.read
		.selectFrom('penalty')
		.innerJoin('org_unit', 'org_unit.id', 'penalty.county_id')
		.select([
			'penalty.id',
			'penalty.state',
			'penalty.version',
			'penalty.severity',
			'penalty.amount_fen',
			'penalty.notice_amount_fen',
			'penalty.opened_by',
			'penalty.checked_by',
			'penalty.checked_at',
			'penalty.opened_at',
			'penalty.noticed_at',
			'penalty.defence_state',
			'penalty.waiver_proposed_by',
			'penalty.final_at',
			'penalty.dealer_id',
			'penalty.defence_extended',
			'penalty.factors_json',
			'penalty.occurred_on',
			'org_unit.code as county_code',
		])
		.where('penalty.state', 'not in', ['CLOSED', 'WITHDRAWN', 'REVOKED', 'LAPSED'])
		.where('penalty.historic', '=', 0)
		.orderBy('penalty.opened_at')
		.orderBy('penalty.id')
		.execute()
}

const decider = (row: CaseRow) => (row.severity === 'L1' ? (SUPERVISORS[row.county_code] ?? 'supervisor') : 'approver')

async function prepare(stage: Stage, row: CaseRow, mood: number): Promise<void> {
	const { random } = stage
	// The checker has to be somebody who did not open the case: confirming a violation opens it.
	const other = row.opened_by === stage.laid.person('compliance') ? 'compliance2' : 'compliance'
	if (row.state === 'DRAFT') {
		if (random.chance(0.4)) return
		if (mood > 0.97) {
			await stage.attempt(
				withdrawCase(await stage.as('compliance'), {
					id: row.id,
					version: row.version,
					reason: '与另案为同一事实，一事不再理，撤回',
				}),
			)
			return
		}
		await stage.attempt(checkCase(await stage.as(other), { id: row.id, version: row.version }))
		return
	}
	if (row.waiver_proposed_by) {
		if (random.chance(0.7))
			await stage.attempt(agreeWaiverOf(await stage.as(decider(row)), { id: row.id, version: row.version }))
		return
	}
	const small = row.severity === 'L1' || row.severity === 'L2'
	if (small && mood < 0.7 && row.factors_json.includes('corrected-on-the-spot')) {
		const reason = '首次轻微违规，当场已改正，没有造成用户损失，建议只作教育'
		const proposed = await stage.attempt(
			proposeWaiverOf(await stage.as(other), { id: row.id, version: row.version, reason }),
		)
		if (proposed) return
	}
	if (random.chance(0.5)) await stage.attempt(issueNotice(await stage.as(other), { id: row.id, version: row.version }))
}

async function versionOf(stage: Stage, id: string): Promise<number> {
	return (await stage.db.read.selectFrom('penalty').select('version').where('id', '=', id).executeTakeFirstOrThrow())
		.version
}

const ANSWERS = [
	'门店按规范应另存凭证，系统清理不免除保存义务，不采纳',
	'核对原始受理单后属实，减少相应笔数，采纳',
	'店员为门店雇用，管理责任在代理商，不采纳',
] as const

async function answerArguments(stage: Stage, row: CaseRow, by: string): Promise<boolean> {
	const open = await stage.db.read
		.selectFrom('defence_argument')
		.select('id')
		.where('penalty_id', '=', row.id)
		.where('answered_at', 'is', null)
		.execute()
	let accepted = false
	for (const argument of open) {
		const answer = stage.random.pick(ANSWERS)
		accepted ||= answer.endsWith('，采纳')
		const version = await versionOf(stage, row.id)
		await stage.attempt(
			answerOneArgument(await stage.as(by), {
				id: row.id,
				version,
				argumentId: argument.id,
				answer,
				accepted: answer.endsWith('，采纳'),
			}),
		)
	}
	return accepted
}

async function decide(stage: Stage, row: CaseRow, mood: number): Promise<void> {
	const { random } = stage
	if (row.defence_state === 'OPEN') {
		if (mood > 0.9 && !row.defence_extended && random.chance(0.3))
			await stage.attempt(
				extendDefence(await stage.as('compliance'), {
					id: row.id,
					version: row.version,
					reason: '代理商在外地，来电说明',
				}),
			)
		return
	}
	if (random.chance(0.55)) return
	if (row.defence_state === 'STATED' && mood > 0.94) {
		await stage.attempt(
			withdrawCase(await stage.as(decider(row)), {
				id: row.id,
				version: row.version,
				reason: '申辩提供的原始记录证明用户本人确认，撤回',
			}),
		)
		return
	}
	const by = row.severity === 'L4' ? 'panel1' : decider(row)
	const lower = await answerArguments(stage, row, by)
	// A new decision after a return stays at or below the first one.
	const earlier = await stage.db.read
		.selectFrom('decision')
		.select('amount_fen')
		.where('penalty_id', '=', row.id)
		.execute()
	const ceiling = Math.min(row.notice_amount_fen ?? row.amount_fen, ...earlier.map((decision) => decision.amount_fen))
	const amountFen = lower ? Math.max(10_000, Math.round((ceiling * 0.7) / 10_000) * 10_000) : ceiling
	if (row.severity === 'L4') {
		const voted = await stage.db.read
			.selectFrom('panel_vote')
			.select('voter_id')
			.where('penalty_id', '=', row.id)
			.execute()
		for (const login of PANEL) {
			if (voted.some((vote) => vote.voter_id === stage.laid.person(login))) continue
			const version = await versionOf(stage, row.id)
			const vote = { id: row.id, version, amountFen, reason: '事实清楚，证据充分，同意按告知金额扣款' }
			const done = await stage.attempt(voteOnCase(await stage.as(login), vote))
			if (done?.decided) return
			if (!done) continue
			if (random.chance(0.2)) return
		}
		return
	}
	const reason = lower
		? '部分申辩属实，减少相应笔数后重新计算，扣款相应降低'
		: '事实清楚、证据充分，申辩期内没有足以改变认定的新情况'
	await stage.attempt(
		decideCase(await stage.as(by), {
			id: row.id,
			version: await versionOf(stage, row.id),
			amountFen: Math.min(amountFen, ceiling),
			reason,
		}),
	)
}

async function review(stage: Stage, row: CaseRow, mood: number): Promise<void> {
	if (stage.random.chance(0.8)) return
	const reviewer = await stage.as(mood < 0.5 ? 'reviewer' : 'reviewer2')
	const base = { id: row.id, version: row.version }
	if (mood < 0.45)
		await stage.attempt(
			decideReviewOf(reviewer, {
				...base,
				outcome: 'UPHELD',
				reason: '复核认定事实和条款适用无误，金额计算正确，予以维持',
			}),
		)
	else if (mood < 0.75)
		await stage.attempt(
			decideReviewOf(reviewer, {
				...base,
				outcome: 'VARIED',
				amountFen: Math.max(100, Math.round(row.amount_fen / 20_000) * 10_000),
				reason: '新提交的退费凭证属实，减轻情节应当计入，金额相应下调',
			}),
		)
	else if (mood < 0.88)
		await stage.attempt(
			decideReviewOf(reviewer, {
				...base,
				outcome: 'REVOKED',
				reason: '关键证据拍摄时间与检查时间不符，不能作为依据，撤销',
			}),
		)
	else
		await stage.attempt(
			decideReviewOf(reviewer, {
				...base,
				outcome: 'RETURNED',
				reason: '申辩中的第二点没有答复，程序有缺，退回重新决定',
			}),
		)
}

async function branchActs(stage: Stage): Promise<void> {
	for (const row of await openCases(stage)) {
		stage.pass(1)
		// Found months later and left lying: limitation ends it.
		if (stage.kept.has(row.id) || stage.lazy() || daysBetween(row.occurred_on, localDateOf(row.opened_at)) > 100)
			continue
		const mood = temperOf(row.id)
		if (row.state === 'DRAFT' || row.state === 'CHECKED') await prepare(stage, row, mood)
		else if (row.state === 'DEFENCE') await decide(stage, row, mood)
		else if (row.state === 'REVIEW') await review(stage, row, mood)
		else if (row.state === 'FINAL' && mood > 0.985 && stage.random.chance(0.1))
			await stage.attempt(
				revokeCase(await stage.as('reviewer'), {
					id: row.id,
					version: row.version,
					reason: '抽查发现当日检查的网点登记有误，行为不属于该代理商，撤销',
				}),
			)
	}
}

/** One working day of cases, or a rest day, on which only dealers look at their telephones. */
export async function workOnCases(stage: Stage, who: 'dealers' | 'everybody'): Promise<void> {
	if (who === 'everybody') {
		await judgeViolations(stage)
		await branchActs(stage)
	}
	await answersOfDealers(stage)
	if (who === 'everybody') await workOnPlans(stage)
}
