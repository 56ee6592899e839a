/** Supervisors and their monthly opinions; one survey with twelve items, seven of them answered. */
import type { SurveyTopic } from '#app/domain/intake/sources.ts'
import { answerItem } from '#app/usecases/intake/answer.server.ts'
import { addBatchItem, closeBatch, openBatch, registerSupervisor } from '#app/usecases/intake/batches.server.ts'
import type { Stage } from './stage.ts'

const SUPERVISORS = [
	['SD-001', '行风热线 主持人沈', 'MEDIA'],
	['SD-002', '江州论坛 版主老周', 'OPINION_LEADER'],
	['SD-003', '消保委 钱主任', 'SUPERVISING_BODY'],
	['SD-004', '用户代表 王女士', 'USER'],
] as const
const OPINIONS = [
	['G', '营业厅下班前半小时就不再取号，建议按公示时间受理。', '按公示时间受理'],
	['A', '街边点海报字太小，限制条件看不清。', '限制条件与优惠同样大小'],
	['C', '资费公示栏有一张是去年的，建议统一更换。', '统一更换'],
	['B', '老人办业务时最好用方言再说一遍合约期。', '增加方言解说'],
	['G', '投诉电话贴在柜台里面，外面看不到。', '贴在显眼处'],
] as const
const SURVEY: readonly (readonly [SurveyTopic, string])[] = [
	['WAITING', '周末等了四十分钟。'],
	['WAITING', '只有两个台席，取号机还坏了。'],
	['DATA_CHARGES', '流量超了没有提醒，一个月多花八十元。'],
	['COVERAGE', '新小区三号楼没有信号。'],
	['ATTITUDE', '营业员边接电话边办业务。'],
	['PROCESS', '补卡要填三张表，能不能合并。'],
	['COMPLAINT_SPEED', '上次投诉过了十天才有人回电。'],
	['TARIFFS', '展架上的套餐和实际办的不一样。'],
	['BILLS', '账单看不懂，希望有人解释。'],
	['EXTRA_SERVICES', '手机里多了个不认识的会员。'],
	['PREMISES', '空调漏水，地上很滑。'],
	['OTHER', '希望早上提前半小时开门。'],
]
const ANSWERS = ['已查实，本周内整改到位。', '意见已采纳，列入下月计划。', '已联系当事网点，当天改正。'] as const
const REGISTER_AGO = 120
const BATCH_AGO = [50, 20] as const
const SURVEY_AGO = 15

/** By days before today; on a rest day the step falls on the working day that is asked next. */
export async function workOnBatches(stage: Stage, ago: number): Promise<void> {
	const ctx = await stage.as('orders')
	const known = await stage.db.read.selectFrom('intake_batch').selectAll().orderBy('received_on').execute()
	if (ago <= REGISTER_AGO && ago > REGISTER_AGO - 7) await supervisors(stage)
	for (const begin of BATCH_AGO)
		if (
			ago <= begin &&
			ago > begin - 6 &&
			!known.some((one) => one.kind === 'opinion' && one.period === stage.today().slice(0, 7))
		)
			await opinions(stage)
	if (ago <= SURVEY_AGO && ago > SURVEY_AGO - 6 && !known.some((one) => one.kind === 'survey')) await survey(stage)
	for (const batch of known.filter((one) => one.state === 'OPEN')) {
		const items = await stage.db.read
			.selectFrom('intake_item')
			.select(['id', 'version', 'state', 'batch_line'])
			.where('batch_id', '=', batch.id)
			.orderBy('batch_line')
			.execute()
		// Of the survey seven have their answer, of the newest opinions three.
		const last =
			batch.kind === 'survey'
				? 7
				: ago < 30 && batch.received_on === known.filter((one) => one.kind === 'opinion').at(-1)?.received_on
					? 3
					: items.length
		const next = items.find((one) => one.state === 'OPEN' && (one.batch_line ?? 0) <= last)
		if (next) {
			const answer = ANSWERS[(next.batch_line ?? 0) % ANSWERS.length] ?? ANSWERS[0]
			await stage.attempt(answerItem(ctx, { id: next.id, version: next.version, answer, via: 'LETTER' }))
		} else if (items.every((one) => one.state === 'ANSWERED'))
			await stage.attempt(closeBatch(ctx, { id: batch.id, version: batch.version }))
	}
}

async function supervisors(stage: Stage): Promise<void> {
	const some = await stage.db.read.selectFrom('social_supervisor').select('id').limit(1).execute()
	if (some.length > 0) return
	const ctx = await stage.as('orders')
	for (const [code, name, background] of SUPERVISORS)
		await stage.attempt(registerSupervisor(ctx, { code, name, background, sinceOn: stage.today() }))
}

async function opinions(stage: Stage): Promise<void> {
	const ctx = await stage.as('orders')
	const form = { kind: 'opinion', period: stage.today().slice(0, 7), title: '', receivedOn: stage.today() } as const
	const batch = await stage.attempt(openBatch(ctx, form))
	if (!batch) return
	const people = await stage.db.read.selectFrom('social_supervisor').select('id').orderBy('code').execute()
	for (const [i, [category, matter, wanted]] of OPINIONS.entries())
		await stage.attempt(
			addBatchItem(ctx, batch.id, {
				requestKey: `${batch.id}-${i}`,
				supervisorId: people[i % people.length]?.id ?? '',
				topic: '',
				outletId: '',
				category,
				matter,
				wanted,
			}),
		)
}

async function survey(stage: Stage): Promise<void> {
	const ctx = await stage.as('orders')
	const period = stage.today().slice(0, 7)
	const title = `市区营业主厅 ${Number(period.slice(5))} 月窗口满意度问卷`
	const batch = await stage.attempt(openBatch(ctx, { kind: 'survey', period, title, receivedOn: stage.today() }))
	if (!batch) return
	for (const [i, [topic, matter]] of SURVEY.entries())
		await stage.attempt(
			addBatchItem(ctx, batch.id, {
				requestKey: `${batch.id}-${i}`,
				supervisorId: '',
				topic,
				outletId: '',
				category: topic === 'COVERAGE' || topic === 'DATA_CHARGES' ? 'Z' : 'G',
				matter,
				wanted: '',
			}),
		)
}
