import type { Generated } from 'kysely'
import type { DeliveryChannel, DeliveryForm, DeliveryState, TryOutcome } from '#app/domain/delivery/delivery.ts'
import type { Instant } from '#app/domain/time.ts'

type Flag = 0 | 1

/** A group robot by name: what it may say to whom. Its key and secret are in the environment and nowhere else. */
export interface RobotTable {
	id: string
	branch_id: string
	/** Names the environment's entries: ROBOT_<code>_KEY and ROBOT_<code>_SECRET. */
	code: string
	name: string
	kind: 'wecom' | 'dingtalk'
	/** Whose group it is; both null: the branch's. */
	department_id: string | null
	county_id: string | null
	language: string
	created_by: string
	created_at: Instant
	off_at: Instant | null
	version: Generated<number>
}

/** How much a robot has said lately: the moments of its last messages, and until when it has to be silent. */
export interface RobotGateTable {
	robot_id: string
	/** Milliseconds since 1970, JSON number[]; at most as many as fit into one minute. */
	used_json: string
	blocked_until: Instant | null
}

/** What one person wants to be told how. No row: the defaults. */
export interface NoticePreferenceTable {
	account_id: string
	branch_id: string
	by_mail: Flag
	/** Named in the own group's messages. */
	by_group: Flag
	pace: 'by-kind' | 'single' | 'digest'
	language: string | null
	/** Minutes of the day in Asia/Shanghai; both or none. */
	quiet_from: number | null
	quiet_to: number | null
	/** The own address, confirmed by a link. */
	mail: string | null
	mail_confirmed_at: Instant | null
	pending_mail: string | null
	pending_hash: string | null
	pending_until: Instant | null
	pending_sent_at: Instant | null
	version: Generated<number>
}

/** The secret link to the own deadlines; only its hash is kept. */
export interface CalendarFeedTable {
	id: string
	branch_id: string
	account_id: string
	secret_hash: string
	language: string
	created_at: Instant
	ended_at: Instant | null
	read_at: Instant | null
}

/** One envelope to one address: a message alone or a digest. Open to more items until somebody takes it. */
export interface DeliveryTable {
	id: string
	branch_id: string
	/** One envelope per key, however often and by how many processes it is planned. */
	key: string
	channel: DeliveryChannel
	address: string
	account_id: string | null
	robot_id: string | null
	form: DeliveryForm
	/** Legal notices cannot be switched off. */
	legal: Flag
	state: DeliveryState
	/** Not before this moment. */
	due_at: Instant
	created_at: Instant
	tries: Generated<number>
	lease_holder: string | null
	lease_until: Instant | null
	/** The last answer in words, without keys and addresses. */
	answer: string | null
	ended_at: Instant | null
	/** How often an administrator sent it again. */
	rounds: Generated<number>
}

/** What is in an envelope. The same message goes to the same target once. */
export interface DeliveryItemTable {
	delivery_id: string
	outbox_id: string
	branch_id: string
	/** 'email:' and the account, or the robot's id; the same message goes to the same target once. */
	target: string
	/** What happened: several people of a group are told of one occasion. */
	occasion: string
}

/** Each attempt, append-only. */
export interface DeliveryTryTable {
	id: Generated<number>
	branch_id: string
	delivery_id: string
	n: number
	at: Instant
	outcome: TryOutcome
	answer: string
	took_ms: number
}

export type DeliveryTables = {
	robot: RobotTable
	robot_gate: RobotGateTable
	notice_preference: NoticePreferenceTable
	calendar_feed: CalendarFeedTable
	delivery: DeliveryTable
	delivery_item: DeliveryItemTable
	delivery_try: DeliveryTryTable
}
