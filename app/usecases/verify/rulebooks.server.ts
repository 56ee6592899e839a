import { localDateOf } from '#app/domain/time.ts'
import { acceptancesAfter, casesBeforeTheirRules, draftsWithVersions } from '#db/queries/verify-rulebooks.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'
import { pages } from './numbers.server.ts'

const PAGE = 1000

/** Acceptances name the text that was shown, two people stand behind each version, and no version reaches back. */
export async function checkRulebooks(handle: Handle): Promise<Check> {
	const faults = new Faults()
	let acceptances = 0
	for await (const row of pages((after) => acceptancesAfter(handle, after, PAGE))) {
		acceptances += 1
		const where = `rulebook_acceptance ${row.id}`
		if (row.kind !== 'rulebook') faults.add(where, 'names no version of the rulebook')
		else if (row.sha256 !== row.versionSha256) faults.add(where, 'its hash is not that of the version')
		if (row.accepted_on > localDateOf(row.accepted_at)) faults.add(where, 'is dated after it was recorded')
	}
	const drafts = await draftsWithVersions(handle)
	for (const row of drafts) {
		const where = `rulebook_draft ${row.code} (id ${row.id})`
		if (row.state !== 'CHECKED' && row.state !== 'PUBLISHED') continue
		if (row.checked_by === null || fromJson<string[]>(row.editors_json).includes(row.checked_by))
			faults.add(where, 'was not checked by somebody who wrote none of it')
		if (row.state === 'PUBLISHED' && (row.versionCode !== row.code || row.versionFrom !== row.effective_from))
			faults.add(where, 'is published and has no version of its code and day')
	}
	for (const row of await casesBeforeTheirRules(handle, MAX_FAULTS))
		faults.add(`penalty ${row.number} (id ${row.id})`, `cites ${row.code} of ${row.effective_from}, after it happened`)
	return {
		name: 'rulebooks',
		looked: `${plural(acceptances, 'acceptance')}, ${plural(drafts.length, 'draft')}`,
		faults: faults.list,
		notes: [],
	}
}
