import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { openEdge } from '#tests/support/edge.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

test('check codes can be asked thirty times a minute from one address, by any form of the address', async () => {
	const db = await freshDatabase('sqlite', layWorld)
	const edge = await openEdge(worldOf(db).deps)
	try {
		const ask = async (path: string) => (await fetch(`${edge.url}${path}`)).status
		for (let i = 0; i < 10; i++)
			for (const path of [`/verify/1234-1234-000${i}`, `/verify?code=${i}`, `/verify/0000-0000-000${i}.data`])
				expect(await ask(path)).not.toBe(429)
		expect(await ask('/verify/1234-1234-1234')).toBe(429)
		expect(await ask('/verify.data?code=1')).toBe(429)
		expect(await ask('/page')).toBe(200)
	} finally {
		await edge.close()
		await db.close()
	}
})
