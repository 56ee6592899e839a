import { confirmSettlement } from '#app/usecases/ledger/confirm.server.ts'
import { proposeSettlement } from '#app/usecases/ledger/propose.server.ts'
import { must } from './penalty-case.ts'
import type { World } from './world.ts'

/** Settles a month as two people do: compliance proposes, the approver confirms. Answers the run's figures (fen). */
export async function settleMonth(world: World, period: string) {
	const { id } = must(await proposeSettlement(await world.as('compliance'), { period }))
	must(await confirmSettlement(await world.as('approver'), { id, version: 1 }))
	const run = await world.db.read
		.selectFrom('settlement_run')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	return { id, cases: run.cases, deductedFen: run.deducted_fen, outstandingFen: run.outstanding_fen }
}
