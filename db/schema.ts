/**
 * The whole database on a few screenfuls; types only. Conventions: ids are text (UUIDv7), flags 0 | 1, money fen,
 * dates LocalDate, moments Instant, JSON columns end in `_json`. Every business table carries `branch_id`;
 * tables of the field also carry the scope columns county_id, grid_id, dealer_id, outlet_id (house.md 1.4).
 */
import type { Generated } from 'kysely'
import type { LedgerAccount, LedgerKind, Stream } from '#app/domain/ledger/ledger.ts'
import type { DealerDocumentKind, DocumentKind, ServedHow } from '#app/domain/notice/kinds.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { BoardTables } from './schema-board.ts'
import type { CalendarTables } from './schema-calendars.ts'
import type { ClaimTables } from './schema-claims.ts'
import type { ClockTables } from './schema-clocks.ts'
import type { DeliveryTables } from './schema-delivery.ts'
import type { DeskTables } from './schema-desk.ts'
import type { IntakeTables } from './schema-intake.ts'
import type { LadderTables } from './schema-ladder.ts'
import type { MoneyTables } from './schema-money.ts'
import type { AssistActColumns, OrderActColumns, OrderActTables } from './schema-order-acts.ts'
import type { OrderContentColumns, OrderContentTables } from './schema-orders.ts'

type Flag = 0 | 1

interface Scoped {
	branch_id: string
	county_id: string
	grid_id: string
	dealer_id: string
	outlet_id: string
}

export interface BranchTable {
	id: string
	code: string
	name: string
	/** One character for document numbers: 江渠罚告〔2026〕0142号. */
	short_name: string
	is_demo: Flag
	created_at: Instant
}

export interface OrgUnitTable {
	id: string
	branch_id: string
	kind: 'branch' | 'county' | 'grid'
	parent_id: string | null
	/** The county that a grid belongs to; a county's own id; null for the branch. */
	county_id: string | null
	code: string
	name: string
}

export interface DepartmentTable {
	id: string
	branch_id: string
	code: string
	name: string
	head_account_id: string | null
}

export interface AccountTable {
	id: string
	branch_id: string
	login: string
	name: string
	/** A person, or the actor of imports and of the clock, which can never sign in. */
	kind: 'person' | 'system'
	phone: string | null
	email: string | null
	language: string | null
	theme: string | null
	password_hash: string | null
	must_change_password: Flag
	disabled_at: Instant | null
	superior_id: string | null
	deputy_id: string | null
	created_at: Instant
	version: Generated<number>
}

export interface RoleGrantTable {
	id: string
	branch_id: string
	account_id: string
	role: string
	/** Where the role holds: the branch when all three are null. */
	org_unit_id: string | null
	department_id: string | null
	dealer_id: string | null
	granted_by: string | null
	granted_at: Instant
	revoked_at: Instant | null
}

export interface SessionTable {
	/** SHA-256 of the cookie's token, hex. */
	id: string
	branch_id: string
	account_id: string
	created_at: Instant
	last_seen_at: Instant
	expires_at: Instant
	revoked_at: Instant | null
	address: string
	user_agent: string
}

/** Failed sign-ins by SHA-256 of the login name, so that unknown names lock like known ones. */
export interface SignInThrottleTable {
	key: string
	failures: number
	last_failure_at: Instant
	locked_until: Instant | null
}

export interface ApiTokenTable {
	id: string
	branch_id: string
	account_id: string
	token_hash: string
	label: string
	created_at: Instant
	last_used_at: Instant | null
	revoked_at: Instant | null
}

/** The one-time link that creates the first administrator of an empty database. */
export interface FirstLinkTable {
	token_hash: string
	created_at: Instant
	expires_at: Instant
	used_at: Instant | null
}

export interface DealerTable {
	id: string
	branch_id: string
	code: string
	name: string
	/** Unified social credit code, 18 characters; null only for imported dealers. */
	credit_code: string | null
	contact_name: string
	contact_phone: string
	agreement_from: LocalDate | null
	agreement_to: LocalDate | null
	deposit_required_fen: number
	status: 'ACTIVE' | 'SUSPENDED' | 'TERMINATED'
	/** Who signed the dealer up: may not open a case against it (domain 4, step 1). */
	signed_by: string | null
	e_service_consent_at: Instant | null
	source: 'REGISTERED' | 'IMPORTED'
	external_key: string | null
	/** Lower-case name, code and pinyin initials, for search. */
	search_text: string
	created_at: Instant
	version: Generated<number>
}

