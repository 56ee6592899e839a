import { saveView } from '#app/usecases/orders/board-views.server.ts'
import type { Stage } from './stage.ts'

/** Filters that people of the demo have kept; one is shared with a department. */
export async function keepFilters(stage: Stage): Promise<void> {
	const department = stage.laid.department('QD')
	await stage.attempt(
		saveView(await stage.as('issuer'), { name: '紧急和红灯', department: '', query: 'view=red&urgency=URGENT' }),
	)
	await stage.attempt(
		saveView(await stage.as('issuer'), {
			name: '渠道部黄灯',
			department,
			query: `view=yellow&department=${department}`,
		}),
	)
	await stage.attempt(
		saveView(await stage.as('auditor'), { name: '逾期过的', department: '', query: 'view=all&outcome=late' }),
	)
}
