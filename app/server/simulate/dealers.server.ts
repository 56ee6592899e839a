import { versionsOf } from '#db/queries/reference.server.ts'
import { insertAcceptance } from '#db/queries/rulebook-acceptance.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import { accountRow, grant, type Maker } from '#seeds/branch.ts'
import type { Stage } from './stage.ts'

export type Dealer = { readonly id: string; readonly outletId: string; readonly ownerId: string }

const GRID = 'WJ-3'

/** A dealer of its own with one outlet and one owner: what happens to it happens to nobody else. */
export async function layDealer({ world }: Stage, n: number): Promise<Dealer> {
	const { deps, laid, db } = world
	const by: Maker = { now: deps.now(), newId: deps.newId }
	const [id, ownerId, outletId] = [by.newId(), by.newId(), by.newId()]
	const [code, name, owner] = [`D-9${n}`, `第 ${n} 通信经营部`, `第 ${n} 负责人`]
	const base = { branch_id: laid.branchId, source: 'REGISTERED', external_key: null, created_at: by.now } as const
	const { id: gridId, countyId } = laid.unit(GRID)
	const done = await inTransaction(db, null, async (tx) => {
		await tx
			.insertInto('dealer')
			.values({
				...base,
				id,
				code,
				name,
				credit_code: `9133${String(n).padStart(14, '0')}`,
				contact_name: owner,
				contact_phone: '0555-000-0312',
				agreement_from: '2025-07-01',
				agreement_to: '2035-06-30',
				deposit_required_fen: 3_000_000,
				status: 'ACTIVE',
				signed_by: laid.person('manager8'),
				e_service_consent_at: by.now,
				search_text: code.toLowerCase(),
			})
			.execute()
		const [rulebook] = await versionsOf(tx, laid.branchId, 'rulebook')
		if (!rulebook) throw new Error('No rulebook ships')
		await insertAcceptance(tx, {
			id: by.newId(),
			branch_id: laid.branchId,
			dealer_id: id,
			rulebook_version_id: rulebook.id,
			accepted_by: laid.person('compliance'),
			accepted_name: owner,
			accepted_on: '2025-07-01',
			accepted_at: by.now,
			sha256: rulebook.sha256,
			how: 'paper',
			note: '代理协议附件三',
		})
		await tx
			.insertInto('account')
			.values(accountRow(by, laid.branchId, ownerId, `dealer-${n}`, owner, 'person', null))
			.execute()
		await grant(tx, by, laid, ownerId, 'DEALER_OWNER', { dealerId: id })
		await tx
			.insertInto('outlet')
			.values({
				...base,
				id: outletId,
				county_id: countyId,
				grid_id: gridId,
				dealer_id: id,
				code: `JZ-9${n}`,
				name,
				type: 'AGENCY_POINT',
				address: '江州市望江路 12 号',
				latitude: null,
				longitude: null,
				channel_manager_id: laid.person('manager'),
				status: 'ACTIVE',
				search_text: code.toLowerCase(),
			})
			.execute()
		return { ok: true }
	})
	if (!done.ok) throw new Error('The dealer was not laid')
	return { id, outletId, ownerId }
}
