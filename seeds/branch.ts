/** The fictional city branch 江州: organisation, departments, people and their roles. No real person, dealer or place. */
import type { Role } from '#app/domain/access.ts'
import type { Instant } from '#app/domain/time.ts'
import { publishShippedReference } from '#app/usecases/reference/publish-shipped.server.ts'
import type { Tx } from '#db/tx.server.ts'

export type Maker = { readonly now: Instant; readonly newId: () => string }

const COUNTIES = [
	{ code: 'WJ', name: '望江区', grids: ['望江区第1网格', '望江区第2网格', '望江区第3网格'] },
	{ code: 'ND', name: '南渡区', grids: ['南渡区第1网格', '南渡区第2网格'] },
	{ code: 'BQ', name: '北桥县', grids: ['北桥县第1网格', '北桥县第2网格'] },
	{ code: 'YL', name: '云岭市', grids: ['云岭市第1网格'] },
] as const

const DEPARTMENTS = [
	{ code: 'KF', name: '客户服务部' },
	{ code: 'QD', name: '渠道管理部' },
	{ code: 'SC', name: '市场部' },
	{ code: 'WL', name: '网络部' },
	{ code: 'XX', name: '信息化部' },
	{ code: 'ZH', name: '综合与法律部' },
] as const

type PlaceCode = { grid: string } | { county: string } | { department: string } | 'branch'
type Person = {
	readonly login: string
	readonly name: string
	readonly roles: readonly (readonly [Role, PlaceCode])[]
	readonly superior?: string
	readonly deputy?: string
}

const grid = (code: string): PlaceCode => ({ grid: code })
const county = (code: string): PlaceCode => ({ county: code })
const department = (code: string): PlaceCode => ({ department: code })

