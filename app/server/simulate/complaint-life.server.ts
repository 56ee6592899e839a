import { batchItemSchema, batchSchema, complaintSchema, supervisorSchema } from '#app/domain/intake/intake.schema.ts'
import { answerItem, declineItem } from '#app/usecases/intake/answer.server.ts'
import { addBatchItem, openBatch, registerSupervisor } from '#app/usecases/intake/batches.server.ts'
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
	awaited(stage, id, { kind: 'complaint.answer', from: { on }, limit: policy.statutory.limit, policy })
}

type Awaited = Pick<SimulatedClock, 'kind' | 'from' | 'limit' | 'policy'>

/** Somebody waits for an answer. */
function awaited(stage: Stage, id: string, of: Awaited): void {
	const { random, world } = stage
	const rest = { passed: `passed|answer|${id}`, subjectId: id, close: 'department', climbsOn: true, acts: [] } as const
	const clock: SimulatedClock = { ...of, ...rest, acts: [], started: stage.stamp() }
	stage.journal.clocks.push(clock)
	if (random.chance(0.12)) return
	const declined = random.chance(0.1)
	laterDo(
		stage,
		random.next() * (of.kind === 'complaint.answer' ? 22 : 30) * DAY,
		async () => {
			const { version } = await world.db.read
				.selectFrom('intake_item')
				.select('version')
				.where('id', '=', id)
				.executeTakeFirstOrThrow()
			const ctx = await world.as('orders')
			if (declined)
				return declineItem(ctx, { id, version, code: 'NOT_OURS', reason: '不属于本分公司的业务，已经说明。' })
			return answerItem(ctx, { id, version, answer: '已退费并致歉，用户认可。', via: 'PHONE' })
		},
		() => clock.acts.push({ ...stage.stamp(), act: 'end' }),
	)
}

/** Opinions lie in the batch of their month; every survey has one of its own. */
type Batches = { supervisorId: string; readonly opinions: Map<string, Batch>; surveys: number }
type Batch = { readonly id: string; readonly on: string }
const kept = new WeakMap<Stage, Batches>()

async function batchesOf(stage: Stage): Promise<Batches> {
	const known = kept.get(stage)
	if (known) return known
	const form = supervisorSchema.parse({ code: 'JD-01', name: '沈监督', background: 'MEDIA', sinceOn: '2025-12-01' })
	const { id } = must(await registerSupervisor(await stage.world.as('orders'), form))
	const made: Batches = { supervisorId: id, opinions: new Map(), surveys: 0 }
	kept.set(stage, made)
	return made
}

async function batchOf(stage: Stage, batches: Batches, kind: 'opinion' | 'survey'): Promise<Batch> {
	const today = dayOf(stage.world.now())
	const period = dateText(today).slice(0, 7)
	const known = kind === 'opinion' ? batches.opinions.get(period) : undefined
	if (known) return known
	batches.surveys += 1
	const on = dateText(today - stage.random.int(0, 12))
	const title = kind === 'opinion' ? '' : `第 ${batches.surveys} 次满意度问卷`
	const form = batchSchema.parse({ kind, period, title, receivedOn: on })
	const { id } = must(await openBatch(await stage.world.as('orders'), form))
	if (kind === 'opinion') batches.opinions.set(period, { id, on })
	return { id, on }
}

/** Some items of a survey, or opinions of supervisors: each has its own clock from the day of its batch. */
export async function beginItems(stage: Stage, policy: RawPolicy, count: number): Promise<void> {
	const { random, world, journal } = stage
	const batches = await batchesOf(stage)
	const kind = random.pick(['opinion', 'survey'] as const)
	const batch = await batchOf(stage, batches, kind)
	const limit = policy.levels.NORMAL?.handle
	if (!limit) throw new Error('No limit for items')
	for (let n = 0; n < count; n += 1) {
		const form = batchItemSchema.parse({
			requestKey: `item-${journal.clocks.length}`,
			supervisorId: kind === 'opinion' ? batches.supervisorId : '',
			topic: '',
			outletId: '',
			category: 'G',
			matter: '窗口等待时间太长，建议增加叫号机。',
			wanted: '',
		})
		const { id } = must(await addBatchItem(await world.as('orders'), batch.id, form))
		awaited(stage, id, { kind: `${kind}.answer`, from: { on: batch.on }, limit, policy })
	}
}
