import { may, scopeOf } from '#app/domain/access.ts'
import { refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { entriesOfDealer, type PersonRow, personsOf } from '#db/queries/blacklist.server.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

function personLine(row: PersonRow & { readonly login: string | null }, listed: ReadonlyMap<string, string>) {
	const { id, version, role, name, id_tail, staff_no, since_on, until_on, login } = row
	return {
		id,
		version,
		role,
		name,
		idTail: id_tail,
		staffNo: staff_no,
		login,
		since: since_on,
		until: until_on,
		/** Number of the entry in force, where the person is listed. */
		listed: listed.get(id) ?? null,
	}
}

/** The natural persons of a dealer: of identity numbers only the tail. The caller may see the dealer. */
export async function personLines(handle: Handle, dealerId: string) {
	const entries = (await entriesOfDealer(handle, dealerId)).filter((one) => one.state === 'IN_FORCE')
	const listed = new Map(
		entries.flatMap((one) => (one.person_id === null ? [] : [[one.person_id, one.number] as const])),
	)
	return (await personsOf(handle, dealerId)).map((row) => personLine(row, listed))
}

/** The register of a dealer's people; refused ('missing') outside of the scope. */
export async function personsPage(ctx: Ctx, dealerId: string) {
	const dealer = await dealerIn(ctx.read, scopeOf(ctx.actor, 'register.edit'), dealerId)
	if (!dealer) return refuse('missing', 'not-found')
	return ok({
		dealer: { id: dealer.id, name: dealer.name },
		today: ctx.today,
		people: await personLines(ctx.read, dealerId),
		mayEdit: may(ctx.actor, 'register.edit'),
	})
}
