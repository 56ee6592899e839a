import type { Role } from './access.ts'

/** Shown on the demo's sign-in page only. */
export const DEMO_PASSWORD = 'fangxin-demo-2026'

/** One account per role of the demo branch; the seeds create them, and more people behind them. */
export const DEMO_ACCOUNTS = [
	{ login: 'manager', role: 'CHANNEL_MANAGER' },
	{ login: 'supervisor', role: 'COUNTY_SUPERVISOR' },
	{ login: 'compliance', role: 'COMPLIANCE_OFFICER' },
	{ login: 'approver', role: 'APPROVER' },
	{ login: 'panel1', role: 'PANEL_MEMBER' },
	{ login: 'panel2', role: 'PANEL_MEMBER' },
	{ login: 'panel3', role: 'PANEL_MEMBER' },
	{ login: 'reviewer', role: 'REVIEWER' },
	{ login: 'orders', role: 'ORDER_OFFICER' },
	{ login: 'issuer', role: 'ORDER_ISSUER' },
	{ login: 'department', role: 'DEPARTMENT_HANDLER' },
	{ login: 'dealer', role: 'DEALER_OWNER' },
	{ login: 'auditor', role: 'AUDITOR' },
	{ login: 'admin', role: 'ADMINISTRATOR' },
] as const satisfies readonly { login: string; role: Role }[]
