import type { Instant } from '../time.ts'

/** Whose copy of a case file it is: everything, or what the dealer may see (domain 4, privacy). */
export type BundleCopy = 'staff' | 'dealer'

/** An event as the chain hashes it. */
export type ChainEvent = {
	readonly branch_id: string
	readonly seq: number
	readonly at: Instant
	readonly actor_id: string | null
	readonly subject_kind: string
	readonly subject_id: string
	readonly kind: string
	readonly before_json: string
	readonly after_json: string
	readonly reason: string | null
	readonly prev_hash: string
	readonly hash: string
}

/** An event whose contents stay with the branch: its place in the chain and what it was. */
export type SealedEvent = Pick<ChainEvent, 'seq' | 'at' | 'subject_kind' | 'kind' | 'prev_hash' | 'hash'>

export type EventRef = { readonly seq: number; readonly hash: string }

/** A value of case.json that an event proves: `path` in case.json is `key` of what the event wrote. */
export type Fact = { readonly path: string; readonly seq: number; readonly key: string }

export type ManifestFile = {
	readonly path: string
	readonly size: number
	readonly sha256: string
	/** What people call it: the name under which evidence was handed in, the number of a document. */
	readonly name: string
}

/** A file that the store could not give: named, so that its absence is no secret. */
export type AbsentFile = {
	readonly sha256: string
	readonly name: string
	readonly why: 'missing' | 'damaged' | 'copy-pending'
}

export type Manifest = {
	readonly format: 'fangxin-bundle-1'
	readonly case: string
	readonly copy: BundleCopy
	readonly made_at: Instant
	readonly made_by: string
	readonly files: readonly ManifestFile[]
	readonly absent: readonly AbsentFile[]
	readonly events: readonly EventRef[]
}

/** The state that an event of a case leads to; verify.mjs keeps the same table. */
const STATES: Readonly<Record<string, string>> = {
	'penalty.drafted': 'DRAFT',
	'penalty.checked': 'CHECKED',
	'penalty.pre-noticed': 'PRE_NOTICED',
	'penalty.served': 'DEFENCE',
	'penalty.decided': 'DECIDED',
	'penalty.decision-served': 'SERVED',
	'penalty.review-requested': 'REVIEW',
	'penalty.review-upheld': 'REVIEWED',
	'penalty.review-varied': 'REVIEWED',
	'penalty.final': 'FINAL',
	'penalty.settled': 'SETTLED',
	'penalty.closed': 'CLOSED',
	'penalty.waived': 'WAIVED',
	'penalty.withdrawn': 'WITHDRAWN',
	'penalty.revoked': 'REVOKED',
	'penalty.lapsed': 'LAPSED',
}

type Row = Readonly<Record<string, unknown>>

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function writtenBy(event: ChainEvent): Row {
	const body: unknown = JSON.parse(event.after_json)
	return typeof body === 'object' && body !== null && !Array.isArray(body)
		? Object.fromEntries(Object.entries(body))
		: {}
}

/**
 * The values of a row that the events of its subject prove: for each column the last event that wrote it, where it
 * wrote what the row says. Takes the row, the place where case.json shows it, and the subject's events oldest first.
 */
export function factsOf(path: string, row: Row, events: readonly ChainEvent[]): Fact[] {
	const last = new Map<string, Fact & { readonly value: unknown }>()
	for (const event of events) {
		for (const [key, value] of Object.entries(writtenBy(event)))
			if (key in row) last.set(key, { path: `${path}.${key}`, seq: event.seq, key, value })
		const state = STATES[event.kind]
		if (state !== undefined)
			last.set('state', { path: `${path}.state`, seq: event.seq, key: 'event.kind', value: state })
	}
	return [...last.values()]
		.filter((fact) => same(read(row, fact), fact.value))
		.map(({ path: at, seq, key }) => ({ path: at, seq, key }))
}

const read = (row: Row, fact: Fact) => row[fact.path.slice(fact.path.lastIndexOf('.') + 1)]

/** Kinds of events that a dealer may know to have happened; what they say stays sealed unless the dealer acted. */
export function toldToDealer(kind: string): boolean {
	return DEALER_KINDS.includes(kind) || kind.startsWith('penalty.review-')
}

const DEALER_KINDS: readonly string[] = [
	'penalty.pre-noticed',
	'penalty.notice-opened',
	'penalty.served',
	'penalty.defence-stated',
	'penalty.acknowledged',
	'penalty.defence-extended',
	'penalty.defence-lapsed',
	'penalty.decided',
	'penalty.decision-served',
	'penalty.final',
	'penalty.part-settled',
	'penalty.settled',
	'penalty.closed',
	'penalty.waived',
	'penalty.withdrawn',
	'penalty.revoked',
	'penalty.recomputed',
	'plan.opened',
	'plan.clock-started',
	'plan.submitted',
	'plan.approved',
	'plan.returned',
	'plan.step-done',
	'plan.handed-in',
	'plan.struck-off',
	'plan.extended',
	'plan.overdue',
]

/** 'evidence/<sha256>.jpg': the name is the hash, the ending lets a computer open it. */
export function evidencePath(sha256: string, mediaType: string): string {
	return `evidence/${sha256}.${ENDINGS[mediaType] ?? 'bin'}`
}

const ENDINGS: Readonly<Record<string, string>> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/heic': 'heic',
	'application/pdf': 'pdf',
}
