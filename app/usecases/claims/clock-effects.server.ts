import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { breachClock, type StoredClock, stopClocks } from '#db/queries/clocks.server.ts'
import { redressOfClock } from '#db/queries/redress.server.ts'
import type { Ctx } from '../context.server.ts'
import { withStandIns } from '../ladder/stand-ins.server.ts'
import type { ClockEffect } from '../sweep/clock-effect.ts'
import { transitionIn } from '../transition.server.ts'
import { redressDoor, redressSubject } from './redress-door.server.ts'
import { tellOwners, tellStaff } from './tell.server.ts'
import { topupPassed } from './topup.server.ts'

/**
 * A refund to a user was not paid by its day: flagged once and told. After calendar day 15 the delay counts as
 * deliberate (domain 4). It stays owed.
 */
async function late(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	const deliberate = clock.kind === 'refund.late'
	return ctx.inTx<unknown>(ctx.actor.branchId, async (tx) => {
		const found = await redressOfClock(tx, clock.subjectId, clock.round)
		if (found?.state !== 'OWED') {
			await stopClocks(tx, 'violation', clock.subjectId, [clock.kind], ctx.now, 'cancelled', clock.round)
			return ok(null)
		}
		if (!(await breachClock(tx, clock.id, ctx.now))) return ok(null)
		return transitionIn(
			ctx,
			tx,
			redressDoor(found.id, undefined, ['claim.clock'], async (row, within) => {
				const kind = deliberate ? ('redress.delayed' as const) : ('redress.overdue' as const)
				const staff = deliberate
					? (['COMPLIANCE_OFFICER', 'APPROVER'] as const)
					: (['CHANNEL_MANAGER', 'COMPLIANCE_OFFICER'] as const)
				const tell = [
					...(await tellOwners(within, redressSubject(row), kind)),
					...(await tellStaff(within, redressSubject(row), kind, staff)),
				]
				return ok({
					set: deliberate ? { delayed_at: ctx.now } : { overdue_at: ctx.now },
					event: { kind },
					tell: await withStandIns(within, tell, ctx.today),
				})
			}),
		)
	})
}

export const clockEffects: readonly ClockEffect[] = [
	{ kinds: ['refund', 'refund.late'], onDue: late },
	{ kinds: ['topup'], onDue: topupPassed },
]
