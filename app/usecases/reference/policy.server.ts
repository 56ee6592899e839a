import { SHIPPED_POLICY } from '#app/domain/policy/default-policy.ts'
import { policySchema } from '#app/domain/policy/policy.schema.ts'
import type { DeadlinePolicy, PinnedPolicy } from '#app/domain/policy/policy.ts'
import { policyById, policyInForce } from '#db/queries/policies.server.ts'
import type { Handle } from '#db/tx.server.ts'

/** `versionId` is what a clock pins; null where the branch counts by what the product ships without a row of its own. */
export type VersionedPolicy = PinnedPolicy & { readonly no: number }

const SHIPPED: VersionedPolicy = { ...SHIPPED_POLICY, no: 0 }
const CACHE_LIMIT = 200
/** A version in force never changes, so what was parsed once holds for the life of the process. */
const known = new Map<string, VersionedPolicy>()

type Asker = { readonly actor: { readonly branchId: string } }

/** When the last day of a limit ends by the policy in force; clocks that run keep theirs. */
export async function closesOf(ctx: Asker, handle: Handle): Promise<DeadlinePolicy['closeOfDay']> {
	return (await policyOf(ctx, handle)).body.closeOfDay
}

/**
 * The deadline policy that a subject pins, or the one in force in the actor's branch. A branch that has none of its own
 * counts by what the product ships.
 */
export async function policyOf(ctx: Asker, handle: Handle, versionId?: string | null): Promise<VersionedPolicy> {
	const id = versionId ?? (await policyInForce(handle, ctx.actor.branchId))
	if (id === undefined) return SHIPPED
	const parsed = known.get(id)
	if (parsed) return parsed
	const row = await policyById(handle, id)
	if (!row || row.branch_id !== ctx.actor.branchId) throw new Error(`No deadline policy ${id}`)
	const made = { versionId: id, no: row.no, body: policySchema.parse(JSON.parse(row.body_json)) }
	// A draft may still change; a transaction that is rolled back never was.
	if (row.in_force_at !== null) {
		if (known.size >= CACHE_LIMIT) known.clear()
		known.set(id, made)
	}
	return made
}
