import type { Instant, LocalDate } from '#app/domain/time.ts'

/** What the acts keep with the order itself. */
export interface OrderActColumns {
	suspended_at: Instant | null
	/** The day on which the answer of the outside body is expected: the order resumes at its end. */
	suspended_until: LocalDate | null
	/** The outside body that is waited for. */
	waiting_for: string | null
	/** While a transfer waits, the department that has been asked: it reads the order. */
	transfer_to_id: string | null
	/** Why the grade is what it is. */
	grade_reason: string | null
}

/** Tasks are added, changed and taken back; null for those of the draft. */
export interface AssistActColumns {
	added_at: Instant | null
	added_by: string | null
	taken_back_at: Instant | null
	taken_back_by: string | null
	taken_back_reason: string | null
}

/** A pause of an order while an outside body is waited for (domain 5.2); kept with what it gave back. */
export interface OrderSuspensionTable {
	id: string
	branch_id: string
	order_id: string
	/** Who is waited for, in words. */
	body: string
	reason: string
	from_at: Instant
	expected_until: LocalDate
	by_account_id: string
	to_at: Instant | null
	/** By hand, on the expected day, or with the end of the order. */
	how: 'HAND' | 'DUE' | 'ENDED' | null
	ended_by: string | null
	old_due_at: Instant
	new_due_at: Instant | null
}

/** 转派: the owner stays the owner until the successor accepts (domain 5.6). */
export interface OrderTransferTable {
	id: string
	branch_id: string
	order_id: string
	from_department_id: string
	from_account_id: string | null
	to_department_id: string
	/** null: whoever works for the department may accept. */
	to_account_id: string | null
	reason: string
	asked_by: string
	asked_at: Instant
	due_on: LocalDate
	state: 'PENDING' | 'ACCEPTED' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED' | 'ENDED'
	decided_by: string | null
	decided_at: Instant | null
	answer: string | null
}

/** Who answered for an order, and from when until when: intervals without a gap from issue to the end. */
export interface OrderOwnerTable {
	id: string
	branch_id: string
	order_id: string
	n: number
	department_id: string
	/** null until somebody of the department has signed. */
	account_id: string | null
	how: 'ISSUED' | 'SIGNED' | 'TRANSFER'
	from_at: Instant
	to_at: Instant | null
}

/** A contact with the user behind an order; the number is masked. Never changed. */
export interface OrderContactTable {
	id: string
	branch_id: string
	order_id: string
	/** IDENTITY: name and number of the handler were told (亮明身份). */
	kind: 'IDENTITY' | 'CONTACT'
	channel: 'PHONE' | 'SMS' | 'VISIT' | 'ONLINE'
	user_masked: string
	reached: 0 | 1
	handler_name: string | null
	handler_number: string | null
	text: string
	at: Instant
	by_account_id: string
	recorded_at: Instant
}

/** 催办通知书: a numbered document to the head of the lead department. Never changed. */
export interface OrderNoticeTable {
	id: string
	branch_id: string
	order_id: string
	department_id: string
	head_account_id: string | null
	number: string
	/** The rung of the ladder that wrote it: once per order. */
	rung_key: string
	due_at: Instant
	body_json: string
	sha256: string
	check_code: string
	sent_at: Instant
	template_id: string
	text_json: string
	text_sha256: string
}

export interface OrderNoticeFileTable {
	id: string
	branch_id: string
	notice_id: string
	language: 'zh-Hans' | 'zh-Hant' | 'en'
	sha256: string
	size: number
	made_at: Instant
}

export interface OrderActTables {
	order_suspension: OrderSuspensionTable
	order_transfer: OrderTransferTable
	order_owner: OrderOwnerTable
	order_contact: OrderContactTable
	order_notice: OrderNoticeTable
	order_notice_file: OrderNoticeFileTable
}