export interface OutletTable {
	id: string
	branch_id: string
	county_id: string
	grid_id: string
	dealer_id: string
	code: string
	name: string
	type: string
	address: string
	latitude: number | null
	longitude: number | null
	channel_manager_id: string | null
	status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED'
	source: 'REGISTERED' | 'IMPORTED'
	external_key: string | null
	search_text: string
	created_at: Instant
	version: Generated<number>
}

/** Names, types and addresses under which an outlet was seen before. */
export interface OutletAliasTable {
	id: string
	branch_id: string
	outlet_id: string
	name: string
	type: string
	address: string
	seen_on: LocalDate
}

/** Taxonomy, sheet, rulebook, calendar: a body per version, frozen once published. */
export interface ReferenceVersionTable {
	id: string
	branch_id: string
	kind: 'taxonomy' | 'sheet' | 'rulebook' | 'calendar'
	code: string
	version: number
	effective_from: LocalDate
	status: 'PUBLISHED' | 'RETIRED'
	body_json: string
	sha256: string
	published_at: Instant
}

/** Who accepted a version of the rulebook for a dealer: on the desk, or on paper as staff recorded it. Append-only. */
export interface RulebookAcceptanceTable {
	id: string
	branch_id: string
	dealer_id: string
	rulebook_version_id: string
	/** The account that accepted, or that recorded the paper. */
	accepted_by: string
	accepted_name: string
	/** From this day on the version binds; on paper the day that the paper bears. */
	accepted_on: LocalDate
	accepted_at: Instant
	/** Of the text shown: the hash of the version's body. */
	sha256: string
	how: 'desk' | 'paper'
	/** Where the paper lies; empty on the desk. */
	note: string
}

/** A version of the rulebook that is being written; published it becomes a reference_version and rests. */
export interface RulebookDraftTable {
	id: string
	branch_id: string
	code: string
	base_version_id: string
	state: 'DRAFT' | 'CHECKED' | 'PUBLISHED' | 'DROPPED'
	effective_from: LocalDate
	body_json: string
	drafted_by: string
	drafted_at: Instant
	/** Everybody who saved it, JSON string[]: none of them may check it. */
	editors_json: string
	checked_by: string | null
	checked_at: Instant | null
	published_by: string | null
	published_at: Instant | null
	published_version_id: string | null
	end_reason: string | null
	version: Generated<number>
}

export interface InspectionTable extends Scoped {
	id: string
	number: string
	type: string
	state: string
	sheet_version_id: string
	inspector_id: string
	second_inspector_id: string | null
	planned_on: LocalDate | null
	started_at: Instant | null
	submitted_at: Instant | null
	/** The day of the visit. */
	occurred_on: LocalDate
	score_tenths: number | null
	failed_items: number
	latitude: number | null
	longitude: number | null
	accuracy_m: number | null
	/** Why it was cancelled or voided. */
	end_reason: string | null
	remark: string | null
	plan_id: string | null
	historic: Flag
	external_key: string | null
	created_by: string
	created_at: Instant
	version: Generated<number>
}

export interface InspectionAnswerTable {
	id: string
	branch_id: string
	inspection_id: string
	item_no: number
	answer: 'PASS' | 'FAIL' | 'NA'
	note: string
	corrected_on_spot: Flag
	answered_by: string
	answered_at: Instant
	version: Generated<number>
}

export interface FindingTable extends Scoped {
	id: string
	number: string
	inspection_id: string
	item_no: number | null
	violation_type: string | null
	text: string
	corrected_on_spot: Flag
	state: 'OPEN' | 'VIOLATION' | 'CLOSED'
	close_reason: string | null
	historic: Flag
	external_key: string | null
	created_at: Instant
	version: Generated<number>
}

