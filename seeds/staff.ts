/** Who works in the fictional branch 江州, where, and as what. */
import type { Role } from '#app/domain/access.ts'

export const COUNTIES = [
	{ code: 'WJ', name: '望江区', grids: ['望江区第1网格', '望江区第2网格', '望江区第3网格'] },
	{ code: 'ND', name: '南渡区', grids: ['南渡区第1网格', '南渡区第2网格'] },
	{ code: 'BQ', name: '北桥县', grids: ['北桥县第1网格', '北桥县第2网格'] },
	{ code: 'YL', name: '云岭市', grids: ['云岭市第1网格'] },
] as const

export const DEPARTMENTS = [
	{ code: 'KF', name: '客户服务部' },
	{ code: 'QD', name: '渠道管理部' },
	{ code: 'SC', name: '市场部' },
	{ code: 'WL', name: '网络部' },
	{ code: 'XX', name: '信息化部' },
	{ code: 'ZH', name: '综合与法律部' },
] as const

export type PlaceCode = { grid: string } | { county: string } | { department: string } | 'branch'
export type Person = {
	readonly login: string
	readonly name: string
	readonly roles: readonly (readonly [Role, PlaceCode])[]
	readonly superior?: string
	readonly deputy?: string
}

const grid = (code: string): PlaceCode => ({ grid: code })
const county = (code: string): PlaceCode => ({ county: code })
const department = (code: string): PlaceCode => ({ department: code })

export const STAFF: readonly Person[] = [
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
