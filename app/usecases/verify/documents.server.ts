import { sha256Hex } from '#app/infra/hash.server.ts'
import { noticesAfter, referenceBodies } from '#db/queries/verify.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, plural } from './check.ts'
import { pages } from './numbers.server.ts'

const PAGE = 1000

/** Published reference data and served documents are what they were: the hash of each body is right. */
export async function checkDocuments(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const versions = await referenceBodies(handle)
	for (const row of versions)
		if (sha256Hex(row.body_json) !== row.sha256)
			faults.add(
				`reference_version ${row.id}`,
				`${row.kind} ${row.code} v${row.version}: its hash does not fit its body`,
			)
	let notices = 0
	for await (const row of pages((after) => noticesAfter(handle, after, PAGE))) {
		notices += 1
		if (sha256Hex(row.body_json) !== row.sha256)
			faults.add(`notice ${row.number} (id ${row.id})`, 'its hash does not fit its body')
	}
	return {
		name: 'documents',
		looked: `${plural(versions.length, 'reference version')}, ${plural(notices, 'notice')}`,
		faults: faults.list,
		notes: [],
	}
}
