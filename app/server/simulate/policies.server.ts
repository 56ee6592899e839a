import { sha256Hex } from '#app/infra/hash.server.ts'
import { proposePolicy, putInForce } from '#app/usecases/policies/decide.server.ts'
import { draftPolicy } from '#app/usecases/policies/drafts.server.ts'
import type { RawPolicy } from './judge/facts.ts'
import { must, type Stage } from './stage.ts'

/** Other numbers, as a branch may find them better. */
function changed(stage: Stage, body: RawPolicy): RawPolicy {
	const { random } = stage
	const normal = { amount: random.int(10, 18), unit: 'wd' } as const
	const ladders = body.ladders.map((ladder) => ({
		...ladder,
		rungs: ladder.rungs
			.filter(({ code }) => code !== 'half' || random.chance(0.6))
			.map((rung) => (random.chance(0.2) && rung.offset.unit === 'wd' ? { ...rung, atTime: '14:15' } : rung)),
	}))
	const remindAt = random.pick(['08:00', '08:30', '09:10'])
	const level = body.levels.NORMAL
	const next = {
		...body,
		remindAt,
		progressGapWd: random.int(2, 4),
		observeDays: random.pick([20, 30, 30, 40]),
		ladders,
		levels: level ? { ...body.levels, NORMAL: { ...level, handle: normal } } : body.levels,
	}
	// The same numbers drawn again are no change, and no policy.
	const same = JSON.stringify(next) === JSON.stringify(body)
	return same ? { ...next, progressGapWd: next.progressGapWd + 1 } : next
}

/** Puts another policy in force, as two people do it; orders that were issued before keep theirs. */
export async function changePolicy(stage: Stage): Promise<RawPolicy> {
	const { world } = stage
	const { id } = must(await draftPolicy(await world.as('orders')))
	const row = await world.db.read
		.selectFrom('deadline_policy')
		.select('body_json')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	const body = changed(stage, JSON.parse(row.body_json))
	const text = JSON.stringify(body)
	// The form of the page asks for a hundred fields; what it would write is written.
	await world.db.write
		.updateTable('deadline_policy')
		.set({ body_json: text, sha256: sha256Hex(text) })
		.where('id', '=', id)
		.execute()
	must(await proposePolicy(await world.as('orders'), { id, version: 1 }))
	must(await putInForce(await world.as('issuer'), { id, version: 2 }))
	stage.journal.policies.push({ ...stage.stamp(), policy: body })
	return body
}
