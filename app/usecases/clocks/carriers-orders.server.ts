import { nearFrom } from '#app/domain/order/near.ts'
import {
	type CarriedRow,
	carriedRows,
	orderPeriod,
	setAssistDates,
	setOrderDates,
	setTransferDue,
} from '#db/queries/carriers.server.ts'
import { urgencyOf } from '../orders/order.server.ts'
import type { Bound, Carrier } from './carrier.ts'

/** The department's people, the handler by name where there is one, and whoever issued and drafted it. */
function boundOfOrder(row: CarriedRow): Bound {
	const own = [row.handlerId, row.issuerId, row.drafterId].filter((id) => id !== null)
	return {
		subject: { kind: 'order', id: row.shownId },
		number: row.number ?? '',
		title: row.title ?? '',
		name: row.department,
		accounts: own,
		holders: [
			{
				roles: row.handlerId === null ? ['DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD'] : ['DEPARTMENT_HEAD'],
				where: { departmentId: row.departmentId },
			},
		],
	}
}

const order: Carrier = {
	subject: 'order',
	moved: async (_, tx, clock, dates, calendar) => {
		// The statutory date is kept raw: complaint and 15 calendar days, no calendar moves it (domain 6.3).
		if (clock.kind === 'order.acknowledge') await setOrderDates(tx, clock.subjectId, { ack_due_at: dates.dueAt })
		if (clock.kind !== 'order.handle') return
		const row = await orderPeriod(tx, clock.subjectId)
		if (!row || row.issuedAt === null) return
		const { dueAt, dueOn } = dates
		const near = nearFrom(calendar, { urgency: urgencyOf(row.urgency), issuedAt: row.issuedAt, dueAt, dueOn })
		await setOrderDates(tx, clock.subjectId, {
			due_at: dueAt,
			due_on: dueOn,
			due_provisional: dates.provisional ? 1 : 0,
			near_at: near,
			calendar_version_id: dates.calendarVersionId,
		})
	},
	bound: async (handle, clocks) => {
		const rows = await carriedRows(
			handle,
			'order',
			clocks.map(({ subjectId }) => subjectId),
		)
		return new Map(clocks.flatMap(({ id, subjectId }) => entry(id, rows.get(subjectId))))
	},
}

const entry = (clockId: string, row: CarriedRow | undefined) => (row ? [[clockId, boundOfOrder(row)] as const] : [])

const assist: Carrier = {
	subject: 'assist',
	moved: (_, tx, clock, dates) => setAssistDates(tx, clock.subjectId, dates),
	bound: async (handle, clocks) => {
		const rows = await carriedRows(
			handle,
			'assist',
			clocks.map(({ subjectId }) => subjectId),
		)
		return new Map(clocks.flatMap(({ id, subjectId }) => entry(id, rows.get(subjectId))))
	},
}

const transfer: Carrier = {
	subject: 'transfer',
	moved: (_, tx, clock, dates) => setTransferDue(tx, clock.subjectId, dates.dueOn),
	bound: async (handle, clocks) => {
		const rows = await carriedRows(
			handle,
			'transfer',
			clocks.map(({ subjectId }) => subjectId),
		)
		return new Map(clocks.flatMap(({ id, subjectId }) => entry(id, rows.get(subjectId))))
	},
}

export const orderCarriers: readonly Carrier[] = [order, assist, transfer]