const STAFF: readonly Person[] = [
	{
		login: 'manager',
		name: '周晓岚',
		roles: [['CHANNEL_MANAGER', grid('WJ-3')]],
		superior: 'supervisor',
		deputy: 'manager2',
	},
	{
		login: 'manager2',
		name: '许志明',
		roles: [['CHANNEL_MANAGER', grid('WJ-1')]],
		superior: 'supervisor',
		deputy: 'manager',
	},
	{
		login: 'manager3',
		name: '韩雪',
		roles: [['CHANNEL_MANAGER', grid('WJ-2')]],
		superior: 'supervisor',
		deputy: 'manager',
	},
	{
		login: 'manager4',
		name: '贺小军',
		roles: [['CHANNEL_MANAGER', grid('ND-1')]],
		superior: 'supervisor2',
		deputy: 'manager5',
	},
	{
		login: 'manager5',
		name: '丁宁',
		roles: [['CHANNEL_MANAGER', grid('ND-2')]],
		superior: 'supervisor2',
		deputy: 'manager4',
	},
	{
		login: 'manager6',
		name: '石磊',
		roles: [['CHANNEL_MANAGER', grid('BQ-1')]],
		superior: 'supervisor3',
		deputy: 'manager7',
	},
	{
		login: 'manager7',
		name: '魏兰',
		roles: [['CHANNEL_MANAGER', grid('BQ-2')]],
		superior: 'supervisor3',
		deputy: 'manager6',
	},
	{
		login: 'manager8',
		name: '陶然',
		roles: [['CHANNEL_MANAGER', grid('YL-1')]],
		superior: 'supervisor4',
		deputy: 'manager7',
	},
	{
		login: 'supervisor',
		name: '郑立',
		roles: [['COUNTY_SUPERVISOR', county('WJ')]],
		superior: 'approver',
		deputy: 'supervisor2',
	},
	{
		login: 'supervisor2',
		name: '罗文博',
		roles: [['COUNTY_SUPERVISOR', county('ND')]],
		superior: 'approver',
		deputy: 'supervisor',
	},
	{
		login: 'supervisor3',
		name: '沈梅',
		roles: [['COUNTY_SUPERVISOR', county('BQ')]],
		superior: 'approver',
		deputy: 'supervisor4',
	},
	{
		login: 'supervisor4',
		name: '崔凯',
		roles: [['COUNTY_SUPERVISOR', county('YL')]],
		superior: 'approver',
		deputy: 'supervisor3',
	},
	{
		login: 'compliance',
		name: '陈思远',
		roles: [['COMPLIANCE_OFFICER', 'branch']],
		superior: 'approver',
		deputy: 'compliance2',
	},
	{
		login: 'compliance2',
		name: '邓可',
		roles: [['COMPLIANCE_OFFICER', 'branch']],
		superior: 'approver',
		deputy: 'compliance',
	},
	{ login: 'approver', name: '刘敏', roles: [['APPROVER', 'branch']], deputy: 'approver2' },
	{ login: 'approver2', name: '梁永年', roles: [['APPROVER', 'branch']], deputy: 'approver' },
	{ login: 'reviewer', name: '何卫东', roles: [['REVIEWER', 'branch']], deputy: 'reviewer2' },
	{ login: 'reviewer2', name: '秦立新', roles: [['REVIEWER', 'branch']], deputy: 'reviewer' },
	{ login: 'panel1', name: '苏青', roles: [['PANEL_MEMBER', 'branch']] },
	{ login: 'panel2', name: '方志强', roles: [['PANEL_MEMBER', 'branch']] },
	{ login: 'panel3', name: '顾晓梅', roles: [['PANEL_MEMBER', 'branch']] },
	{ login: 'panel4', name: '叶明', roles: [['PANEL_MEMBER', 'branch']] },
	{ login: 'orders', name: '许静', roles: [['ORDER_OFFICER', 'branch']], superior: 'issuer', deputy: 'orders2' },
	{ login: 'orders2', name: '潘越', roles: [['ORDER_OFFICER', 'branch']], superior: 'issuer', deputy: 'orders' },
	{ login: 'issuer', name: '林洁', roles: [['ORDER_ISSUER', 'branch']], deputy: 'issuer2' },
	{ login: 'issuer2', name: '彭志', roles: [['ORDER_ISSUER', 'branch']], deputy: 'issuer' },
	{
		login: 'department',
		name: '孙志远',
		roles: [['DEPARTMENT_HANDLER', department('QD')]],
		superior: 'head-qd',
		deputy: 'handler-qd',
	},
	{
		login: 'handler-qd',
		name: '吕佳',
		roles: [['DEPARTMENT_HANDLER', department('QD')]],
		superior: 'head-qd',
		deputy: 'department',
	},
	{ login: 'head-qd', name: '郭涛', roles: [['DEPARTMENT_HEAD', department('QD')]], superior: 'issuer' },
	{ login: 'handler-kf', name: '任芳', roles: [['DEPARTMENT_HANDLER', department('KF')]], superior: 'head-kf' },
	{ login: 'head-kf', name: '范国平', roles: [['DEPARTMENT_HEAD', department('KF')]] },
	{ login: 'handler-sc', name: '姜楠', roles: [['DEPARTMENT_HANDLER', department('SC')]], superior: 'head-sc' },
	{ login: 'head-sc', name: '尹航', roles: [['DEPARTMENT_HEAD', department('SC')]] },
	{ login: 'handler-wl', name: '毛毅', roles: [['DEPARTMENT_HANDLER', department('WL')]], superior: 'head-wl' },
	{ login: 'head-wl', name: '常春', roles: [['DEPARTMENT_HEAD', department('WL')]] },
	{ login: 'handler-xx', name: '白宇', roles: [['DEPARTMENT_HANDLER', department('XX')]], superior: 'head-xx' },
	{ login: 'head-xx', name: '施敏', roles: [['DEPARTMENT_HEAD', department('XX')]] },
	{ login: 'handler-zh', name: '孔令', roles: [['DEPARTMENT_HANDLER', department('ZH')]], superior: 'head-zh' },
	{ login: 'head-zh', name: '温华', roles: [['DEPARTMENT_HEAD', department('ZH')]] },
	{ login: 'auditor', name: '方若愚', roles: [['AUDITOR', 'branch']] },
	{ login: 'admin', name: '高翔', roles: [['ADMINISTRATOR', 'branch']] },
]

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
