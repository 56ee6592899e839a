import { addDays, type Instant, instantAt, type LocalDate, yearOf } from '#app/domain/time.ts'
import { numberText } from '#db/queries/numbers.server.ts'
import type { LaidBranch } from '#seeds/branch.ts'
import type { Random } from '#seeds/random.ts'
import type { Sink } from './sink.ts'

/** What every bulk row needs. */
export type Bulk = {
	readonly laid: LaidBranch
	readonly sink: Sink
	readonly random: Random
	readonly newId: () => string
	readonly today: LocalDate
	/** The first day of the history. */
	readonly from: LocalDate
	readonly created: Instant
	/** Gapless numbers by kind and year, as the product's own series. */
	readonly series: Map<string, number>
}

/** The next number of a series. */
export function nextOf(bulk: Bulk, kind: string, year: number): number {
	const key = `${kind} ${year}`
	const n = (bulk.series.get(key) ?? 0) + 1
	bulk.series.set(key, n)
	return n
}

/** 'CF-2026-0142' */
export function numbered(bulk: Bulk, prefix: string, kind: string, on: LocalDate): string {
	return numberText(prefix, yearOf(on), nextOf(bulk, kind, yearOf(on)))
}

export type BulkDealer = { readonly id: string; readonly name: string; readonly code: string }
export type BulkOutlet = {
	readonly id: string
	readonly code: string
	readonly name: string
	readonly dealer: BulkDealer
	readonly scope: {
		readonly branch_id: string
		readonly county_id: string
		readonly grid_id: string
		readonly dealer_id: string
		readonly outlet_id: string
	}
	readonly manager: string
	readonly supervisor: string
}

const STEMS = [
	'恒信',
	'同辉',
	'明达',
	'锦程',
	'众联',
	'鸿运',
	'佳音',
	'易通',
	'华鼎',
	'新盛',
	'远航',
	'盛世',
	'广源',
	'天成',
	'瑞丰',
]
const ROADS = ['望江路', '解放路', '人民路', '建设路', '新华路', '中山路', '滨河路', '学院路', '和平路', '车站路']
const TYPES = ['EXCLUSIVE_STORE', 'AGENCY_POINT', 'PARTNER_HALL', 'HANDSET_MALL', 'CAMPUS', 'ONLINE']

const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const CREDIT_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A unified social credit code with its check digit (GB 32100), from a number. */
function creditCode(n: number): string {
	const head = `9132${String(n).padStart(13, '0')}`
	const sum = [...head].reduce((total, sign, i) => total + CREDIT_SIGNS.indexOf(sign) * (WEIGHTS[i] ?? 0), 0)
	return head + (CREDIT_SIGNS[(31 - (sum % 31)) % 31] ?? '0')
}

const MANAGERS: Readonly<Record<string, string>> = {
	'WJ-1': 'manager2',
	'WJ-2': 'manager3',
	'WJ-3': 'manager',
	'ND-1': 'manager4',
	'ND-2': 'manager5',
	'BQ-1': 'manager6',
	'BQ-2': 'manager7',
	'YL-1': 'manager8',
}
const SUPERVISORS: Readonly<Record<string, string>> = {
	WJ: 'supervisor',
	ND: 'supervisor2',
	BQ: 'supervisor3',
	YL: 'supervisor4',
}

export function makeDealers(
	bulk: Bulk,
	count: number,
	rulebook: { readonly id: string; readonly sha256: string },
): BulkDealer[] {
	const { random, sink, laid } = bulk
	return Array.from({ length: count }, (_, i) => {
		const code = `DL-${String(i + 1).padStart(5, '0')}`
		const name = `江州市${random.pick(STEMS)}${random.pick(['通讯', '通信', '数码', '电讯'])}第${i + 1}经营部`
		const id = bulk.newId()
		sink.add('dealer', {
			id,
			branch_id: laid.branchId,
			code,
			name,
			credit_code: creditCode(1_000_000 + i),
			contact_name: '联系人',
			contact_phone: '0555-000-0000',
			agreement_from: '2025-07-01',
			agreement_to: '2028-06-30',
			deposit_required_fen: 3_000_000,
			status: 'ACTIVE',
			signed_by: laid.person('handler-qd'),
			e_service_consent_at: bulk.created,
			source: 'REGISTERED',
			external_key: null,
			search_text: `${name} ${code}`.toLowerCase(),
			created_at: bulk.created,
		})
		sink.add('rulebook_acceptance', {
			id: bulk.newId(),
			branch_id: laid.branchId,
			dealer_id: id,
			rulebook_version_id: rulebook.id,
			accepted_by: laid.person('compliance'),
			accepted_name: '联系人',
			accepted_on: '2025-12-20',
			accepted_at: bulk.created,
			sha256: rulebook.sha256,
			how: 'paper',
			note: '代理协议附件',
		})
		return { id, name, code }
	})
}

