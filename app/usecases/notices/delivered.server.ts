import type { Instant } from '#app/domain/time.ts'
import { noticeByNumber } from '#db/queries/notices.server.ts'
import { addProof } from '#db/queries/service-proofs.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'

/** Messages that bring a document to its dealer. */
const BRINGS = new Set([
	'penalty.pre-notice',
	'penalty.decision',
	'penalty.education',
	'penalty.review-decided',
	'penalty.withdrawn',
	'penalty.revoked',
	'notice.reminder-letter',
	'notice.settlement-statement',
])

type Message = {
	readonly branch_id: string
	readonly account_id: string
	readonly kind: string
	readonly params_json: string
}

/** A message lies in an inbox now: the document that it names is delivered to that person. */
export async function noteDelivery(tx: Tx, message: Message, newId: () => string, at: Instant): Promise<void> {
	if (!BRINGS.has(message.kind)) return
	const { notice: number } = fromJson<{ notice?: string | number }>(message.params_json)
	if (typeof number !== 'string') return
	const notice = await noticeByNumber(tx, message.branch_id, number)
	if (!notice) return
	await addProof(tx, {
		id: newId(),
		branch_id: message.branch_id,
		notice_id: notice.id,
		kind: 'delivered',
		at,
		account_id: message.account_id,
		recorded_at: at,
		address: null,
		session_hash: null,
		person: null,
		note: null,
		evidence_id: null,
	})
}
