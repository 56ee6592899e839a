/** Every month one circular: an officer counts and drafts it on the first working days, an issuer publishes it. */
import { monthBeside } from '#app/domain/order/scores.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { draftCircular } from '#app/usecases/circulars/draft.server.ts'
import { publishCircular } from '#app/usecases/circulars/publish.server.ts'
import type { Stage } from './stage.ts'

const REMARKS = [
	'逾期未反馈的督办单本周内办结，责任部门负责人向签发人说明原因。',
	'机制改进一栏只写“加强培训”的，一律退回重办；写清谁、做什么、哪天完成、用什么证明。',
	'同一网点同一问题办结后 90 天内再次发生的，由部门负责人到现场复查。',
] as const

/** Drafts the circular of the month before on the second working day of a month, publishes it on the next. */
export async function monthlyCircular(stage: Stage, day: LocalDate): Promise<void> {
	const month = monthBeside(day.slice(0, 7), -1)
	const known = await stage.db.read
		.selectFrom('order_circular')
		.select(['id', 'version', 'state'])
		.where('month', '=', month)
		.orderBy('edition', 'desc')
		.executeTakeFirst()
	const date = Number(day.slice(8))
	if (!known && date >= 2 && date < 10) {
		const form = { month, remark: REMARKS[Number(month.slice(5)) % REMARKS.length] ?? REMARKS[0], reason: '' }
		await stage.attempt(draftCircular(await stage.as('orders'), form))
	} else if (known?.state === 'DRAFT' && date < 20) {
		await stage.attempt(publishCircular(await stage.as('issuer'), known.id, known.version))
	}
}

/** The running month is counted once more before today: a draft that waits for the end of the month. */
export async function leaveCircularOpen(stage: Stage, day: LocalDate): Promise<void> {
	const form = { month: day.slice(0, 7), remark: REMARKS[0], reason: '' }
	await stage.attempt(draftCircular(await stage.as('orders2'), form))
}
