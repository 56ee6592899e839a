/** What channel managers do: visits on the phone, findings, violations. */

import { itemUse } from '#app/domain/inspection/sheet.ts'
import type { InspectionType } from '#app/domain/inspection/types.ts'
import { instantAt, type LocalDate } from '#app/domain/time.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { cancelVisit, voidVisit } from '#app/usecases/inspections/end-visit.server.ts'
import { closeFinding, violationFromFinding } from '#app/usecases/inspections/judge-finding.server.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { type SheetPhoto, saveSheet } from '#app/usecases/inspections/save-sheet.server.ts'
import { startVisit } from '#app/usecases/inspections/start-visit.server.ts'
import { submitSheet } from '#app/usecases/inspections/submit-sheet.server.ts'
import { sheetById } from '#app/usecases/reference/load.server.ts'
import { FACTS } from './names.ts'
import { photo } from './photos.ts'
import type { Stage } from './stage.ts'

const BLANK = {
	inspectorId: '',
	secondInspectorId: '',
	planId: '',
	remark: '',
	latitude: null,
	longitude: null,
	accuracyM: null,
}

type Outlet = {
	readonly id: string
	readonly code: string
	readonly channel_manager_id: string | null
	readonly dealer_id: string
}

/** Mystery visits find most, open ones little (domain 8.2); a demo needs a little more than life. */
const FIND_RATE: Readonly<Record<InspectionType, number>> = {
	PATROL: 0.18,
	OPEN: 0.22,
	MYSTERY: 0.5,
	ONLINE: 0.14,
	CAMPAIGN: 0.26,
	RECHECK: 0.04,
}

export type Visit = { readonly type: InspectionType; readonly planId?: string }

async function fill(stage: Stage, ctx: Ctx, id: string, outlet: Outlet, type: InspectionType): Promise<void> {
	const { random } = stage
	const row = await stage.db.read
		.selectFrom('inspection')
		.select('sheet_version_id')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	const sheet = (await sheetById(stage.db.read, row.sheet_version_id)).body
	const items = sheet.items.filter((item) => itemUse(type, item) === 'asked')
	const fails = random.chance(FIND_RATE[type]) ? (random.chance(0.3) ? 2 : 1) : 0
	const failed = new Set(random.shuffle(items.map((item) => item.no)).slice(0, fails))
	const photos: SheetPhoto[] = []
	const answers = []
	for (const item of items) {
		const isFail = failed.has(item.no)
		const note = isFail ? random.pick(FACTS[item.violationType ?? ''] ?? ['现场与规范不符，已拍照']) : ''
		answers.push({
			itemNo: item.no,
			result: isFail ? ('fail' as const) : random.chance(0.04) ? ('na' as const) : ('pass' as const),
			note,
			correctedOnSpot: isFail && random.chance(0.4),
			version: 0,
			was: '',
		})
		if (isFail)
			for (let n = random.int(1, 2); n > 0; n--)
				photos.push({
					itemNo: item.no,
					file: {
						name: `item-${item.no}-${n}.jpg`,
						bytes: await photo(random, outlet.code, stage.today().slice(5)),
						caption: note.slice(0, 40),
						grade: random.chance(0.8) ? 'A' : 'C',
						capturedAt: stage.now(),
					},
				})
	}
	await stage.attempt(saveSheet(ctx, id, { answers, photos }))
}

/** One visit from the door to the submitted sheet; a few stay drafts, are cancelled or voided later. */
export async function visit(stage: Stage, outlet: Outlet, kind: Visit, day: LocalDate): Promise<void> {
	if (!outlet.channel_manager_id) return
	const ctx = await stage.asAccount(outlet.channel_manager_id)
	const made = await stage.attempt(
		planVisit(ctx, { ...BLANK, outletId: outlet.id, type: kind.type, plannedOn: day, planId: kind.planId ?? '' }, true),
	)
	if (!made) return
	stage.pass(stage.random.int(12, 35))
	const later = await stage.asAccount(outlet.channel_manager_id)
	await fill(stage, later, made.id, outlet, kind.type)
	stage.pass(stage.random.int(2, 6))
	const last = await stage.asAccount(outlet.channel_manager_id)
	await stage.attempt(submitSheet(last, made.id, undefined))
}

/** Visits that are only planned, so that tomorrow's list is not empty. */
export async function planAhead(stage: Stage, outlet: Outlet, day: LocalDate, start: boolean): Promise<void> {
	if (!outlet.channel_manager_id) return
	const ctx = await stage.asAccount(outlet.channel_manager_id)
	const type = stage.random.pick(['PATROL', 'OPEN', 'CAMPAIGN'] as const)
	const form = { ...BLANK, outletId: outlet.id, type, plannedOn: day }
	const made = await stage.attempt(planVisit(ctx, form, false))
	if (made && start) {
		await stage.attempt(startVisit(ctx, made.id, undefined))
		const answers = [1, 2, 3, 5, 6].map((itemNo) => ({
			itemNo,
			result: 'pass' as const,
			note: '',
			correctedOnSpot: false,
			version: 0,
			was: '',
		}))
		await stage.attempt(saveSheet(ctx, made.id, { answers }))
	}
}

/** Some planned visits do not happen, a few submitted ones turn out to be wrong. */
export async function endOddVisits(stage: Stage): Promise<void> {
	const planned = await stage.db.read
		.selectFrom('inspection')
		.select(['id', 'inspector_id'])
		.where('state', '=', 'PLANNED')
		.limit(1)
		.execute()
	for (const row of planned)
		await stage.attempt(
			cancelVisit(await stage.asAccount(row.inspector_id), row.id, undefined, '网点当天停电，改期再查'),
		)
	const wrong = await stage.db.read
		.selectFrom('inspection')
		.select('id')
		.where('state', '=', 'SUBMITTED')
		.where('failed_items', '=', 0)
		.orderBy('occurred_on', 'desc')
		.limit(1)
		.execute()
	for (const row of wrong)
		await stage.attempt(
			voidVisit(await stage.as('compliance'), row.id, undefined, '检查单填错网点，现场照片与地址不符'),
		)
}

/** Findings of the last days: most become violations in one step, some are closed with a reason. */
export async function judgeFindings(stage: Stage): Promise<void> {
	const open = await stage.db.read
		.selectFrom('finding')
		.innerJoin('inspection', 'inspection.id', 'finding.inspection_id')
		.select(['finding.id', 'finding.version', 'inspection.inspector_id', 'finding.created_at'])
		.where('finding.state', '=', 'OPEN')
		.where('finding.created_at', '<', instantAt(stage.today(), 0))
		.orderBy('finding.created_at')
		.limit(6)
		.execute()
	for (const finding of open) {
		if (!stage.random.chance(0.6)) continue
		const ctx = await stage.asAccount(finding.inspector_id)
		stage.pass(2)
		if (stage.random.chance(0.68)) await stage.attempt(violationFromFinding(ctx, finding.id, finding.version))
		else await stage.attempt(closeFinding(ctx, finding.id, finding.version, '当场改正，影响轻微，记录备查'))
	}
}
