import type { Role } from '#app/domain/access.ts'
import type { NoticeKind, SubjectKind } from '#app/domain/case/events.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf, type Where } from '#db/queries/people.server.ts'
import type { Handle } from '#db/tx.server.ts'

type Subject = {
	readonly kind: SubjectKind
	readonly id: string
	readonly branchId: string
	readonly dealerId: string
	readonly number: string
	readonly where?: Where
}
type Params = Readonly<Record<string, string | number>>

/** Tells the dealer's owners; once per subject and kind, unless `key` says more. */
export async function tellOwners(
	handle: Handle,
	subject: Subject,
	kind: NoticeKind,
	params: Params = {},
	key = '',
): Promise<OutboxDraft[]> {
	return tell(handle, subject, kind, ['DEALER_OWNER'], { dealerId: subject.dealerId }, params, key, [])
}

/** Tells whoever holds one of the roles where the subject lies, those in `except` left out. */
export async function tellStaff(
	handle: Handle,
	subject: Subject,
	kind: NoticeKind,
	roles: readonly Role[],
	params: Params = {},
	key = '',
	except: readonly (string | null)[] = [],
): Promise<OutboxDraft[]> {
	return tell(handle, subject, kind, roles, subject.where ?? {}, params, key, except)
}

async function tell(
	handle: Handle,
	subject: Subject,
	kind: NoticeKind,
	roles: readonly Role[],
	where: Where,
	params: Params,
	key: string,
	except: readonly (string | null)[],
): Promise<OutboxDraft[]> {
	const people = await holdersOf(handle, subject.branchId, roles, where)
	return people
		.filter((one) => !except.includes(one.id))
		.map((one) => ({
			key: `${subject.kind}:${subject.id}${key ? `:${key}` : ''}`,
			kind,
			accountId: one.id,
			subjectKind: subject.kind,
			subjectId: subject.id,
			params: { number: subject.number, ...params },
		}))
}
