import { type ComplaintForm, complaintSchema } from '#app/domain/intake/intake.schema.ts'
import { recordComplaint } from '#app/usecases/intake/record.server.ts'
import { departmentId, done } from './orders.ts'
import type { World } from './world.ts'

let made = 0

/** The form of an ordinary complaint about the first outlet, as the page sends it. */
export async function complaint(world: World, change: Readonly<Record<string, string>> = {}): Promise<ComplaintForm> {
	made += 1
	return complaintSchema.parse({
		requestKey: `form-${made}`,
		channel: 'H10010',
		externalNumber: '',
		complainedOn: world.deps.now().slice(0, 10),
		complainant: '',
		outletId: await world.outletId('JZ-WJ-0312'),
		category: 'B',
		matter: '没有同意就开了增值业务，要求退费。',
		wanted: '退费并取消',
		replyBy: 'PHONE',
		urgency: '',
		...change,
	})
}

/** A recorded complaint; gives its id. */
export async function complained(
	world: World,
	change: Readonly<Record<string, string>> = {},
	login = 'orders',
): Promise<string> {
	return done(await recordComplaint(await world.as(login), await complaint(world, change))).id
}

export async function itemRow(world: World, id: string) {
	return world.db.read.selectFrom('intake_item').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function eventsOfItem(world: World, id: string): Promise<string[]> {
	const rows = await world.db.read
		.selectFrom('case_event')
		.select('kind')
		.where('subject_id', '=', id)
		.orderBy('seq')
		.execute()
	return rows.map((row) => row.kind)
}

/** What the form of an order from an item or a proposal sends. */
export async function makeForm(world: World, version: number) {
	return {
		version,
		title: '望江路专营店增值业务投诉',
		matter: '核实办理经过，联系用户处理，说明原因。',
		urgency: 'IMPORTANT' as const,
		leadDepartmentId: await departmentId(world, 'QD'),
	}
}
