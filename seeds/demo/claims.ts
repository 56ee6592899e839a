/** Claims beside the penalty: activation lists and claw-back, refunds to users, top-ups, an exit. */
import { addDays, addMonths, type LocalDate } from '#app/domain/time.ts'
import { confirmDealerExit, proposeExit } from '#app/usecases/claims/exit.server.ts'
import { importActivations, takeActivations } from '#app/usecases/claims/import-activations.server.ts'
import { answerClawback, confirmClawbackClaim, objectToClawback } from '#app/usecases/claims/judge.server.ts'
import { proposeClawback } from '#app/usecases/claims/propose.server.ts'
import {
	approveRedressAdvance,
	assessRedressAmount,
	cancelRedressTask,
	proposeRedressAdvance,
	proveRedressPaid,
	verifyRedressProof,
} from '#app/usecases/claims/redress-acts.server.ts'
import { postDeposit } from '#app/usecases/ledger/deposit.server.ts'
import { seeded } from '../random.ts'
import { ownerOf } from './dealers.ts'
import { photo } from './photos.ts'
import type { Stage } from './stage.ts'
import { temperOf } from './temper.ts'

/** Dice of their own: the rest of the story does not change with them. */
const random = seeded(20261123)

const HEADER = '记录编号,网点编码,号码,激活日期,已付佣金（元）,未付佣金（元）,异常,异常原因'

type Outlet = { readonly code: string; readonly dealerId: string }

/** One outlet's month: `bad` of `total` records are wrong. */
function rowsOf(outlet: Outlet, month: string, total: number, bad: number, word: '养卡' | '虚假业务'): string[] {
	return Array.from({ length: total }, (_, i) => {
		const day = String((i % 28) + 1).padStart(2, '0')
		const tail = String(random.int(0, 9999)).padStart(4, '0')
		const paid = `${random.pick([30, 45, 60, 80])}.00`
		const wrong = i < bad ? `${word},${word === '养卡' ? '连续 30 日无通话、无流量' : '用户否认办理'}` : ','
		return `JH${month.replace('-', '')}-${outlet.code}-${String(i + 1).padStart(3, '0')},${outlet.code},13${random.int(0, 9)}****${tail},${month}-${day},${paid},20.00,${wrong}`
	})
}

async function firstOutlets(stage: Stage, dealers: readonly string[]): Promise<Outlet[]> {
	const rows = await stage.db.read
		.selectFrom('outlet')
		.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
		.select(['outlet.code', 'outlet.dealer_id as dealerId', 'dealer.code as dealer'])
		.where('dealer.code', 'in', dealers)
		.orderBy('outlet.code')
		.execute()
	return dealers.flatMap((code) => rows.find((row) => row.dealer === code) ?? [])
}

async function importList(stage: Stage, month: string, rows: readonly string[]): Promise<void> {
	const ctx = await stage.as('compliance')
	const bytes = Buffer.from([HEADER, ...rows].join('\n'))
	const taken = await takeActivations(ctx, { name: `激活清单-${month}.csv`, bytes })
	if ('token' in taken) await stage.attempt(importActivations(ctx, taken.token))
}

type Table = 'clawback' | 'redress' | 'dealer_exit'
const versionOf = async (stage: Stage, table: Table, id: string) =>
	(await stage.db.read.selectFrom(table).select('version').where('id', '=', id).executeTakeFirstOrThrow()).version

/** The lists of two months: void business of the earlier one is confirmed, farming of the later one is argued about. */
function listStories(stage: Stage, today: LocalDate, on: (ago: number, step: () => Promise<unknown>) => void): void {
	const last = addMonths(today, -1).slice(0, 7)
	const before = addMonths(today, -2).slice(0, 7)
	let farming = ''
	let fake = ''
	const propose = async (dealer: Outlet | undefined, month: string, cause: 'SIM_FARMING' | 'VOID_BUSINESS') => {
		if (!dealer) return ''
		const reason = cause === 'SIM_FARMING' ? '当月异常激活超过 10% 且多于 20 个' : '用户否认办理，业务不成立'
		const ask = { dealerId: dealer.dealerId, month, cause, reason }
		const made = await stage.attempt(proposeClawback(await stage.as('compliance'), ask))
		return made?.id ?? ''
	}
	on(24, async () => {
		const [one, other] = await firstOutlets(stage, ['D-0204', 'D-0205'])
		if (!one || !other) return
		await importList(stage, before, [
			...rowsOf(one, before, 40, 6, '虚假业务'),
			...rowsOf(other, before, 30, 2, '养卡'),
		])
		fake = await propose(one, before, 'VOID_BUSINESS')
	})
	on(19, async () => {
		if (!fake) return
		const command = { id: fake, version: await versionOf(stage, 'clawback', fake) }
		await stage.attempt(confirmClawbackClaim(await stage.as('approver'), command))
	})
	on(5, async () => {
		const [one, other, third] = await firstOutlets(stage, ['D-0203', 'D-0204', 'D-0201'])
		if (!one || !other || !third) return
		await importList(stage, last, [
			...rowsOf(one, last, 180, 37, '养卡'),
			...rowsOf(other, last, 60, 4, '养卡'),
			...rowsOf(third, last, 50, 3, '养卡'),
		])
		farming = await propose(one, last, 'SIM_FARMING')
	})
	on(4, async () => {
		const row = farming
			? await stage.db.read.selectFrom('clawback').selectAll().where('id', '=', farming).executeTakeFirst()
			: undefined
		const owner = row ? await ownerOf(stage, row.dealer_id) : undefined
		if (!row || !owner) return
		const text = '其中十几个号码是集团客户备用卡，有合同可查，请剔除'
		await stage.attempt(objectToClawback(await stage.asAccount(owner), { id: row.id, version: row.version, text }))
	})
	on(2, async () => {
		if (!farming) return
		const version = await versionOf(stage, 'clawback', farming)
		const text = '已核对集团客户名单，名单内号码不在异常清单中，金额不变'
		await stage.attempt(answerClawback(await stage.as('compliance2'), { id: farming, version, text }))
	})
}

