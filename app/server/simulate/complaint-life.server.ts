import { complaintSchema } from '#app/domain/intake/intake.schema.ts'
import { answerItem } from '#app/usecases/intake/answer.server.ts'
import { recordComplaint } from '#app/usecases/intake/record.server.ts'
import { dateText, dayOf } from './judge/days.ts'
import type { RawPolicy, SimulatedClock } from './judge/facts.ts'
import { laterDo } from './later.ts'
import { must, type Stage } from './stage.ts'

const DAY = 86_400_000

/** A complaint comes in days after it was made; it is answered in time, late, or never. */
export async function beginComplaint(stage: Stage, policy: RawPolicy): Promise<void> {
	const { random, world, journal } = stage
	const on = dateText(dayOf(world.now()) - random.int(0, 10))
	const form = complaintSchema.parse({
		requestKey: `complaint-${journal.clocks.length}`,
		channel: 'H10010',
		externalNumber: '',
		complainedOn: on,
		complainant: '',
		outletId: '',
		category: 'B',
		matter: '没有同意就开了增值业务，要求退费。',
		wanted: '退费并取消',
		replyBy: 'PHONE',
		urgency: '',
	})
	const { id } = must(await recordComplaint(await world.as('orders'), form))
	const clock: SimulatedClock = {
		kind: 'complaint.answer',
		passed: `passed|answer|${id}`,
		subjectId: id,
		started: stage.stamp(),
		from: { on },
		limit: policy.statutory.limit,
		close: 'department',
		policy,
		climbsOn: true,
		acts: [],
	}
	journal.clocks.push(clock)
	if (random.chance(0.12)) return
	laterDo(
		stage,
		random.next() * 22 * DAY,
		async () => {
			const { version } = await world.db.read
				.selectFrom('intake_item')
				.select('version')
				.where('id', '=', id)
				.executeTakeFirstOrThrow()
			return answerItem(await world.as('orders'), { id, version, answer: '已退费并致歉，用户认可。', via: 'PHONE' })
		},
		() => clock.acts.push({ ...stage.stamp(), act: 'end' }),
	)
}