export interface EvidenceTable {
	id: string
	branch_id: string
	sha256: string
	size: number
	media_type: string
	file_name: string
	caption: string
	kind: 'photo' | 'document' | 'order-trace' | 'system-log' | 'statement'
	/** A in-page capture with position, B in-page capture, C from the gallery or a file. */
	grade: 'A' | 'B' | 'C'
	captured_at: Instant | null
	device_skew_ms: number | null
	latitude: number | null
	longitude: number | null
	accuracy_m: number | null
	collected_by: string
	received_at: Instant
	/** The copy without metadata for the dealer's eyes. */
	copy_state: 'pending' | 'ready' | 'failed'
	copy_sha256: string | null
	copy_media_type: string | null
	order_time: Instant | null
	order_channel: string | null
	order_staff_no: string | null
	order_traceable: Flag | null
}

export interface EvidenceLinkTable {
	id: string
	branch_id: string
	evidence_id: string
	subject_kind: string
	subject_id: string
	linked_by: string
	linked_at: Instant
}

export interface ViolationTable extends Scoped {
	id: string
	number: string
	state: string
	source: string
	source_ref: string | null
	finding_id: string | null
	inspection_id: string | null
	/** Another violation of the same finding is refused unless this one was dismissed. */
	violation_type: string
	taxonomy_version_id: string
	severity: 'L1' | 'L2' | 'L3' | 'L4'
	occurred_on: LocalDate
	occurred_at_minute: number | null
	discovered_on: LocalDate
	units: number
	/** Masked numbers only, JSON string[]. */
	affected_users_json: string
	/** Consumer Law articles, JSON number[]. */
	right_articles_json: string
	facts: string
	opinion: string
	/** Codes of the rulebook's factors, JSON string[]. */
	factors_json: string
	dealer_share: number
	operator_share: number
	third_share: number
	share_reason: string
	loss_basis_fen: number
	opened_by: string
	opened_at: Instant
	checked_by: string | null
	checked_at: Instant | null
	dismiss_reason: string | null
	historic: Flag
	version: Generated<number>
}

export interface PenaltyTable extends Scoped {
	id: string
	number: string
	state: string
	violation_id: string | null
	violation_type: string | null
	/** First letter of the type: recurrence is counted within it. */
	category: string | null
	severity: 'L1' | 'L2' | 'L3' | 'L4' | null
	red_line: Flag
	rulebook_version_id: string | null
	occurred_on: LocalDate
	units: number
	share: number
	factors_json: string
	/** Ids of the earlier decisions that count (domain 3.2, k). */
	priors_json: string
	multiplier_percent: number
	factor_percent: number
	capped: Flag
	/** The arithmetic as lines, JSON WorkingLine[]. */
	working_json: string
	/** Amount and points as they stand: proposed, decided or varied. */
	amount_fen: number
	points: number
	notice_amount_fen: number | null
	decided_amount_fen: number | null
	settled_fen: number
	outstanding_fen: number
	opened_by: string
	opened_at: Instant
	checked_by: string | null
	checked_at: Instant | null
	noticed_by: string | null
	noticed_at: Instant | null
	served_at: Instant | null
	defence_state: 'NONE' | 'OPEN' | 'STATED' | 'ACKNOWLEDGED' | 'LAPSED'
	defence_extended: Flag
	round: number
	decided_by: string | null
	decided_at: Instant | null
	decision_served_at: Instant | null
	/** The calendar day of service of the decision, for recurrence. */
	decision_served_on: LocalDate | null
	review_until: Instant | null
	review_ground: string | null
	reviewed_by: string | null
	reviewed_at: Instant | null
	review_outcome: 'UPHELD' | 'VARIED' | 'REVOKED' | 'RETURNED' | null
	final_at: Instant | null
	settled_at: Instant | null
	closed_at: Instant | null
	waiver_proposed_by: string | null
	/** Why it was waived, withdrawn, revoked or lapsed. */
	end_reason: string | null
	ended_by: string | null
	ended_at: Instant | null
	limitation_on: LocalDate
	historic: Flag
	external_key: string | null
	version: Generated<number>
}

export interface DefenceArgumentTable {
	id: string
	branch_id: string
	penalty_id: string
	round: number
	no: number
	text: string
	stated_by: string
	stated_at: Instant
	answer: string | null
	accepted: Flag | null
	answered_by: string | null
	answered_at: Instant | null
}

