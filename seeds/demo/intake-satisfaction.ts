/** Window satisfaction of the months before: one outlet fails twice in a row, one month was corrected. */
import { monthAfter, percentText } from '#app/domain/intake/satisfaction.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { importSatisfaction, takeSatisfaction } from '#app/usecases/intake/import-satisfaction.server.ts'
import { correctSatisfaction } from '#app/usecases/intake/satisfaction.server.ts'
import { seeded } from '../random.ts'
import type { Stage } from './stage.ts'

const random = seeded(20261125)
const HALLS = 14
const imported = new Set<string>()

type Outlet = { readonly id: string; readonly code: string }

/** In the first days of a month the list of the month before; the fourth outlet is bad in the last two months. */
export async function importMonth(
	stage: Stage,
	day: LocalDate,
	today: LocalDate,
	outlets: readonly Outlet[],
): Promise<void> {
	if (day.slice(8) < '03' || day.slice(8) > '12') return
	const month = monthAfter(day.slice(0, 7), -1)
	if (imported.has(month)) return
	imported.add(month)
	const left = outlets.slice(0, HALLS)
	const rows = left.map((outlet, i) => {
		const low = i === 3 && month >= monthAfter(today.slice(0, 7), -2)
		const points = low
			? random.int(9310, 9500)
			: i === 5 && Number(month.slice(5)) % 3 === 0
				? 9500
				: random.int(9505, 9950)
		return `${outlet.code},${month},${percentText(points)},${random.int(60, 400)}`
	})
	const ctx = await stage.as('orders')
	const bytes = Buffer.from(['网点编码,月份,满意度,评价数', ...rows].join('\n'))
	const taken = await takeSatisfaction(ctx, { name: `窗口满意度-${month}.csv`, bytes })
	if ('token' in taken) await stage.attempt(importSatisfaction(ctx, taken.token))
	if (imported.size !== 3) return
	const outlet = left[1]
	const form = { month, percent: 9612, reason: '评价平台漏计 12 票，来源已更正', confirm: 'on' } as const
	if (outlet) await stage.attempt(correctSatisfaction(ctx, outlet.id, form))
}
