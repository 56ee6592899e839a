import type { NoticeRow } from '#db/queries/notices.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { proofsOf } from '#db/queries/service-proofs.server.ts'
import type { Handle } from '#db/tx.server.ts'

/** Who opened or received a served document, or witnessed the refusal; '' by lapse of time. */
export async function recipientOf(handle: Handle, row: NoticeRow): Promise<string> {
	if (row.served_how === 'opened') return (await namesOf(handle, [row.opened_by])).get(row.opened_by ?? '') ?? ''
	const proofs = await proofsOf(handle, [row.id])
	return proofs.find((one) => one.kind === row.served_how)?.person ?? ''
}