/** Append-only: a decision is varied or revoked by a later row, never edited. */
export interface DecisionTable {
	id: string
	branch_id: string
	penalty_id: string
	round: number
	kind: 'DECISION' | 'REVIEW' | 'REVOCATION' | 'WAIVER'
	amount_fen: number
	points: number
	reason: string
	decided_by: string
	decided_at: Instant
}

export interface PanelVoteTable {
	id: string
	branch_id: string
	penalty_id: string
	round: number
	voter_id: string
	amount_fen: number
	reason: string
	/** What stands in the record where the majority decides otherwise; null: the reason does. */
	dissent: string | null
	voted_at: Instant
}

/** A reasoned exception at a gate of the procedure. Append-only. */
export interface GateReasonTable {
	id: string
	branch_id: string
	subject_kind: 'penalty' | 'violation'
	subject_id: string
	gate: 'acceptance' | 'excess' | 'fairness' | 'twin' | 'uplift' | 'conflict' | 'trace'
	reason: string
	/** What stood when it was given: amounts, quartiles, twins. */
	facts_json: string
	stated_by: string
	stated_at: Instant
}

/** What a person said of their own interest before acting. Append-only; the newest one of a person holds. */
export interface ConflictDeclarationTable {
	id: string
	branch_id: string
	subject_kind: 'penalty' | 'violation'
	subject_id: string
	account_id: string
	declared: 'none' | 'conflict'
	relation: string
	declared_at: Instant
}

/** What may raise the severity of a violation (domain 2, notes). */
export interface ViolationCircumstanceTable {
	violation_id: string
	branch_id: string
	contact_or_threat: Flag
	refund_claimed_on: LocalDate | null
}

/** A severity raised at the confirmation, with its rule. Append-only. */
export interface ViolationUpliftTable {
	id: string
	branch_id: string
	violation_id: string
	rule: string
	from_severity: 'L1' | 'L2' | 'L3' | 'L4'
	to_severity: 'L1' | 'L2' | 'L3' | 'L4'
	exit_review: Flag
	params_json: string
	decided_by: string
	decided_at: Instant
}

export interface ReviewTable {
	id: string
	branch_id: string
	penalty_id: string
	round: number
	ground: string
	statement: string
	requested_by: string
	requested_at: Instant
	outcome: string | null
	amount_fen: number | null
	reason: string | null
	decided_by: string | null
	decided_at: Instant | null
	withdrawn_at: Instant | null
	/** Nobody decided in time: the announced default, by the system. */
	by_default: Flag
}

/** The reviewer's longer time, once per round, with a reason. Append-only. */
export interface ReviewExtensionTable {
	id: string
	branch_id: string
	penalty_id: string
	round: number
	reason: string
	old_due_at: Instant
	new_due_at: Instant
	granted_by: string
	granted_at: Instant
}

/** A numbered document and its service; the body is what was told, kept as it was. */
export interface NoticeTable {
	id: string
	branch_id: string
	dealer_id: string
	outlet_id: string | null
	/** null for letters that no case stands behind. */
	penalty_id: string | null
	kind: DealerDocumentKind
	number: string
	body_json: string
	sha256: string
	check_code: string
	sent_at: Instant
	served_at: Instant | null
	served_how: ServedHow | null
	opened_by: string | null
	opened_at: Instant | null
	opened_address: string | null
	measure_id: string | null
	/** 'YYYY-MM' of a settlement statement. */
	period: string | null
	/** The dealer had agreed to electronic service when it was sent: only then it lapses into service. */
	electronic: Generated<Flag>
	template_id: string | null
	/** The wording in three languages as it was told; null for documents that were made in bulk. */
	text_json: string | null
	text_sha256: string | null
}

/** The wording of a kind of document, published by a second person; frozen. */
export interface NoticeTemplateTable {
	id: string
	branch_id: string
	kind: DocumentKind
	version: number
	effective_from: LocalDate
	body_json: string
	sha256: string
	drafted_by: string | null
	published_by: string | null
	published_at: Instant
}

export interface NoticeTemplateDraftTable {
	id: string
	branch_id: string
	kind: DocumentKind
	effective_from: LocalDate
	body_json: string
	drafted_by: string
	drafted_at: Instant
	state: 'OPEN' | 'PUBLISHED' | 'DROPPED'
	ended_by: string | null
	ended_at: Instant | null
	version: Generated<number>
}

