import { searchText } from '#app/domain/dealer.ts'
import type { Mapping } from '#app/domain/import/mapping.schema.ts'
import type { Instant } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { publishShippedReference } from '#app/usecases/reference/publish-shipped.server.ts'
import { GENESIS } from '#db/queries/events.server.ts'
import { ensureChainHead, insertAll } from '#db/queries/import.server.ts'
import {
	branchIdByCode,
	dealerIdByCode,
	firstBranches,
	sheetIdByCode,
	unitByCode,
} from '#db/queries/import-place.server.ts'
import { systemAccountId } from '#db/queries/people.server.ts'
import { versionsOf } from '#db/queries/reference.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'

/** Where imported rows belong and who acts; what is null is not there yet. */
export type Place = {
	readonly branchId: string
	readonly countyId: string
	readonly gridId: string
	readonly dealerId: string
	readonly sheetId: string
	readonly systemId: string
}
export type Maker = { readonly now: Instant; readonly newId: () => string }

/** The branch that the mapping means: the one with its code, else the only one that there is. */
export async function branchOf(handle: Handle, mapping: Mapping): Promise<string | undefined> {
	const named = await branchIdByCode(handle, mapping.branch.code)
	if (named || mapping.branch.elsewhere) return named
	const branches = await firstBranches(handle, 2)
	return branches.length === 1 ? branches[0]?.id : undefined
}

/** Makes what the mapping names and the database does not have: branch, county, grid, dealer, sheet, system account. */
export async function ensurePlace(tx: Tx, by: Maker, mapping: Mapping, branchId?: string): Promise<Place> {
	const branch = branchId ?? (await branchOf(tx, mapping)) ?? (await makeBranch(tx, by, mapping))
	const systemId = (await systemAccountId(tx, branch)) ?? (await makeSystemAccount(tx, by, branch, mapping))
	// A branch without a calendar and a rulebook could not show a page.
	const calendars = await versionsOf(tx, branch, 'calendar')
	if (calendars.length === 0) await publishShippedReference(tx, { ...by, actorId: systemId }, branch)
	const countyId = await ensureUnit(tx, by, branch, 'county', mapping.county, null)
	return {
		branchId: branch,
		systemId,
		countyId,
		gridId: await ensureUnit(tx, by, branch, 'grid', mapping.grid, countyId),
		dealerId: (await dealerIdByCode(tx, branch, mapping.dealer.code)) ?? (await makeDealer(tx, by, branch, mapping)),
		sheetId: (await sheetIdByCode(tx, branch, mapping.sheet.code)) ?? (await makeSheet(tx, by, branch, mapping)),
	}
}

async function makeBranch(tx: Tx, by: Maker, { branch }: Mapping): Promise<string> {
	const id = by.newId()
	const row = { id, code: branch.code, name: branch.name, short_name: branch.shortName, is_demo: 0 } as const
	await insertAll(tx, 'branch', [{ ...row, created_at: by.now }])
	await ensureChainHead(tx, id, GENESIS)
	return id
}

async function makeSystemAccount(tx: Tx, by: Maker, branchId: string, mapping: Mapping): Promise<string> {
	const id = by.newId()
	const account = {
		id,
		branch_id: branchId,
		login: `system-${mapping.branch.code.toLowerCase()}`,
		name: '系统',
		kind: 'system',
		phone: null,
		email: null,
		language: null,
		theme: null,
		password_hash: null,
		must_change_password: 0,
		disabled_at: null,
		superior_id: null,
		deputy_id: null,
		created_at: by.now,
	} as const
	await insertAll(tx, 'account', [account])
	const grant = { id: by.newId(), branch_id: branchId, account_id: id, role: 'SYSTEM', granted_by: null } as const
	await insertAll(tx, 'role_grant', [
		{ ...grant, org_unit_id: null, department_id: null, dealer_id: null, granted_at: by.now, revoked_at: null },
	])
	return id
}

async function ensureUnit(
	tx: Tx,
	by: Maker,
	branchId: string,
	kind: 'county' | 'grid',
	unit: { readonly code: string; readonly name: string },
	countyId: string | null,
): Promise<string> {
	const known = await unitByCode(tx, branchId, unit.code)
	if (known) return known.id
	const id = by.newId()
	const row = { id, branch_id: branchId, kind, parent_id: countyId, county_id: countyId ?? id } as const
	await insertAll(tx, 'org_unit', [{ ...row, code: unit.code, name: unit.name }])
	return id
}

/** The dealer of outlets that came without one: no credit code, no agreement, no deposit. */
async function makeDealer(tx: Tx, by: Maker, branchId: string, mapping: Mapping): Promise<string> {
	const id = by.newId()
	const { code, name } = mapping.dealer
	const dealer = {
		id,
		branch_id: branchId,
		code,
		name,
		credit_code: null,
		contact_name: '',
		contact_phone: '',
		agreement_from: null,
		agreement_to: null,
		deposit_required_fen: 0,
		status: 'ACTIVE',
		signed_by: null,
		e_service_consent_at: null,
		source: 'IMPORTED',
		external_key: `${mapping.source}:${code}`,
		search_text: searchText(name, code),
		created_at: by.now,
	} as const
	await insertAll(tx, 'dealer', [dealer])
	return id
}

async function makeSheet(tx: Tx, by: Maker, branchId: string, { sheet }: Mapping): Promise<string> {
	const id = by.newId()
	const item = { no: 1, text: sheet.item, points: 100, violationType: null, methods: ['open'] }
	const body = JSON.stringify({ code: sheet.code, version: 1, title: sheet.title, items: [item] })
	const version = {
		id,
		branch_id: branchId,
		kind: 'sheet',
		code: sheet.code,
		version: 1,
		effective_from: sheet.effectiveFrom,
		status: 'RETIRED',
		body_json: body,
		sha256: sha256Hex(body),
		published_at: by.now,
	} as const
	await insertAll(tx, 'reference_version', [version])
	return id
}
