/** How supervision orders come to be: a matter, a source, a department, sometimes a complaint. */
import { defaultUrgency, ORDER_SOURCES, type OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import { addDays, type LocalDate } from '#app/domain/time.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { ORDER_MATTERS, STREETS } from './names.ts'
import type { Stage } from './stage.ts'

const DEPARTMENTS = ['KF', 'QD', 'SC', 'WL', 'XX', 'ZH'] as const
const COMPLAINTS: readonly OrderSource[] = ['HOTLINE', 'MIIT', 'MARKET', 'GOV', 'GM_CITY']

/** The rights that a category of complaint usually touches. */
const RIGHTS_OF: Record<string, string[]> = {
	凭证: ['8'],
	携转: ['9'],
	资费: ['8', '10'],
	合约: ['9'],
	实名: ['14'],
	口径: ['8'],
	协议: ['8', '10'],
	公示: ['8'],
	宣传: ['8'],
	短信: ['14'],
	信息: ['14'],
}

/** Numbers as each source writes them. */
function sourceRefOf(source: OrderSource, day: LocalDate, n: number): string {
	const plain = day.replaceAll('-', '')
	const of: Partial<Record<OrderSource, string>> = {
		HOTLINE: `KF${plain}-${n}`,
		MIIT: `SS${plain}0${n}`,
		MARKET: `1320100002${plain}${n}`,
		GOV: `GD${plain}00${n}`,
		GM_CITY: `ZJL-${day.slice(0, 4)}-${n}`,
		GM_PROV: `SZJL-${day.slice(0, 4)}-${n}`,
		MEDIA: `江州电台 行风热线 ${day.slice(5)}`,
		SPAM: `12321-${plain}-${n}`,
		SUPERVISOR: `JD-${day.slice(0, 4)}-${n}`,
		AUDIT: `SJ-${day.slice(0, 4)}-${n}`,
	}
	return of[source] ?? `LY-${plain.slice(2)}-${n}`
}

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
		sourceRef: sourceRefOf(matter.source, stage.today(), random.int(100, 999)),
		sourceOn: addDays(stage.today(), -1),
		rights: RIGHTS_OF[matter.category] ?? [],
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