/** The PDF of a document, made once per language; its bytes lie in the evidence store. */
export interface NoticeFileTable {
	id: string
	branch_id: string
	notice_id: string
	language: 'zh-Hans' | 'zh-Hant' | 'en'
	sha256: string
	size: number
	made_at: Instant
}

/** Copies printed after service, numbered per document. */
export interface NoticeCopyTable {
	id: string
	branch_id: string
	notice_id: string
	language: 'zh-Hans' | 'zh-Hant' | 'en'
	n: number
	sha256: string
	made_by: string
	made_at: Instant
}

/** What proves that a document reached the dealer; append-only. */
export interface ServiceProofTable {
	id: string
	branch_id: string
	notice_id: string
	kind: 'sent' | 'delivered' | 'opened' | 'lapsed' | 'handed-over' | 'refused' | 'posted'
	/** When it happened; for paper the day that was named. */
	at: Instant
	account_id: string | null
	recorded_at: Instant
	address: string | null
	session_hash: string | null
	/** Who received it, or the witness of a refusal. */
	person: string | null
	note: string | null
	evidence_id: string | null
}

/** Consent to electronic service, given or withdrawn on paper; append-only. `dealer.e_service_consent_at` is the present state. */
export interface ServiceConsentTable {
	id: string
	branch_id: string
	dealer_id: string
	given: Flag
	paper_on: LocalDate
	note: string
	recorded_by: string
	recorded_at: Instant
}

/** Gapless numbers per branch, kind and year. */
export interface NumberSeriesTable {
	branch_id: string
	kind: string
	year: number
	last: number
}

/** Append-only double entry (domain 3.2): one transaction, two or more entries that balance. */
export interface LedgerTxnTable {
	id: string
	branch_id: string
	dealer_id: string
	kind: LedgerKind
	stream: Stream
	amount_fen: number
	penalty_id: string | null
	/** A claw-back, or a refund to users that is recovered. */
	claim_id: string | null
	decision_id: string | null
	settlement_run_id: string | null
	reverses_id: string | null
	/** Bank slip or notice number. */
	voucher: string
	/** The same posting twice is refused by this key. */
	idempotency_key: string
	posted_on: LocalDate
	/** The month whose statement shows it, 'YYYY-MM'. */
	period: string
	created_by: string
	created_at: Instant
}

export interface LedgerEntryTable {
	id: Generated<number>
	branch_id: string
	dealer_id: string
	txn_id: string
	account: LedgerAccount
	debit_fen: number
	credit_fen: number
}

export interface SettlementRunTable {
	id: string
	branch_id: string
	/** 'YYYY-MM' */
	period: string
	started_by: string
	started_at: Instant
	cases: number
	deducted_fen: number
	outstanding_fen: number
	/** 0: of the time before a second person was asked. */
	two_persons: Generated<Flag>
	totals_json: string | null
}

export interface MeasureTable {
	id: string
	branch_id: string
	dealer_id: string
	outlet_id: string | null
	penalty_id: string
	threshold: number
	kind: string
	state: 'PROPOSED' | 'IMPOSED' | 'DECLINED' | 'LIFTED'
	proposed_at: Instant
	decided_by: string | null
	decided_at: Instant | null
	reason: string | null
	begins_on: LocalDate | null
	ends_on: LocalDate | null
	/** What it rests on: a cause of the ladder, or FARMING; null for measures of before. */
	cause: string | null
	version: Generated<number>
}

/** What was done under a measure: the record of a talk, the text of a circular. Append-only. */
export interface MeasureRecordTable {
	id: string
	branch_id: string
	measure_id: string
	kind: 'TALK' | 'CIRCULAR'
	held_on: LocalDate
	/** Who took part in the talk, or to whom the circular went. */
	people: string
	text: string
	/** The written plan that came of it. */
	plan_id: string | null
	recorded_by: string
	recorded_at: Instant
}

/** A panel member's vote on ending the co-operation. Append-only. */
export interface ExitVoteTable {
	id: string
	branch_id: string
	measure_id: string
	voter_id: string
	impose: Flag
	reason: string
	voted_at: Instant
}

