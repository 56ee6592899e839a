import { policySchema } from '#app/domain/policy/policy.schema.ts'
import { policyFaults } from '#app/domain/policy/policy-rows.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { policiesToVerify, publishedChanges, strayPins } from '#db/queries/verify-calendars.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

/**
 * Calendars and deadline policies: every policy is what its hash says, readable and sound, and was put in force by
 * somebody who wrote none of it; every published change led to a version, by a second person; no open clock goes by a
 * policy that is retired or was never in force.
 */
export async function checkCalendars(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const policies = await policiesToVerify(handle)
	for (const row of policies) {
		const where = `deadline_policy ${row.no}`
		if (sha256Hex(row.body_json) !== row.sha256) faults.add(where, 'is not what its hash says')
		const body = policySchema.safeParse(JSON.parse(row.body_json))
		if (!body.success) faults.add(where, 'cannot be read')
		else if (row.state === 'IN_FORCE' && policyFaults(body.data).length > 0) faults.add(where, 'is not sound')
		const editors = fromJson<string[]>(row.editors_json)
		if (row.in_force_by !== null && editors.includes(row.in_force_by))
			faults.add(where, 'was put in force by its writer')
	}
	const changes = await publishedChanges(handle)
	for (const row of changes) {
		const where = `calendar_draft ${row.id}`
		if (row.body_json === null || row.sha256 === null) faults.add(where, 'has no version')
		else if (sha256Hex(row.body_json) !== row.sha256)
			faults.add(where, 'led to a version that is not what its hash says')
		if (row.versionAt !== row.published_at) faults.add(where, 'and its version are of different moments')
		if (row.published_by !== null && fromJson<string[]>(row.editors_json).includes(row.published_by))
			faults.add(where, 'was published by its writer')
	}
	for (const { id, policy } of await strayPins(handle, MAX_FAULTS))
		faults.add(`clock ${id}`, `goes by the policy ${policy}`)
	const looked = `${plural(policies.length, 'policy', 'policies')}, ${plural(changes.length, 'change')}`
	return { name: 'calendars', looked, faults: faults.list, notes: [] }
}
