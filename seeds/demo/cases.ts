/** What the branch's people do with violations and penalty cases, day by day, each case by its own temper. */
import { daysBetween, localDateOf } from '#app/domain/time.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { agreeWaiverOf, proposeWaiverOf, revokeCase, withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { confirmViolationCase, dismissViolationDraft } from '#app/usecases/violations/judge-violation.server.ts'
import { answersOfDealers } from './dealers.ts'
import { type CaseRow, decide, decider, review } from './decisions.ts'
import { workOnPlans } from './plans.ts'
import type { Stage } from './stage.ts'
import { DECLARED, NO_TRACE, temperOf } from './temper.ts'

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
		else await confirmOrTell(stage, checker, row, mood)
	}
}

/** What looks like a case on record is the same act in every second case; the checker says so either way. */
async function confirmOrTell(
	stage: Stage,
	checker: Awaited<ReturnType<Stage['as']>>,
	row: { readonly id: string; readonly version: number },
	mood: number,
): Promise<void> {
	const twin = await confirmViolationCase(checker, { ...DECLARED, id: row.id, version: row.version })
	if (twin.ok || twin.error.rule !== 'violation.twin') {
		if (!twin.ok) await stage.attempt(Promise.resolve(twin))
		return
	}
	const number = String(twin.error.params?.number ?? '')
	if (mood > 0.45) {
		const reason = `与 ${number} 为同一网点、同一事实、同一日，一事不二罚，并入该件`
		await stage.attempt(dismissViolationDraft(checker, { ...row, reason }))
		return
	}
	const twinReason = `与 ${number} 涉及不同用户和不同订单，分别有受理单为证，是另一次行为`
	await stage.attempt(confirmViolationCase(checker, { ...DECLARED, id: row.id, version: row.version, twinReason }))
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

async function prepare(stage: Stage, row: CaseRow, mood: number): Promise<void> {
	const { random } = stage
	// The checker has to be somebody who did not open the case: confirming a violation opens it.
	const other = row.opened_by === stage.laid.person('compliance') ? 'compliance2' : 'compliance'
	if (row.state === 'DRAFT') {
		if (random.chance(0.4)) return
		if (mood > 0.97) {
			await stage.attempt(
				withdrawCase(await stage.as('compliance'), {
					...DECLARED,
					id: row.id,
					version: row.version,
					reason: '与另案为同一事实，一事不再理，撤回',
				}),
			)
			return
		}
		await stage.attempt(
			checkCase(await stage.as(other), { ...DECLARED, traceReason: NO_TRACE, id: row.id, version: row.version }),
		)
		return
	}
	if (row.waiver_proposed_by) {
		if (random.chance(0.7))
			await stage.attempt(
				agreeWaiverOf(await stage.as(decider(row)), { ...DECLARED, id: row.id, version: row.version }),
			)
		return
	}
	const small = row.severity === 'L1' || row.severity === 'L2'
	if (small && mood < 0.7 && row.factors_json.includes('corrected-on-the-spot')) {
		const reason = '首次轻微违规，当场已改正，没有造成用户损失，建议只作教育'
		const proposed = await stage.attempt(
			proposeWaiverOf(await stage.as(other), { ...DECLARED, id: row.id, version: row.version, reason }),
		)
		if (proposed) return
	}
	if (!random.chance(0.5)) return
	const acceptanceReason = mood > 0.5 ? '代理协议第 8 条约定以公布的最新规则为准，告知前已当面送达并签收' : ''
	await stage.attempt(
		issueNotice(await stage.as(other), { ...DECLARED, acceptanceReason, id: row.id, version: row.version }),
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
					...DECLARED,
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
