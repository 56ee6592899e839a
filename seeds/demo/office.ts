/** What happens once a month or once a while: settlement, deposits, audit, cases from other sources. */
import { addDays, type LocalDate } from '#app/domain/time.ts'
import type { ViolationForm } from '#app/domain/violation/violation.schema.ts'
import type { ViolationSource } from '#app/domain/violation/violation.ts'
import { answerOpinion, recordOpinion } from '#app/usecases/audit/opinions.server.ts'
import { drawCases } from '#app/usecases/audit/samples.server.ts'
import { postDeposit } from '#app/usecases/ledger/deposit.server.ts'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { mergeOrder } from '#app/usecases/orders/end.server.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { FACTS } from './names.ts'
import { photo } from './photos.ts'
import type { Stage } from './stage.ts'

/** Who is short pays in, some a week later. */
export async function topUp(stage: Stage): Promise<void> {
	const short = await stage.db.read
		.selectFrom('penalty')
		.select(['dealer_id', (eb) => eb.fn.sum<number>('outstanding_fen').as('owed')])
		.where('outstanding_fen', '>', 0)
		.where('state', '=', 'FINAL')
		.groupBy('dealer_id')
		.execute()
	for (const [i, row] of short.entries()) {
		if (stage.random.chance(0.5)) continue
		await stage.attempt(
			postDeposit(await stage.as('compliance'), {
				dealerId: row.dealer_id,
				kind: 'TOPUP_IN',
				amountFen: 500_000,
				voucher: `银行回单 ${stage.today().slice(5).replace('-', '')}-${String(900 + i)}`,
				postedOn: stage.today(),
				idempotencyKey: `topup-${stage.today()}-${row.dealer_id}`,
			}),
		)
	}
}

export type ByHand = {
	/** What this story says otherwise. */
	readonly more?: Partial<ViolationForm>
	readonly source: ViolationSource
	readonly typeCode: string
	readonly dealerShare: 100 | 70 | 0
	readonly occurredOn: LocalDate
}

/** A case that no inspection found: a complaint, the regulator, the press, the dealer itself, or our own system's fault. */
export async function caseByHand(
	stage: Stage,
	how: ByHand,
	at?: { readonly id: string; readonly code: string },
): Promise<{ id: string } | undefined> {
	const { random } = stage
	const outlets = await stage.db.read
		.selectFrom('outlet')
		.select(['id', 'code'])
		.where('status', '=', 'ACTIVE')
		.orderBy('code')
		.execute()
	const outlet = at ?? random.pick(outlets)
	const facts = random.pick(FACTS[how.typeCode] ?? ['用户反映门店未经同意办理业务，录音和受理单已调取'])
	const file = {
		name: 'evidence.jpg',
		bytes: await photo(random, outlet.code, how.occurredOn.slice(5)),
		caption: '受理单',
	}
	return stage.attempt(
		recordViolation(
			await stage.as('compliance2'),
			{
				source: how.source,
				sourceRef: `LY-${random.int(1000, 9999)}`,
				outletId: outlet.id,
				typeCode: how.typeCode,
				units: random.int(1, 3),
				occurredOn: how.occurredOn,
				discoveredOn: stage.today(),
				facts,
				opinion: '建议核对同一店员近三个月的受理记录',
				affectedNumbers: [`138****${random.int(1000, 9999)}`],
				consumerRight: '',
				factors: how.source === 'SELF_REPORT' ? ['self-reported'] : random.chance(0.3) ? ['vulnerable-users'] : [],
				shareDealer: how.dealerShare,
				shareOperator: 100 - how.dealerShare,
				shareThird: 0,
				shareReason: how.dealerShare === 100 ? '' : '系统默认勾选，活动配置由市场部发布',
				lossYuan: random.int(0, 4) * 5_000,
				contactOrThreat: undefined,
				refundClaimedOn: null,
				twinReason: '另一名用户的投诉，受理单号不同',
				declared: 'none',
				relation: '',
				...how.more,
			},
			[file],
		),
	)
}