/** A dealer leaves: proposed, confirmed, its day is still to come. */
function exitStory(stage: Stage, on: (ago: number, step: () => Promise<unknown>) => void): void {
	let id = ''
	on(6, async () => {
		const dealer = await stage.db.read
			.selectFrom('dealer')
			.select('id')
			.where('status', '=', 'ACTIVE')
			.orderBy('code', 'desc')
			.executeTakeFirst()
		if (!dealer) return
		const ask = { dealerId: dealer.id, exitOn: addDays(stage.today(), 20), reason: '代理商申请，店面租约到期不再续签' }
		const made = await stage.attempt(proposeExit(await stage.as('compliance'), ask))
		id = made?.id ?? ''
	})
	on(5, async () => {
		if (!id) return
		const version = await versionOf(stage, 'dealer_exit', id)
		await stage.attempt(confirmDealerExit(await stage.as('approver'), { id, version }))
	})
}

/** The demo's dealer had paid too much for a shop that was never opened; what went back left the deposit short. */
function topupStory(stage: Stage, on: (ago: number, step: () => Promise<unknown>) => void): void {
	on(7, async () => {
		const dealer = await stage.db.read
			.selectFrom('dealer')
			.select('id')
			.where('code', '=', 'D-0201')
			.executeTakeFirstOrThrow()
		stage.kept.add(dealer.id)
		await stage.attempt(
			postDeposit(await stage.as('compliance'), {
				dealerId: dealer.id,
				kind: 'REFUND',
				amountFen: 300_000,
				voucher: '多缴退回 0201',
				postedOn: stage.today(),
				idempotencyKey: 'overpaid-0201',
			}),
		)
	})
}

/** What happens on certain days before today, whatever the dice say. */
export function claimStories(
	stage: Stage,
	today: LocalDate,
	on: (ago: number, step: () => Promise<unknown>) => void,
): void {
	listStories(stage, today, on)
	exitStory(stage, on)
	topupStory(stage, on)
}

/** A day's work on what users are owed: amounts, proofs, verifications, payments in advance. */
async function workOnRedress(stage: Stage): Promise<void> {
	const rows = await stage.db.read.selectFrom('redress').selectAll().where('state', '=', 'OWED').orderBy('id').execute()
	for (const row of rows) {
		const step = { id: row.id, version: row.version }
		const mood = temperOf(row.id)
		if (row.amount_fen === 0) {
			if (mood > 0.7) {
				const reason = '回访用户，没有产生费用'
				await stage.attempt(cancelRedressTask(await stage.as('compliance'), { ...step, reason }))
				continue
			}
			const priceFen = random.int(3, 12) * 1_000
			const basis = mood > 0.55 ? 'TREBLE' : 'REFUND'
			const command = { ...step, basis, priceFen, reason: '按受理单和账单核定' } as const
			await stage.attempt(assessRedressAmount(await stage.as('compliance'), command))
			continue
		}
		if (row.proved_by !== null) {
			if (random.chance(0.5)) continue
			const verdict = { verdict: 'accept', reason: '' } as const
			await stage.attempt(verifyRedressProof(await stage.as('compliance2'), { ...step, ...verdict }))
			continue
		}
		if (row.advance_by !== null) {
			const voucher = `先行赔付 ${row.number.slice(-4)}`
			const pay = { verdict: 'approve', voucher, paidOn: stage.today() } as const
			await stage.attempt(approveRedressAdvance(await stage.as('approver'), { ...step, ...pay }))
			continue
		}
		if (mood < 0.6) await dealerPays(stage, row.id, row.dealer_id, row.version)
		else if (row.overdue_at !== null && mood < 0.85 && random.chance(0.6)) {
			const reason = '代理商逾期未退，先行赔付用户'
			await stage.attempt(proposeRedressAdvance(await stage.as('compliance'), { ...step, reason }))
		}
	}
}

async function dealerPays(stage: Stage, id: string, dealerId: string, version: number): Promise<void> {
	if (random.chance(0.6)) return
	const owner = await ownerOf(stage, dealerId)
	if (!owner) return
	const file = { name: 'refund.jpg', bytes: await photo(random, 'REFUND', stage.today()), caption: '退费凭证' }
	const command = { id, version, paidOn: stage.today(), note: '已退到用户原支付账户' }
	await stage.attempt(proveRedressPaid(await stage.asAccount(owner), command, [file]))
}

/** Dealers who were told to top up do so within the ten days, most of them. */
async function payTopups(stage: Stage): Promise<void> {
	const rows = await stage.db.read
		.selectFrom('topup_notice')
		.select(['id', 'number', 'dealer_id', 'short_fen'])
		.where('state', '<>', 'ENDED')
		.orderBy('id')
		.execute()
	for (const row of rows) {
		if (stage.kept.has(row.dealer_id) || stage.lazy() || random.chance(0.75)) continue
		await stage.attempt(
			postDeposit(await stage.as('compliance'), {
				dealerId: row.dealer_id,
				kind: 'TOPUP_IN',
				amountFen: row.short_fen,
				voucher: `银行回单 ${row.number}`,
				postedOn: stage.today(),
				idempotencyKey: `${row.number}-${stage.today()}`,
			}),
		)
	}
}

export async function workOnClaims(stage: Stage): Promise<void> {
	await workOnRedress(stage)
	await payTopups(stage)
}