/** A natural person of a dealer, linked by id and never by phone number (domain 11, trap 7). */
export interface DealerPersonTable {
	id: string
	branch_id: string
	dealer_id: string
	role: 'LEGAL_REP' | 'OWNER' | 'CLERK'
	name: string
	/** Keyed hash of the identity number, which is stored nowhere; the tail is for people's eyes. */
	id_hmac: string | null
	id_tail: string | null
	staff_no: string | null
	account_id: string | null
	since_on: LocalDate
	until_on: LocalDate | null
	created_by: string
	created_at: Instant
	version: Generated<number>
}

/** A dealer or a natural person with whom the branch does not work before a day (domain 3.2). */
export interface BlacklistEntryTable {
	id: string
	branch_id: string
	/** HMD-2026-0003 */
	number: string
	kind: 'DEALER' | 'PERSON'
	dealer_id: string
	person_id: string | null
	measure_id: string
	name: string
	credit_code: string | null
	id_hmac: string | null
	id_tail: string | null
	from_on: LocalDate
	until_on: LocalDate
	state: 'IN_FORCE' | 'EXEMPTED' | 'LIFTED'
	listed_by: string
	listed_at: Instant
	ended_by: string | null
	ended_at: Instant | null
	end_reason: string | null
	version: Generated<number>
}

/** A panel member's vote on an exemption from the blacklist. Append-only. */
export interface BlacklistVoteTable {
	id: string
	branch_id: string
	entry_id: string
	voter_id: string
	in_favour: Flag
	reason: string
	voted_at: Instant
}

/** What happened when premises or a dealer changed hands, and whether the points follow (domain 11, trap 8). */
export interface SuccessionTable {
	id: string
	branch_id: string
	kind: 'SOLD' | 'MOVED' | 'RENAMED' | 'NEW_PERSON' | 'TAKEN_OVER'
	/** The premises; null when the whole dealer is meant. */
	outlet_id: string | null
	from_dealer_id: string
	to_dealer_id: string
	happened_on: LocalDate
	/** ASKED: somebody asked that the points stay behind; they follow until a second person agrees (RELEASED). */
	state: 'FOLLOWS' | 'ASKED' | 'RELEASED' | 'REFUSED'
	reason: string
	/** Names and codes before, JSON. */
	before_json: string
	proposed_by: string
	proposed_at: Instant
	decided_by: string | null
	decided_at: Instant | null
	decision_reason: string | null
	version: Generated<number>
}

/** Work that a changed decision leaves for a person: recompute a later case, review a measure. */
export interface CaseTaskTable {
	id: string
	branch_id: string
	penalty_id: string
	kind: 'recompute' | 'measure-review'
	cause_penalty_id: string
	/** What happened to the cause. */
	because: 'REVOKED' | 'VARIED' | 'RECOMPUTED' | 'EXPIRED'
	/** The measure to look at; null for a recomputation. */
	measure_id: string | null
	created_at: Instant
	done_at: Instant | null
	done_by: string | null
	result: string | null
}

export interface PlanTable extends Scoped {
	id: string
	number: string
	state: string
	violation_id: string
	penalty_id: string | null
	violation_type: string
	severity: 'L1' | 'L2' | 'L3' | 'L4'
	cause_code: string | null
	cause_text: string
	submitted_by: string | null
	submitted_at: Instant | null
	approved_by: string | null
	approved_at: Instant | null
	verified_by: string | null
	verified_at: Instant | null
	recheck_inspection_id: string | null
	returned_from: 'APPROVAL' | 'VERIFICATION' | null
	return_reason: string | null
	returned_count: number
	/** Start of the days: service of the pre-notice or of the education letter. */
	served_at: Instant | null
	due_on: LocalDate | null
	extended: Flag
	ineffective: Flag
	struck_off_at: Instant | null
	end_reason: string | null
	created_at: Instant
	version: Generated<number>
}

export interface PlanStepTable {
	id: string
	branch_id: string
	plan_id: string
	no: number
	what: string
	owner: string
	due_on: LocalDate
	proof: string
	done_at: Instant | null
}

