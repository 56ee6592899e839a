/** What dealers do on their telephones: open notices, answer, ask for reviews. */
import { acknowledgeNotice, stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { askForReview, takeReviewBack } from '#app/usecases/penalties/review.server.ts'
import type { Stage } from './stage.ts'
import { temperOf } from './temper.ts'

const ARGUMENTS = [
	'短信记录被系统清掉，门店当时确实收到用户回复',
	'第 2 笔用户本人认可，愿意配合回访',
	'海报是厂家送货时张贴，我们当天已经取下',
	'涉事店员已离职，门店随后重新培训了全部人员',
	'检查当天网络中断，未能现场打印受理单',
] as const
const STATEMENTS = [
	'退费已在告知书送达前完成，附转账截图，请计入减轻情节',
	'同一事实已在上月处理过，请核对检查单编号',
	'认定的 3 笔中有 1 笔为总部活动默认开通，不是门店行为',
] as const

/** The owner's account of a dealer. */
export async function ownerOf(stage: Stage, dealerId: string): Promise<string | undefined> {
	const row = await stage.db.read
		.selectFrom('role_grant')
		.select('account_id')
		.where('dealer_id', '=', dealerId)
		.where('role', '=', 'DEALER_OWNER')
		.executeTakeFirst()
	return row?.account_id
}

async function openAll(stage: Stage): Promise<void> {
	const waiting = await stage.db.read
		.selectFrom('notice')
		.select(['id', 'dealer_id'])
		.where('opened_at', 'is', null)
		.where('served_at', 'is', null)
		.execute()
	for (const notice of waiting) {
		// One dealer in seven never looks: service comes by lapse of time.
		if (temperOf(notice.id) > 0.86 || stage.random.chance(0.45)) continue
		const owner = await ownerOf(stage, notice.dealer_id)
		if (!owner) continue
		stage.pass(3)
		await stage.attempt(openNotice(await stage.asAccount(owner), notice.id))
	}
}

async function answerNotices(stage: Stage): Promise<void> {
	const cases = await stage.db.read
		.selectFrom('penalty')
		.select(['id', 'version', 'dealer_id'])
		.where('state', '=', 'DEFENCE')
		.where('defence_state', '=', 'OPEN')
		.execute()
	for (const row of cases) {
		if (stage.kept.has(row.id)) continue
		const mood = temperOf(`${row.id}d`)
		if (stage.random.chance(0.6)) continue
		const owner = await ownerOf(stage, row.dealer_id)
		if (!owner) continue
		stage.pass(2)
		const dealer = await stage.asAccount(owner)
		if (mood < 0.38) {
			const args = stage.random.shuffle(ARGUMENTS).slice(0, stage.random.int(1, 2))
			await stage.attempt(stateDefence(dealer, { ...row, args }))
		} else if (mood < 0.6) await stage.attempt(acknowledgeNotice(dealer, row))
	}
}

async function askReviews(stage: Stage): Promise<void> {
	const served = await stage.db.read
		.selectFrom('penalty')
		.select(['id', 'version', 'dealer_id', 'state'])
		.where('state', 'in', ['SERVED', 'REVIEW'])
		.execute()
	for (const row of served) {
		if (stage.kept.has(row.id)) continue
		const mood = temperOf(`${row.id}r`)
		const owner = await ownerOf(stage, row.dealer_id)
		if (!owner || stage.random.chance(0.7)) continue
		const dealer = await stage.asAccount(owner)
		if (row.state === 'SERVED' && mood < 0.24)
			await stage.attempt(
				askForReview(dealer, {
					...row,
					ground: stage.random.pick(['facts', 'rule', 'amount', 'procedure', 'new-evidence'] as const),
					statement: stage.random.pick(STATEMENTS),
				}),
			)
		else if (row.state === 'REVIEW' && mood > 0.22 && stage.random.chance(0.05))
			await stage.attempt(takeReviewBack(dealer, row))
	}
}

/** What dealers get round to on one day. */
export async function answersOfDealers(stage: Stage): Promise<void> {
	await openAll(stage)
	await answerNotices(stage)
	await askReviews(stage)
}
