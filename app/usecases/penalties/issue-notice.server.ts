import { LEAST_REASON } from '#app/domain/penalty/checklist.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { issuePreNotice } from '#app/domain/penalty/notice.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase } from './act.server.ts'
import { caseClock, countingOf, runClocks } from './clocks.server.ts'
import { keepReason } from './declare.server.ts'
import { bringAbout, documentOf } from './effects.server.ts'
import { tellDealer } from './tell.server.ts'

/**
 * Tells the dealer what is intended: a numbered notice, a hold on the deposit and the days until it counts as served,
 * all in one transaction (domain 4, step 3). Answers the number of the notice.
 */
export async function issueNotice(
	ctx: Ctx,
	command: {
		readonly id: string
		readonly version: number
		/** Why the case goes on although the dealer had not accepted the rulebook. */
		readonly acceptanceReason?: string
		readonly declaration?: Declaration | undefined
	},
): Promise<Outcome<{ id: string; number: string }>> {
	let number = ''
	const done = await actOnCase(ctx, {
		...command,
		actions: ['penalty.notice'],
		decide: async (file, actor, tx) => {
			const { row } = file
			const said = (command.acceptanceReason ?? '').trim()
			const overridden = !file.facts.rulebookAccepted && said.length >= LEAST_REASON
			const facts = overridden ? { ...file.facts, rulebookAccepted: true } : file.facts
			const service = caseClock(await countingOf(ctx, tx), row.id, 'service', ctx.today)
			const change = issuePreNotice(facts, { today: ctx.today, serviceLapseOn: service.dueOn }, actor)
			if (!change.ok) return change
			const told = { amountFen: row.amount_fen, points: row.points }
			const notice = await documentOf(ctx, tx, file, change.value, told)
			number = notice?.number ?? ''
			return ok({
				set: {
					state: change.value.to,
					noticed_by: actor.personId,
					noticed_at: ctx.now,
					notice_amount_fen: row.amount_fen,
				},
				event: {
					kind: 'penalty.pre-noticed',
					after: { notice: number, amount_fen: row.amount_fen, points: row.points },
				},
				tell: await tellDealer(tx, row, 'penalty.pre-notice', 'pre-notice', { notice: number }),
				also: async (within) => {
					if (overridden) await keepReason(ctx, within, { kind: 'penalty', id: row.id }, 'acceptance', said)
					await runClocks(ctx, within, [service])
					await bringAbout(ctx, within, file, change.value, { voucher: number, reason: '' })
				},
			})
		},
	})
	return done.ok ? ok({ id: done.value.id, number }) : done
}