export function makeOutlets(bulk: Bulk, dealers: readonly BulkDealer[], count: number): BulkOutlet[] {
	const { random, sink, laid } = bulk
	return Array.from({ length: count }, (_, i) => {
		const grid = random.pick(laid.gridCodes)
		const unit = laid.unit(grid)
		// Every dealer has one; the rest falls to anybody.
		const dealer = dealers[i] ?? random.pick(dealers)
		const id = bulk.newId()
		const code = `JZ-${grid.replace('-', '')}-${String(i + 1).padStart(5, '0')}`
		const name = `${dealer.name.slice(3, 7)}${random.pick(ROADS)}${i + 1}店`
		const manager = laid.person(MANAGERS[grid] ?? 'manager')
		const scope = {
			branch_id: laid.branchId,
			county_id: unit.countyId,
			grid_id: unit.id,
			dealer_id: dealer.id,
			outlet_id: id,
		}
		sink.add('outlet', {
			id,
			branch_id: laid.branchId,
			county_id: unit.countyId,
			grid_id: unit.id,
			dealer_id: dealer.id,
			code,
			name,
			type: random.pick(TYPES),
			address: `江州市${random.pick(ROADS)} ${random.int(1, 400)} 号`,
			latitude: null,
			longitude: null,
			channel_manager_id: manager,
			status: 'ACTIVE',
			source: 'REGISTERED',
			external_key: null,
			search_text: `${name} ${code}`.toLowerCase(),
			created_at: bulk.created,
		})
		const supervisor = laid.person(SUPERVISORS[grid.slice(0, 2)] ?? 'supervisor')
		return { id, code, name, dealer, scope, manager, supervisor }
	})
}

/** Ten in the morning of the n-th day after a date, some minutes apart. */
export function momentOf(date: LocalDate, days: number, random: Random): Instant {
	return instantAt(addDays(date, days), 540 + random.int(0, 420))
}

/** Day `i` of `count` spread evenly over the history, so that numbers and dates rise together. */
export function dayOf(bulk: Bulk, i: number, count: number, days: number): LocalDate {
	return addDays(bulk.from, Math.floor((i * days) / count))
}

export function makeInspections(
	bulk: Bulk,
	outlets: readonly BulkOutlet[],
	count: number,
	sheetId: string,
	days: number,
) {
	for (let i = 0; i < count; i++) {
		const outlet = bulk.random.pick(outlets)
		const on = dayOf(bulk, i, count, days)
		const at = momentOf(on, 0, bulk.random)
		const id = bulk.newId()
		bulk.sink.add('inspection', {
			id,
			...outlet.scope,
			number: numbered(bulk, 'XJ', 'inspection', on),
			type: bulk.random.pick(['PATROL', 'PATROL', 'OPEN', 'MYSTERY', 'CAMPAIGN']),
			state: 'SUBMITTED',
			sheet_version_id: sheetId,
			inspector_id: outlet.manager,
			second_inspector_id: null,
			planned_on: null,
			started_at: at,
			submitted_at: at,
			occurred_on: on,
			score_tenths: bulk.random.int(600, 1000),
			failed_items: 0,
			latitude: null,
			longitude: null,
			accuracy_m: null,
			end_reason: null,
			remark: null,
			plan_id: null,
			historic: 0,
			external_key: null,
			created_by: outlet.manager,
			created_at: at,
		})
		bulk.sink.event({
			at,
			actor: outlet.manager,
			subject: 'inspection',
			id,
			kind: 'inspection.submitted',
			after: { state: 'SUBMITTED' },
		})
	}
}
