import type { MigrationText } from './dialect.ts'

/** Orders whose newest clock of a kind was retired with its policy. */
const retired = (kind: string) => `select c.subject_id from clock c
	where c.subject_kind = 'order' and c.kind = '${kind}' and c.state = 'RETIRED' and c.round = (select max(d.round)
		from clock d where d.subject_kind = 'order' and d.subject_id = c.subject_id and d.kind = '${kind}')`
const dates = (column: string, kind: string) => `(select c.${column} from clock c where c.subject_kind = 'order'
	and c.subject_id = supervision_order.id and c.kind = '${kind}' and c.state = 'RETIRED' order by c.round desc limit 1)`

// A deadline that was retired with its policy is no date of the order any more: no light, no rate, no list of what is
// late. The clock keeps what it was; due_at stays, because the lists are sorted by it.
export function orderClocks(): MigrationText {
	return {
		up: [
			`update supervision_order set due_on = null, near_at = null, due_provisional = 0
				where overdue_at is null and id in (${retired('order.handle')})`,
			`update supervision_order set ack_due_at = null where id in (${retired('order.acknowledge')})`,
		],
		down: [
			`update supervision_order set due_on = ${dates('due_on', 'order.handle')}, near_at = due_at
				where due_on is null and id in (${retired('order.handle')})`,
			`update supervision_order set ack_due_at = ${dates('due_at', 'order.acknowledge')}
				where ack_due_at is null and id in (${retired('order.acknowledge')})`,
		],
	}
}
