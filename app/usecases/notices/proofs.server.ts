import { may, scopeOf } from '#app/domain/access.ts'
import { PROOF_KINDS, PROOF_OF, type ProofKind, type ProofView } from '#app/domain/notice/views.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { copiesOf } from '#db/queries/notice-files.server.ts'
import { type NoticeRow, noticeIn } from '#db/queries/notices.server.ts'
import { proofsOf } from '#db/queries/service-proofs.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { windowOf } from './sheet.server.ts'

/** What happened in the same instant stands in the order of the procedure. */
const rank = (kind: ProofKind) => PROOF_KINDS.indexOf(kind)

type Served = Pick<NoticeRow, 'id' | 'served_how'>

/** The proofs of documents in the order in which they happened; the one that the clock starts from is marked. */
export async function proofViews(handle: Handle, notices: readonly Served[]): Promise<Map<string, ProofView[]>> {
	const ids = notices.map((one) => one.id)
	const rows = (await proofsOf(handle, ids)).sort((a, b) => a.at.localeCompare(b.at) || rank(a.kind) - rank(b.kind))
	return new Map(
		notices.map((notice) => {
			const own = rows.filter((row) => row.notice_id === notice.id)
			const kind = notice.served_how === null ? null : PROOF_OF[notice.served_how]
			const starting = own.find((row) => row.kind === kind)?.id
			return [
				notice.id,
				own.map(
					(row): ProofView => ({
						id: row.id,
						kind: row.kind,
						at: row.at,
						by: row.accountName ?? '',
						person: row.person,
						note: row.note,
						address: row.address,
						session: row.session_hash?.slice(0, 8) ?? null,
						evidenceId: row.evidence_id,
						starts: row.id === starting,
					}),
				),
			]
		}),
	)
}

/** Service and copies of one document, for staff of the scope. */
export async function servicePage(ctx: Ctx, id: string) {
	const row = await noticeIn(ctx.read, scopeOf(ctx.actor, 'penalty.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const dealer = await dealerById(ctx.read, row.dealer_id)
	const proofs = (await proofViews(ctx.read, [row])).get(row.id) ?? []
	const copies = await copiesOf(ctx.read, row.id)
	return ok({
		id: row.id,
		penaltyId: row.penalty_id,
		dealerId: row.dealer_id,
		dealerName: dealer?.name ?? '',
		kind: row.kind,
		number: row.number,
		sentAt: row.sent_at,
		servedAt: row.served_at,
		servedHow: row.served_how,
		electronic: row.electronic === 1,
		consent: dealer?.e_service_consent_at !== null,
		window: await windowOf(ctx.read, row),
		proofs,
		copies: copies.map(({ n, language, made_at, madeByName, sha256 }) => ({
			n,
			language,
			at: made_at,
			by: madeByName ?? '',
			sha256,
		})),
		mayServe: row.served_at === null && may(ctx.actor, 'notice.serve'),
		today: ctx.today,
	})
}

type Answer = Awaited<ReturnType<typeof servicePage>>
export type ServicePage = Answer extends Outcome<infer T> ? T : never
