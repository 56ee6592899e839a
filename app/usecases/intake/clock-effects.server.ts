import { waitsForAnswer } from '#app/domain/intake/item.ts'
import { breachClock } from '#db/queries/clocks.server.ts'
import { withStandIns } from '../ladder/stand-ins.server.ts'
import type { ClockEffect } from '../sweep/clock-effect.ts'
import { transition } from '../transition.server.ts'
import { intakeDoor, tellOf } from './door.server.ts'

/** An item whose answer is late is marked, and its owner told; the mark stays after the answer. */
export const clockEffects: readonly ClockEffect[] = [
	{
		kinds: ['complaint.answer', 'opinion.answer', 'survey.answer'],
		onDue: (ctx, clock) =>
			transition(
				ctx,
				intakeDoor(clock.subjectId, undefined, ['intake.clock'], async (row, tx) => ({
					ok: true,
					value: {
						set: { overdue_at: row.overdue_at ?? clock.dueAt },
						event: { kind: 'intake.overdue' },
						tell: waitsForAnswer(row.state)
							? await withStandIns(
									tx,
									[tellOf(row, 'intake.overdue', `overdue:${clock.round}`, row.owner_id, { due: clock.dueOn })],
									ctx.today,
								)
							: [],
						also: async (within) => {
							await breachClock(within, clock.id, ctx.now)
						},
					},
				})),
			),
	},
]
