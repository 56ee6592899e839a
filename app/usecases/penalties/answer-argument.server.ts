import { answerDefence } from '#app/domain/penalty/decision.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { answerArgument } from '#db/queries/penalties.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase } from './act.server.ts'

export type AnswerArgument = {
	readonly id: string
	readonly version: number
	readonly argumentId: string
	readonly answer: string
	readonly accepted: boolean
}

/** One argument of the defence gets its answer; it goes into the decision as it stands. */
export async function answerOneArgument(ctx: Ctx, command: AnswerArgument): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		id: command.id,
		version: command.version,
		actions: ['penalty.check', 'penalty.decide-l1', 'penalty.decide-l2-l3', 'penalty.vote'],
		decide: async ({ facts, args }, actor, tx) => {
			const argument = args.find((one) => one.id === command.argumentId)
			if (!argument) return refuse('missing', 'not-found')
			if (argument.answered_at !== null) return refuse('procedure', 'already-done')
			const change = answerDefence(facts, command, actor)
			if (!change.ok) return change
			await answerArgument(tx, argument.id, {
				answer: command.answer,
				accepted: flag(command.accepted),
				answered_by: actor.personId,
				answered_at: ctx.now,
			})
			return ok({
				set: { state: change.value.to },
				event: {
					kind: 'penalty.argument-answered',
					after: { no: argument.no, accepted: command.accepted, answer: command.answer },
				},
			})
		},
	})
}
