import { schemaInput } from '#app/components/form-result.ts'
import { formOfPolicy, policyFormSchema } from '#app/domain/policy/policy-form.schema.ts'
import { proposePolicy, putInForce } from '#app/usecases/policies/decide.server.ts'
import { draftPolicy, editPolicy } from '#app/usecases/policies/drafts.server.ts'
import { retirePolicy } from '#app/usecases/policies/retire.server.ts'
import { policyOf } from '#app/usecases/reference/policy.server.ts'
import { done } from './orders.ts'
import type { World } from './world.ts'

/** Puts another version of the deadline policy in force; gives the id of the one before. */
export async function changePolicy(w: World, change: Readonly<Record<string, string>>): Promise<string> {
	const officer = await w.as('orders')
	const old = await policyOf(officer, officer.read)
	const { id } = done(await draftPolicy(officer))
	const form = policyFormSchema.parse(
		schemaInput({ ...formOfPolicy(old.body), reason: '缩短办理时限', version: '1', ...change }),
	)
	done(await editPolicy(officer, { id, form }))
	done(await proposePolicy(officer, { id, version: 2 }))
	done(await putInForce(await w.as('issuer'), { id, version: 3 }))
	return old.versionId ?? ''
}

/** Retires a version that has a successor, closing the clocks that it counted. */
export async function retire(w: World, id: string, reason: string): Promise<void> {
	const row = await w.db.read.selectFrom('deadline_policy').select('version').where('id', '=', id).executeTakeFirst()
	done(await retirePolicy(await w.as('issuer'), { id, version: row?.version ?? 0, reason, clocks: 'close' }))
}
