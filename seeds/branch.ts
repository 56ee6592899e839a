/** The fictional city branch 江州: organisation, departments, people and their roles. No real person, dealer or place. */
import type { Role } from '#app/domain/access.ts'
import type { Instant } from '#app/domain/time.ts'
import { publishShippedReference } from '#app/usecases/reference/publish-shipped.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { COUNTIES, DEPARTMENTS, type Person, type PlaceCode, STAFF } from './staff.ts'

export type Maker = { readonly now: Instant; readonly newId: () => string }

/** Ids by code and by login, for whoever builds on the branch. */
export type LaidBranch = {
	readonly branchId: string
	readonly unit: (code: string) => { readonly id: string; readonly countyId: string }
	readonly department: (code: string) => string
	readonly person: (login: string) => string
	readonly gridCodes: readonly string[]
}

function lookup<V>(map: ReadonlyMap<string, V>, what: string): (code: string) => V {
	return (code) => {
		const value = map.get(code)
		if (value === undefined) throw new Error(`No ${what} ${code} in the demo branch`)
		return value
	}
}

/** Writes the branch with its units, departments, people, roles and the shipped reference data. */
export async function layBranch(
	tx: Tx,
	by: Maker,
	options: { readonly passwordHash: string; readonly demo: boolean },
): Promise<LaidBranch> {
	const branchId = by.newId()
	await tx
		.insertInto('branch')
		.values({
			id: branchId,
			code: 'JZ',
			name: '江州市分公司',
			short_name: '江',
			is_demo: options.demo ? 1 : 0,
			created_at: by.now,
		})
		.execute()
	const units = await layUnits(tx, by, branchId)
	const departments = await layDepartments(tx, by, branchId)
	const people = new Map<string, string>()
	for (const person of STAFF) people.set(person.login, by.newId())
	const laid: LaidBranch = {
		branchId,
		unit: lookup(units, 'unit'),
		department: lookup(departments, 'department'),
		person: lookup(people, 'person'),
		gridCodes: [...units.keys()].filter((code) => code.includes('-')),
	}
	for (const person of STAFF) await layPerson(tx, by, laid, person, options.passwordHash)
	for (const { code } of DEPARTMENTS) {
		const head = laid.person(`head-${code.toLowerCase()}`)
		await tx.updateTable('department').set({ head_account_id: head }).where('id', '=', laid.department(code)).execute()
	}
	const systemId = by.newId()
	people.set('system', systemId)
	await tx
		.insertInto('account')
		.values(accountRow(by, branchId, systemId, 'system', '系统', 'system', null))
		.execute()
	await grant(tx, by, laid, systemId, 'SYSTEM', 'branch')
	await publishShippedReference(tx, { ...by, actorId: systemId }, branchId)
	return laid
}

async function layUnits(tx: Tx, by: Maker, branchId: string) {
	const units = new Map<string, { id: string; countyId: string }>()
	const add = async (kind: 'county' | 'grid', code: string, name: string, countyId: string | null) => {
		const id = by.newId()
		units.set(code, { id, countyId: countyId ?? id })
		await tx
			.insertInto('org_unit')
			.values({ id, branch_id: branchId, kind, parent_id: countyId, county_id: countyId ?? id, code, name })
			.execute()
		return id
	}
	for (const county of COUNTIES) {
		const countyId = await add('county', county.code, county.name, null)
		for (const [i, name] of county.grids.entries()) await add('grid', `${county.code}-${i + 1}`, name, countyId)
	}
	return units
}

async function layDepartments(tx: Tx, by: Maker, branchId: string) {
	const departments = new Map<string, string>()
	for (const { code, name } of DEPARTMENTS) {
		const id = by.newId()
		departments.set(code, id)
		await tx.insertInto('department').values({ id, branch_id: branchId, code, name, head_account_id: null }).execute()
	}
	return departments
}

export function accountRow(
	by: Maker,
	branchId: string,
	id: string,
	login: string,
	name: string,
	kind: 'person' | 'system',
	passwordHash: string | null,
) {
	return {
		id,
		branch_id: branchId,
		login,
		name,
		kind,
		phone: null,
		email: null,
		language: null,
		theme: null,
		password_hash: passwordHash,
		must_change_password: 0,
		disabled_at: null,
		superior_id: null,
		deputy_id: null,
		created_at: by.now,
	} as const
}

async function layPerson(tx: Tx, by: Maker, laid: LaidBranch, person: Person, passwordHash: string) {
	const id = laid.person(person.login)
	await tx
		.insertInto('account')
		.values({
			...accountRow(by, laid.branchId, id, person.login, person.name, 'person', passwordHash),
			superior_id: person.superior ? laid.person(person.superior) : null,
			deputy_id: person.deputy ? laid.person(person.deputy) : null,
		})
		.execute()
	for (const [role, place] of person.roles) await grant(tx, by, laid, id, role, place)
}

/** Gives a person a role at a place of the branch. */
export async function grant(
	tx: Tx,
	by: Maker,
	laid: LaidBranch,
	accountId: string,
	role: Role,
	place: PlaceCode | { dealerId: string },
): Promise<void> {
	const at = { org_unit_id: null, department_id: null, dealer_id: null }
	const where =
		place === 'branch'
			? at
			: 'grid' in place
				? { ...at, org_unit_id: laid.unit(place.grid).id }
				: 'county' in place
					? { ...at, org_unit_id: laid.unit(place.county).id }
					: 'department' in place
						? { ...at, department_id: laid.department(place.department) }
						: { ...at, dealer_id: place.dealerId }
	await tx
		.insertInto('role_grant')
		.values({
			id: by.newId(),
			branch_id: laid.branchId,
			account_id: accountId,
			role,
			...where,
			granted_by: null,
			granted_at: by.now,
			revoked_at: null,
		})
		.execute()
}
