import type { DealerDocumentKind } from '#app/domain/notice/kinds.ts'
import { checkCodeOf, type DocumentState, documentState } from '#app/domain/notice/status.ts'
import { type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { DealerBody } from '#app/infra/pdf/compose.server.ts'
import { noticeByCode, noticeSince } from '#db/queries/notice-status.server.ts'
import { orderNoticeByCode } from '#db/queries/order-notices.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Deps } from '../context.server.ts'

/** Number, date, state, hash: all that a stranger who holds the paper is told. */
export type VerifiedNotice = {
	readonly number: string
	readonly issuedOn: LocalDate
	readonly state: DocumentState
	readonly sha256: string
}

/** The document with a check code, asked by anybody. A code that is none and one that nobody has are answered alike. */
export async function verifyCode(deps: Pick<Deps, 'read'>, typed: string): Promise<VerifiedNotice | null> {
	const code = checkCodeOf(typed)
	const row = code === null ? undefined : await noticeByCode(deps.read, code)
	if (!row) return code === null ? null : chaseNoticeOf(deps, code)
	const since = await noticeSince(deps.read, row)
	const body = fromJson<DealerBody>(row.body_json)
	const kind: DealerDocumentKind = row.kind
	const told = 'said' in body ? null : body
	const state = documentState({
		kind,
		caseState: since.caseState,
		newer: since.newer,
		decided: since.decided,
		lowered: told !== null && since.amountFen !== null && since.amountFen < told.amountFen,
		returned: since.returned,
		ownRevocation: told?.review?.outcome === 'REVOKED',
		lifted: since.lifted,
	})
	return { number: row.number, issuedOn: localDateOf(row.sent_at), state, sha256: row.sha256 }
}

/** A chase notice says what was late on its day; nothing takes that back. */
async function chaseNoticeOf(deps: Pick<Deps, 'read'>, code: string): Promise<VerifiedNotice | null> {
	const row = await orderNoticeByCode(deps.read, code)
	if (!row) return null
	return { number: row.number, issuedOn: localDateOf(row.sent_at), state: 'in-force', sha256: row.sha256 }
}