export interface SupervisionOrderTable extends OrderActColumns, OrderContentColumns {
	id: string
	branch_id: string
	/** DB-2026-0137, given at issue; null before. */
	number: string | null
	/** 江服督〔2026〕0137号 */
	document_number: string | null
	state: string
	title: string
	matter: string
	source: string
	source_ref: string | null
	complaint_on: LocalDate | null
	affected_users_json: string
	category: string | null
	outlet_id: string | null
	dealer_id: string | null
	violation_id: string | null
	urgency: string
	confidential: Flag
	drafted_by: string
	drafted_at: Instant
	issued_by: string | null
	issued_at: Instant | null
	lead_department_id: string
	handler_id: string | null
	acknowledged_by: string | null
	acknowledged_at: Instant | null
	ack_due_at: Instant | null
	ack_late: Flag
	statutory_due_on: LocalDate | null
	original_due_at: Instant | null
	due_at: Instant | null
	due_on: LocalDate | null
	due_provisional: Flag
	/** Working days of the original period, for extensions. */
	limit_days: number | null
	/** From this moment on the light is yellow though the order is in time (domain 5.4). */
	near_at: Instant | null
	calendar_version_id: string | null
	round: number
	returned_count: number
	extension_count: number
	chase_count: number
	submitted_at: Instant | null
	/** Recorded once, when it happens; late stays late. */
	overdue_at: Instant | null
	completed_by: string | null
	completed_at: Instant | null
	callback_result: string | null
	observe_until: LocalDate | null
	struck_off_by: string | null
	struck_off_at: Instant | null
	strike_off_note: string | null
	assessed_by: string | null
	assessed_at: Instant | null
	assessment_tenths: number | null
	end_reason: string | null
	merged_into_id: string | null
	historic: Flag
	search_text: string
	version: Generated<number>
}

export interface OrderAssistTable extends AssistActColumns {
	id: string
	branch_id: string
	order_id: string
	department_id: string
	task: string
	due_on: LocalDate
	due_at: Instant
	result: string | null
	done_by: string | null
	done_at: Instant | null
	overdue_at: Instant | null
}

export interface OrderProgressTable {
	id: string
	branch_id: string
	order_id: string
	text: string
	by_account_id: string
	at: Instant
}

export interface OrderFeedbackTable {
	id: string
	branch_id: string
	order_id: string
	round: number
	result: string
	cause: string
	mechanism: string
	submitted_by: string
	submitted_at: Instant
	outcome: 'PENDING' | 'ACCEPTED' | 'RETURNED'
	judged_by: string | null
	judged_at: Instant | null
	reason: string | null
}

export interface OrderExtensionTable {
	id: string
	branch_id: string
	order_id: string
	asked_by: string
	asked_at: Instant
	/** Working days; hours for a 24-hour order. */
	amount: number
	unit: 'wd' | 'h'
	reason: string
	state: 'PENDING' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN'
	decided_by: string | null
	decided_at: Instant | null
	decision_reason: string | null
	old_due_at: Instant
	new_due_at: Instant | null
}

export interface OrderChaseTable {
	id: string
	branch_id: string
	order_id: string
	rung: string
	text: string
	sent_to: string
	by_account_id: string
	at: Instant
}

/** A reminder that fired: once per clock, round, due moment and rung (domain 5.4). */
export interface ReminderTable {
	id: string
	branch_id: string
	clock_id: string
	rung_key: string
	fired_at: Instant
	/** When the rung fell due; null for reminders of before. */
	due_at: Instant | null
}

/** What has to be told to somebody, written in the transaction of the change itself. */
export interface OutboxTable {
	id: string
	branch_id: string
	idempotency_key: string
	kind: string
	account_id: string
	subject_kind: string
	subject_id: string
	params_json: string
	created_at: Instant
	delivered_at: Instant | null
	/** When it was put into envelopes for the channels beside the inbox. */
	planned_at: Instant | null
}

export interface InboxItemTable {
	id: string
	branch_id: string
	account_id: string
	outbox_id: string
	kind: string
	subject_kind: string
	subject_id: string
	params_json: string
	created_at: Instant
	read_at: Instant | null
}

/** Append-only log of every change of state and every sign-in; a SHA-256 chain per branch. */
export interface CaseEventTable {
	id: Generated<number>
	branch_id: string
	/** 1, 2, 3 … per branch without gaps. */
	seq: number
	at: Instant
	actor_id: string | null
	subject_kind: string
	subject_id: string
	kind: string
	before_json: string
	after_json: string
	reason: string | null
	prev_hash: string
	hash: string
}

