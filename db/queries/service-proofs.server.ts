import type { ServiceConsentTable, ServiceProofTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type ProofRow = ServiceProofTable
export type ConsentRow = ServiceConsentTable

/** The proofs of these documents in the order in which they happened, with who recorded them. */
export async function proofsOf(handle: Handle, noticeIds: readonly string[]) {
	if (noticeIds.length === 0) return []
	return handle
		.selectFrom('service_proof')
		.leftJoin('account', 'account.id', 'service_proof.account_id')
		.selectAll('service_proof')
		.select('account.name as accountName')
		.where('service_proof.notice_id', 'in', noticeIds)
		.orderBy('service_proof.at')
		.orderBy('service_proof.id')
		.execute()
}

/** Adds a proof. What can happen once per person (sent, delivered, opened, lapsed) is kept once. */
export async function addProof(tx: Tx, row: ProofRow): Promise<void> {
	if (row.kind === 'sent' || row.kind === 'delivered' || row.kind === 'opened' || row.kind === 'lapsed') {
		const known = await tx
			.selectFrom('service_proof')
			.select('id')
			.where('notice_id', '=', row.notice_id)
			.where('kind', '=', row.kind)
			.where('account_id', row.account_id === null ? 'is' : '=', row.account_id)
			.executeTakeFirst()
		if (known) return
	}
	await tx.insertInto('service_proof').values(row).execute()
}

/** Consent given and withdrawn, newest first. */
export async function consentsOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('service_consent')
		.leftJoin('account', 'account.id', 'service_consent.recorded_by')
		.selectAll('service_consent')
		.select('account.name as recordedByName')
		.where('dealer_id', '=', dealerId)
		.orderBy('recorded_at', 'desc')
		.limit(50)
		.execute()
}

export async function insertConsent(tx: Tx, row: ConsentRow): Promise<void> {
	await tx.insertInto('service_consent').values(row).execute()
}
