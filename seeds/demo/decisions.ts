/** Decisions of the supervisors, the approver and the panel, and of the reviewers. */
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { answerOneArgument } from '#app/usecases/penalties/answer-argument.server.ts'
import { decideCase, voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { decideReviewOf } from '#app/usecases/penalties/review.server.ts'
import type { Stage } from './stage.ts'
import { DECLARED, REASONS } from './temper.ts'

const SUPERVISORS: Readonly<Record<string, string>> = {
	WJ: 'supervisor',
	ND: 'supervisor2',
	BQ: 'supervisor3',
	YL: 'supervisor4',
}
const PANEL = ['panel1', 'panel2', 'panel3'] as const

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

/** Who decides a case of this severity. */
export const decider = (row: CaseRow) =>
	row.severity === 'L1' ? (SUPERVISORS[row.county_code] ?? 'supervisor') : 'approver'

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
				...DECLARED,
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

/** One step towards the decision, when the case is ripe. */
export async function decide(stage: Stage, row: CaseRow, mood: number): Promise<void> {
	const { random } = stage
	if (row.defence_state === 'OPEN') {
		if (mood > 0.9 && !row.defence_extended && random.chance(0.3))
			await stage.attempt(
				extendDefence(await stage.as('compliance'), {
					...DECLARED,
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
				...DECLARED,
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
			const vote = {
				...DECLARED,
				...REASONS,
				id: row.id,
				version,
				amountFen,
				reason: '事实清楚，证据充分，同意按告知金额扣款',
			}
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
			...DECLARED,
			...REASONS,
			id: row.id,
			version: await versionOf(stage, row.id),
			amountFen: Math.min(amountFen, ceiling),
			reason,
		}),
	)
}

/** One in five reviews is decided on a day. */
export async function review(stage: Stage, row: CaseRow, mood: number): Promise<void> {
	if (stage.random.chance(0.8)) return
	const reviewer = await stage.as(mood < 0.5 ? 'reviewer' : 'reviewer2')
	const base = { ...DECLARED, id: row.id, version: row.version }
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
