import { isLocalDate } from '#app/domain/time.ts'
import { postDeposit } from '#app/usecases/ledger/deposit.server.ts'
import { today } from './case-begun.ts'
import { layDealer } from './dealers.server.ts'
import type { SimulatedTopup } from './judge/facts.ts'
import { laterDo } from './later.ts'
import { must, type Stage } from './stage.ts'

const DAY = 86_400_000
const REQUIRED = 30_000_00

/** A dealer pays in less than was agreed on; the rest comes in time, late, or after its business was to be suspended. */
export async function beginTopup(stage: Stage): Promise<void> {
	const { random, world, journal } = stage
	const dealer = await layDealer(stage, 5_000_000_000 + journal.topups.length)
	const first = random.int(1, REQUIRED - 1)
	const pay = async (kind: 'DEPOSIT_IN' | 'TOPUP_IN', amountFen: number) => {
		const on = today(stage)
		const voucher = `${kind}-${journal.topups.length}`
		const postedOn = isLocalDate(on) ? on : '2026-01-01'
		const slip = { kind, dealerId: dealer.id, amountFen, voucher, postedOn, idempotencyKey: `${kind}-${dealer.id}` }
		return postDeposit(await world.as('compliance'), slip)
	}
	must(await pay('DEPOSIT_IN', first))
	const topup: SimulatedTopup = { id: null, dealerId: dealer.id, short: stage.stamp(), noticed: null, paid: null }
	journal.topups.push(topup)
	stage.afterSweep.add(async () => {
		const row = await world.db.read
			.selectFrom('topup_notice')
			.select(['id', 'noticed_at'])
			.where('dealer_id', '=', dealer.id)
			.executeTakeFirst()
		if (!row) return topup.paid !== null
		topup.id = row.id
		topup.noticed = { seq: stage.stamp().seq, at: Date.parse(row.noticed_at) }
		return true
	})
	const after = random.next() * random.pick([14, 30, 70]) * DAY
	laterDo(
		stage,
		after,
		() => pay('TOPUP_IN', REQUIRED - first),
		() => {
			topup.paid = stage.stamp()
		},
	)
}