const BY_HAND: readonly (readonly [ViolationSource, string, 100 | 70 | 0])[] = [
	['COMPLAINT', 'B01', 100],
	['REGULATOR', 'B05', 100],
	['MEDIA', 'A01', 100],
	['SELF_REPORT', 'B07', 100],
	['COMPLAINT', 'B02', 70],
	['COMPLAINT', 'B02', 0],
	['REGULATOR', 'D02', 100],
	['COMPLAINT', 'C04', 100],
]

/** One of the other sources, once a week or so. */
export async function someCaseByHand(stage: Stage): Promise<void> {
	const [source, typeCode, dealerShare] = stage.random.pick(BY_HAND)
	await caseByHand(stage, {
		source,
		typeCode,
		dealerShare,
		occurredOn: addDays(stage.today(), -stage.random.int(2, 20)),
	})
}

const OPINIONS = [
	'告知书送达只有系统记录，建议补充打开时间和地址的截图存档',
	'整改验收与检查由同一网格人员完成，建议交叉验收并说明理由',
	'扣款金额计算正确，但决定理由没有逐条对应申辩，建议补充说明',
] as const

/** The auditor draws a sample and notes an opinion; the branch answers most of them. */
export async function audit(stage: Stage): Promise<void> {
	const { random } = stage
	await stage.attempt(
		drawCases(await stage.as('auditor'), {
			kind: 'penalty',
			count: 5,
			seed: `${stage.today()}`,
			severity: '',
			min: undefined,
			max: undefined,
			person: '',
			from: undefined,
			to: undefined,
		}),
	)
	const cases = await stage.db.read
		.selectFrom('penalty')
		.select('id')
		.where('state', 'in', ['FINAL', 'SERVED', 'CLOSED'])
		.limit(40)
		.execute()
	if (cases.length === 0) return
	const form = { subject: 'penalty', id: random.pick(cases).id, number: '', text: random.pick(OPINIONS) }
	await stage.attempt(recordOpinion(await stage.as('auditor'), form))
	const open = await stage.db.read
		.selectFrom('audit_opinion')
		.select(['id', 'version'])
		.where('answered_at', 'is', null)
		.orderBy('recorded_at')
		.limit(1)
		.execute()
	for (const row of open)
		if (random.chance(0.7))
			await stage.attempt(
				answerOpinion(await stage.as('compliance'), row.id, {
					version: row.version,
					answer: '已补充材料并在例会上通报，后续按意见执行',
				}),
			)
}

/** Two orders about one matter become one. */
export async function mergeTwo(stage: Stage): Promise<void> {
	const rows = await stage.db.read
		.selectFrom('supervision_order')
		.select(['id', 'version', 'number'])
		.where('state', 'in', ['ISSUED', 'ACKNOWLEDGED'])
		.where('number', 'is not', null)
		.orderBy('issued_at')
		.limit(2)
		.execute()
	const [first, second] = rows
	if (first?.number && second)
		await stage.attempt(
			mergeOrder(await stage.as('issuer'), second.id, second.version, {
				number: first.number,
				reason: '同一事项两处来源，并案办理',
			}),
		)
}

/** Proposed measures wait some days for the person who may decide them; one in six is declined. */
export async function decideMeasures(stage: Stage): Promise<void> {
	const proposed = await stage.db.read
		.selectFrom('measure')
		.select(['id', 'version', 'kind', 'proposed_at'])
		.where('state', '=', 'PROPOSED')
		.where('kind', '<>', 'TERMINATE')
		.orderBy('proposed_at')
		.limit(4)
		.execute()
	for (const row of proposed) {
		if (stage.lazy() || stage.random.chance(0.75)) continue
		const decline = stage.random.chance(0.16)
		await stage.attempt(
			decideMeasure(await stage.as('approver'), {
				id: row.id,
				version: row.version,
				verdict: decline ? 'decline' : 'impose',
				reason: decline
					? '整改已提前完成并通过复查，本次不采取，记录在案'
					: '记分达到规则规定的分值，按规则执行，并书面告知代理商',
			}),
		)
	}
}
