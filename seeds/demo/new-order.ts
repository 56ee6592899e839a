/** How supervision orders come to be: a matter, a source, a department, sometimes a complaint. */
import { defaultUrgency, ORDER_SOURCES, type OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import { addDays } from '#app/domain/time.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { ORDER_MATTERS, STREETS } from './names.ts'
import type { Stage } from './stage.ts'

const DEPARTMENTS = ['KF', 'QD', 'SC', 'WL', 'XX', 'ZH'] as const
const COMPLAINTS: readonly OrderSource[] = ['HOTLINE', 'MIIT', 'MARKET', 'GOV', 'GM_CITY']

function isSource(text: string): text is OrderSource {
	return ORDER_SOURCES.some((source) => source === text)
}

/** A new matter for a department; some come with a complaint and so with a statutory date. */
export async function newOrder(stage: Stage): Promise<void> {
	const { random } = stage
	const matter = random.pick(ORDER_MATTERS)
	if (!isSource(matter.source)) throw new Error(`Unknown source ${matter.source}`)
	const place = random.pick(Object.values(STREETS).flat())
	const ofComplaint = COMPLAINTS.includes(matter.source) && random.chance(0.7)
	const lead = random.pick(DEPARTMENTS)
	const urgency: Urgency = random.chance(0.04) ? 'CRITICAL' : defaultUrgency(matter.source)
	// An assisting task ends before the order does.
	const helpDays = urgency === 'NORMAL' && !ofComplaint ? random.int(8, 12) : urgency === 'IMPORTANT' ? 5 : 0
	const assist = helpDays > 0 && random.chance(0.45) ? random.pick(DEPARTMENTS.filter((code) => code !== lead)) : null
	const officer = random.pick(['orders', 'orders2'])
	const form = {
		id: '',
		title: matter.title.replace('{place}', place),
		matter: `${place}一带用户反映：${matter.title.replace('{place}', '')}。请核实涉及网点和笔数，说明原因，给出改进措施。`,
		source: matter.source,
		sourceRef: `LY-${stage.today().replace(/-/g, '').slice(2)}-${random.int(100, 999)}`,
		complaintOn: ofComplaint ? addDays(stage.today(), -random.int(0, 3)) : '',
		urgency,
		leadDepartmentId: stage.laid.department(lead),
		dealerId: '',
		outletId: '',
		violationId: '',
		users: ofComplaint ? `138${random.int(10000000, 99999999)}` : '',
		category: matter.category,
		assists: assist
			? [
					{
						departmentId: stage.laid.department(assist),
						task: '提供受理单原件和系统日志，配合核实',
						dueOn: addDays(stage.today(), helpDays),
					},
				]
			: [],
	}
	const made = await stage.attempt(draftOrder(await stage.as(officer), form))
	if (!made || random.chance(0.05)) return
	stage.pass(random.int(3, 20))
	await stage.attempt(submitForApproval(await stage.as(officer), made.id, await versionOf(stage, made.id)))
}

async function versionOf(stage: Stage, id: string): Promise<number> {
	const row = await stage.db.read
		.selectFrom('supervision_order')
		.select('version')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	return row.version
}
