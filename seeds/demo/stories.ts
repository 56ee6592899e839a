/** What the demo must show on any day, whatever the dice say: every light on the board, a dealer with something to answer. */
import { subtractWorkingDays } from '#app/domain/due-date.ts'
import type { OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { returnOrder } from '#app/usecases/orders/judge.server.ts'
import { noteProgress } from '#app/usecases/orders/progress.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { decideCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { claimStories } from './claims.ts'
import { gateStories } from './gate.ts'
import { FEEDBACK_CAUSES, FEEDBACK_RESULTS, VAGUE_MECHANISM } from './names.ts'
import { caseByHand } from './office.ts'
import { orderActStories } from './order-acts.ts'
import { reviewStories } from './reviews.ts'
import type { Stage } from './stage.ts'
import { DECLARED, NO_TRACE, REASONS } from './temper.ts'

type Step = () => Promise<unknown>
export type Stories = ReadonlyMap<LocalDate, readonly Step[]>

type OrderStory = {
	/** Working days before today on which it was issued. */
	readonly ago: number
	readonly title: string
	readonly source: OrderSource
	readonly urgency: Urgency
	readonly department: 'QD' | 'SC' | 'KF'
	readonly after: 'work' | 'return' | 'extension' | 'nothing'
}

const ORDERS: readonly OrderStory[] = [
	{
		ago: 17,
		title: '望江区 5 家网点增值业务办理凭证缺失',
		source: 'SUPERVISOR',
		urgency: 'NORMAL',
		department: 'QD',
		after: 'return',
	},
	{
		ago: 9,
		title: '南渡区营业网点携转受阻集中投诉',
		source: 'CLUSTER',
		urgency: 'IMPORTANT',
		department: 'SC',
		after: 'work',
	},
	{ ago: 13, title: '小区驻点夜间喊卖扰民', source: 'SURVEY', urgency: 'NORMAL', department: 'QD', after: 'work' },
	{ ago: 6, title: '宽带解约违约金争议', source: 'AUDIT', urgency: 'IMPORTANT', department: 'KF', after: 'work' },
	{ ago: 11, title: '门店标识更新', source: 'SURVEY', urgency: 'NORMAL', department: 'QD', after: 'extension' },
	{
		ago: 1,
		title: '等候时间超标：望江主厅周边 3 店',
		source: 'SURVEY',
		urgency: 'NORMAL',
		department: 'QD',
		after: 'nothing',
	},
]

function versionOf(stage: Stage, table: 'supervision_order' | 'penalty' | 'violation', id: string): Promise<number> {
	return stage.db.read
		.selectFrom(table)
		.select('version')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
		.then((row) => row.version)
}

const HANDLER = { QD: 'department', SC: 'handler-sc', KF: 'handler-kf' } as const

async function begin(stage: Stage, story: OrderStory): Promise<string | undefined> {
	const made = await stage.attempt(
		draftOrder(await stage.as('orders'), {
			id: '',
			title: story.title,
			matter: `${story.title}。请核实涉及网点、笔数和用户，说明原因，给出机制改进。`,
			source: story.source,
			sourceRef: '',
			complaintOn: '',
			urgency: story.urgency,
			leadDepartmentId: stage.laid.department(story.department),
			dealerId: '',
			outletId: '',
			violationId: '',
			users: '',
			category: '',
			assists: [],
		}),
	)
	if (!made) return undefined
	const version = () => versionOf(stage, 'supervision_order', made.id)
	await stage.attempt(submitForApproval(await stage.as('orders'), made.id, await version()))
	await stage.attempt(issueOrder(await stage.as('issuer'), made.id, await version()))
	stage.kept.add(made.id)
	if (story.after === 'nothing') return made.id
	stage.pass(20)
	await stage.attempt(acknowledgeOrder(await stage.as(HANDLER[story.department]), made.id, await version()))
	return made.id
}

async function goOn(stage: Stage, story: OrderStory, id: string): Promise<void> {
	const version = () => versionOf(stage, 'supervision_order', id)
	const handler = await stage.as(HANDLER[story.department])
	if (story.after === 'work')
		await stage.attempt(noteProgress(handler, id, await version(), '已联系网点调取受理单，核对用户确认记录'))
	if (story.after === 'extension')
		await stage.attempt(
			askExtension(handler, id, await version(), {
				limit: { amount: 5, unit: 'wd' },
				reason: '新标识在省公司统一制作，预计下周到货',
			}),
		)
	if (story.after !== 'return') return
	const feedback = { result: FEEDBACK_RESULTS[1], cause: FEEDBACK_CAUSES[0], mechanism: VAGUE_MECHANISM }
	await stage.attempt(giveFeedback(handler, id, await version(), feedback))
	stage.pass(90)
	const reason = '机制改进一栏写清：短信记录改存 24 个月由谁负责，哪天上线，怎么验证'
	await stage.attempt(returnOrder(await stage.as('issuer'), id, await version(), reason))
}

/** A case of the demo dealer: noticed and opened, decided when `decide` is set. */
async function dealerCase(
	stage: Stage,
	typeCode: string,
	steps: (day: number, step: Step) => void,
	ago: number,
	decide: boolean,
) {
	let penaltyId = ''
	const owner = async () => {
		const row = await stage.db.read
			.selectFrom('account')
			.select('id')
			.where('login', '=', 'dealer')
			.executeTakeFirstOrThrow()
		return stage.asAccount(row.id)
	}
	const open = async () => {
		const notices = await stage.db.read
			.selectFrom('notice')
			.select('id')
			.where('penalty_id', '=', penaltyId)
			.where('opened_at', 'is', null)
			.execute()
		for (const notice of notices) await stage.attempt(openNotice(await owner(), notice.id))
	}
	const version = () => versionOf(stage, 'penalty', penaltyId)
	steps(ago, async () => {
		const outlet = await stage.db.read
			.selectFrom('outlet')
			.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
			.select(['outlet.id', 'outlet.code'])
			.where('dealer.code', '=', 'D-0201')
			.orderBy('outlet.code')
			.executeTakeFirstOrThrow()
		const made = await caseByHand(
			stage,
			{ source: 'COMPLAINT', typeCode, dealerShare: 100, occurredOn: stage.today() },
			outlet,
		)
		if (!made) return
		stage.kept.add(made.id)
		stage.pass(30)
		const confirmed = await stage.attempt(
			confirmViolationCase(await stage.as('compliance'), {
				...DECLARED,
				id: made.id,
				version: await versionOf(stage, 'violation', made.id),
			}),
		)
		if (!confirmed) return
		const row = await stage.db.read
			.selectFrom('penalty')
			.select('id')
			.where('violation_id', '=', made.id)
			.executeTakeFirst()
		if (!row) return
		penaltyId = row.id
		stage.kept.add(penaltyId)
		await stage.attempt(
			checkCase(await stage.as('compliance'), {
				...DECLARED,
				traceReason: NO_TRACE,
				id: penaltyId,
				version: await version(),
			}),
		)
		await stage.attempt(
			issueNotice(await stage.as('compliance'), { ...DECLARED, id: penaltyId, version: await version() }),
		)
	})
	steps(ago - 1, open)
	if (!decide) return
	steps(ago - 2, async () =>
		stage.attempt(acknowledgeNotice(await owner(), { id: penaltyId, version: await version() })),
	)
	steps(ago - 3, async () => {
		const row = await stage.db.read
			.selectFrom('penalty')
			.select('amount_fen')
			.where('id', '=', penaltyId)
			.executeTakeFirst()
		if (!row) return
		const reason = '事实清楚、证据充分，代理商确认没有异议，按告知金额决定'
		await stage.attempt(
			decideCase(await stage.as('approver'), {
				...DECLARED,
				...REASONS,
				id: penaltyId,
				version: await version(),
				amountFen: row.amount_fen,
				reason,
			}),
		)
		stage.pass(60)
		await open()
	})
}

/** The steps of all stories by the day on which they happen. */
export function storiesOf(stage: Stage, today: LocalDate): Stories {
	const byDay = new Map<LocalDate, Step[]>()
	const on = (ago: number, step: Step) => {
		const day = subtractWorkingDays(stage.calendar, today, ago)
		byDay.set(day, [...(byDay.get(day) ?? []), step])
	}
	for (const story of ORDERS) {
		let id: string | undefined
		on(story.ago, async () => {
			id = await begin(stage, story)
		})
		on(Math.max(1, story.ago - 4), async () => {
			if (id !== undefined && story.ago > 4) await goOn(stage, story, id)
		})
	}
	void dealerCase(stage, 'A03', on, 3, false)
	void dealerCase(stage, 'B07', on, 8, true)
	reviewStories(stage, on)
	gateStories(stage, on)
	orderActStories(stage, on)
	claimStories(stage, today, on)
	return byDay
}