export interface ChainHeadTable {
	branch_id: string
	seq: number
	hash: string
}

export interface AuditOpinionTable {
	id: string
	branch_id: string
	subject_kind: string
	subject_id: string
	text: string
	recorded_by: string
	recorded_at: Instant
	answer: string | null
	answered_by: string | null
	answered_at: Instant | null
	version: Generated<number>
}

export interface AuditSampleTable {
	id: string
	branch_id: string
	seed: string
	filter_json: string
	result_json: string
	drawn_by: string
	drawn_at: Instant
}

export interface ImportRunTable {
	id: string
	branch_id: string
	mapping: string
	file_name: string
	file_sha256: string
	started_by: string
	started_at: Instant
	summary_json: string
}

export interface SettingTable {
	branch_id: string
	name: string
	value_json: string
}

/** One row per background work: who holds it until when, and when it last ran. */
export interface LeaseTable {
	name: string
	holder: string | null
	until: Instant | null
	last_run_at: Instant | null
	/** Rises with every taking: who holds an older one writes no more. */
	fence: Generated<number>
	/** The latest moment worked for. */
	mark_at: Instant | null
	/** When a jump of the clock was first seen; null while time is believed. */
	jump_at: Instant | null
	/** What the last run did. */
	last_json: string | null
}

export interface Database
	extends BoardTables,
		CalendarTables,
		ClaimTables,
		ClockTables,
		DeliveryTables,
		DeskTables,
		IntakeTables,
		LadderTables,
		MoneyTables,
		OrderActTables,
		OrderContentTables {
	branch: BranchTable
	org_unit: OrgUnitTable
	department: DepartmentTable
	account: AccountTable
	role_grant: RoleGrantTable
	session: SessionTable
	sign_in_throttle: SignInThrottleTable
	api_token: ApiTokenTable
	first_link: FirstLinkTable
	dealer: DealerTable
	outlet: OutletTable
	outlet_alias: OutletAliasTable
	reference_version: ReferenceVersionTable
	rulebook_acceptance: RulebookAcceptanceTable
	rulebook_draft: RulebookDraftTable
	inspection: InspectionTable
	inspection_answer: InspectionAnswerTable
	finding: FindingTable
	evidence: EvidenceTable
	evidence_link: EvidenceLinkTable
	violation: ViolationTable
	penalty: PenaltyTable
	defence_argument: DefenceArgumentTable
	decision: DecisionTable
	panel_vote: PanelVoteTable
	gate_reason: GateReasonTable
	conflict_declaration: ConflictDeclarationTable
	violation_circumstance: ViolationCircumstanceTable
	violation_uplift: ViolationUpliftTable
	review: ReviewTable
	review_extension: ReviewExtensionTable
	notice: NoticeTable
	notice_template: NoticeTemplateTable
	notice_template_draft: NoticeTemplateDraftTable
	notice_file: NoticeFileTable
	notice_copy: NoticeCopyTable
	service_proof: ServiceProofTable
	service_consent: ServiceConsentTable
	number_series: NumberSeriesTable
	ledger_txn: LedgerTxnTable
	ledger_entry: LedgerEntryTable
	settlement_run: SettlementRunTable
	measure: MeasureTable
	measure_record: MeasureRecordTable
	exit_vote: ExitVoteTable
	dealer_person: DealerPersonTable
	blacklist_entry: BlacklistEntryTable
	blacklist_vote: BlacklistVoteTable
	succession: SuccessionTable
	case_task: CaseTaskTable
	plan: PlanTable
	plan_step: PlanStepTable
	supervision_order: SupervisionOrderTable
	order_assist: OrderAssistTable
	order_progress: OrderProgressTable
	order_feedback: OrderFeedbackTable
	order_extension: OrderExtensionTable
	order_chase: OrderChaseTable
	reminder: ReminderTable
	outbox: OutboxTable
	inbox_item: InboxItemTable
	case_event: CaseEventTable
	chain_head: ChainHeadTable
	audit_opinion: AuditOpinionTable
	audit_sample: AuditSampleTable
	import_run: ImportRunTable
	setting: SettingTable
	lease: LeaseTable
}
