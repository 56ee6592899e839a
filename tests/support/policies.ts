import { schemaInput } from '#app/components/form-result.ts'
import { DEFAULT_POLICY } from '#app/domain/policy/default-policy.ts'
import { formOfPolicy, policyFormSchema } from '#app/domain/policy/policy-form.schema.ts'
import { draftPolicy, editPolicy } from '#app/usecases/policies/drafts.server.ts'
import { done } from './orders.ts'
import type { World } from './world.ts'

/** A version of the deadline policy that differs from the one in force, still being written. */
export async function writtenPolicy(world: World): Promise<string> {
	const officer = await world.as('orders')
	const { id } = done(await draftPolicy(officer))
	const change = { reason: '缩短办理时限', version: '1', 'chase.minIntervalWh': '5' }
	const form = policyFormSchema.parse(schemaInput({ ...formOfPolicy(DEFAULT_POLICY), ...change }))
	done(await editPolicy(officer, { id, form }))
	return id
}
