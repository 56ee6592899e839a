import type { ClockKind } from '#app/domain/clock.ts'
import { nearFrom } from '#app/domain/order/near.ts'
import {
	type CarriedRow,
	carriedRows,
	orderPeriods,
	retireAckDues,
	retireOrderDues,
	setAckDues,
	setAssistDates,
	setOrderDates,
	setTransferDue,
} from '#db/queries/carriers.server.ts'
import { urgencyOf } from '../orders/order.server.ts'
import { type Bound, type Carrier, eachMoved } from './carrier.ts'

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
	moved: async (tx, moves) => {
		// The statutory date is kept raw: complaint and 15 calendar days, no calendar moves it (domain 6.3).
		const signing = moves.filter(({ clock }) => clock.kind === 'order.acknowledge')
		const handling = moves.filter(({ clock }) => clock.kind === 'order.handle')
		await setAckDues(
			tx,
			signing.map(({ clock, due }) => ({ id: clock.subjectId, dueAt: due.dueAt })),
		)
		const periods = await orderPeriods(
			tx,
			handling.map(({ clock }) => clock.subjectId),
		)
		await setOrderDates(
			tx,
			handling.flatMap(({ clock, due, calendar }) => {
				const own = periods.get(clock.subjectId)
				if (!own || own.issuedAt === null) return []
				const period = { urgency: urgencyOf(own.urgency), issuedAt: own.issuedAt, dueAt: due.dueAt, dueOn: due.dueOn }
				return [{ ...due, id: own.id, nearAt: nearFrom(calendar, period) }]
			}),
		)
	},
	retired: async (tx, clocks) => {
		const of = (kind: ClockKind) => clocks.filter((clock) => clock.kind === kind).map(({ subjectId }) => subjectId)
		await retireAckDues(tx, of('order.acknowledge'))
		await retireOrderDues(tx, of('order.handle'))
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
	moved: (tx, moves) =>
		setAssistDates(
			tx,
			moves.map(({ clock, due }) => ({ ...due, id: clock.subjectId })),
		),
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
	moved: eachMoved((tx, clock, dates) => setTransferDue(tx, clock.subjectId, dates.dueOn)),
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
