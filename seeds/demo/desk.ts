/** The dealer's desk: more time asked and answered, own violations reported, a reply that was begun and not sent. */
import { addDays, daysBetween, localDateOf } from '#app/domain/time.ts'
import { keepDraft } from '#app/usecases/drafts/drafts.server.ts'
import { askMoreTime } from '#app/usecases/penalties/ask-extension.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { declineReport, takeUpReport } from '#app/usecases/self-reports/decide.server.ts'
import { reportOwnViolation } from '#app/usecases/self-reports/report.server.ts'
import { ownerOf } from './dealers.ts'
import { photo } from './photos.ts'
import type { Stage } from './stage.ts'
import { temperOf } from './temper.ts'

const WHY_MORE = [
	'等厂家出具海报送货的书面说明，周内可以拿到',
	'涉事店员请假，返岗后才能核实经过',
	'需要调取门店监控，物业约定后天提供',
] as const
const WHY_NOT = '证据已全部附在告知书后，门店已当场确认，期限足够说明情况'

const REPORTS = [
	[
		'没有给用户看资费就开了业务',
		'C02',
		'店员为用户办理套餐时没有出示资费说明，次日回访发现，已向用户补充说明。',
		'NONE_DUE',
	],
	['一张海报没有审批号', 'A03', '区域经理送来的海报没有审批号，贴出半天后自查发现，已取下并留存照片。', 'NONE_DUE'],
	['未经同意开通增值业务', 'B01', '盘点工单时发现一笔增值业务没有用户确认记录，已联系用户并退费。', 'DONE'],
] as const

/** Every fifth dealer with an open window asks for more time, once; the officers answer within a day or two. */
async function moreTime(stage: Stage): Promise<void> {
	const open = await stage.db.read
		.selectFrom('penalty as p')
		.leftJoin('defence_extension as e', 'e.penalty_id', 'p.id')
		.select(['p.id', 'p.version', 'p.dealer_id', 'p.opened_by', 'e.asked_at', 'e.outcome'])
		.where('p.state', '=', 'DEFENCE')
		.where('p.defence_state', '=', 'OPEN')
		.where('p.defence_extended', '=', 0)
		.execute()
	for (const row of open) {
		const mood = temperOf(`${row.id}t`)
		if (mood < 0.8 || stage.kept.has(row.id)) continue
		if (row.asked_at === null) {
			const owner = await ownerOf(stage, row.dealer_id)
			if (!owner) continue
			stage.pass(2)
			const reason = WHY_MORE[Math.floor(mood * 1000) % WHY_MORE.length] ?? WHY_MORE[0]
			await stage.attempt(askMoreTime(await stage.asAccount(owner), { id: row.id, version: row.version, reason }))
		} else if (row.outcome === null && !stage.lazy() && localDateOf(row.asked_at) < stage.today()) {
			const command = { id: row.id, version: row.version, grant: mood < 0.95, reason: mood < 0.95 ? '' : WHY_NOT }
			await stage.attempt(extendDefence(await stage.as('compliance'), command))
		}
	}
}

/** A dealer reports an own violation of a day or two ago. */
async function report(
	stage: Stage,
	outlet: { readonly id: string; readonly dealer_id: string; readonly code: string },
) {
	const owner = await ownerOf(stage, outlet.dealer_id)
	if (!owner) return
	const day = addDays(stage.today(), -2)
	const [matter, , facts, refund] = REPORTS[Number(day.slice(5, 7)) % REPORTS.length] ?? REPORTS[0]
	const dealer = await stage.asAccount(owner)
	await stage.attempt(
		reportOwnViolation(
			dealer,
			{
				requestKey: `demo-${outlet.code}-${day}`,
				form: { outletId: outlet.id, matter, occurredOn: day, units: 1, facts, affectedNumbers: [], refund },
			},
			[{ name: 'report.jpg', bytes: await photo(stage.random, outlet.code, day), caption: '自查留存' }],
		),
	)
}

/** Officers look at reports on the next day; one in six is no violation. */
async function answerReports(stage: Stage): Promise<void> {
	const waiting = await stage.db.read
		.selectFrom('self_report')
		.select(['id', 'version', 'matter', 'reported_at', 'units'])
		.where('state', '=', 'RECEIVED')
		.execute()
	for (const row of waiting) {
		if (stage.kept.has(row.id) || daysBetween(localDateOf(row.reported_at), stage.today()) < 1) continue
		const officer = await stage.as('compliance')
		stage.pass(6)
		if (temperOf(row.id) > 0.84) {
			const answer = '资费已在门店公示栏公示，所述情形不构成违规，感谢自查'
			await stage.attempt(declineReport(officer, { ...row, answer }))
			continue
		}
		const typeCode = REPORTS.find(([matter]) => matter === row.matter)?.[1] ?? 'C02'
		await stage.attempt(takeUpReport(officer, { ...row, typeCode, answer: '已受理，谢谢主动报告' }))
	}
}

/** What the desk brings on one working day. */
export async function workOnDesk(stage: Stage): Promise<void> {
	await moreTime(stage)
	await answerReports(stage)
	// Twice a month somebody finds something in the own shop.
	const day = Number(stage.today().slice(8))
	if (day !== 8 && day !== 22) return
	const outlets = await stage.db.read
		.selectFrom('outlet')
		.select(['id', 'dealer_id', 'code'])
		.where('status', '=', 'ACTIVE')
		.orderBy('code')
		.execute()
	const outlet = outlets[(Number(stage.today().slice(5, 7)) * 37 + day) % outlets.length]
	if (outlet) await report(stage, outlet)
}

/** Somebody asks for more time, and nobody has answered yet. */
async function askOne(stage: Stage): Promise<void> {
	const row = await stage.db.read
		.selectFrom('penalty')
		.select(['id', 'version', 'dealer_id'])
		.where('state', '=', 'DEFENCE')
		.where('defence_state', '=', 'OPEN')
		.where('defence_extended', '=', 0)
		.where('id', 'not in', stage.db.read.selectFrom('defence_extension').select('penalty_id'))
		.orderBy('opened_at', 'desc')
		.executeTakeFirst()
	const owner = row && (await ownerOf(stage, row.dealer_id))
	if (!row || !owner) return
	const reason = WHY_MORE[0]
	await stage.attempt(askMoreTime(await stage.asAccount(owner), { id: row.id, version: row.version, reason }))
}

/** On the last day the demo's dealer has a report that waits, and a reply that was begun and not sent. */
export async function leaveDeskOpen(stage: Stage): Promise<void> {
	const outlet = await stage.db.read
		.selectFrom('outlet')
		.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
		.select(['outlet.id', 'outlet.dealer_id', 'outlet.code'])
		.where('dealer.code', '=', 'D-0201')
		.orderBy('outlet.code')
		.executeTakeFirst()
	if (!outlet) return
	await report(stage, outlet)
	await askOne(stage)
	const begun = await stage.db.read
		.selectFrom('penalty')
		.select('id')
		.where('dealer_id', '=', outlet.dealer_id)
		.where('state', '=', 'DEFENCE')
		.where('defence_state', '=', 'OPEN')
		.orderBy('opened_at', 'desc')
		.executeTakeFirst()
	const owner = await ownerOf(stage, outlet.dealer_id)
	if (!begun || !owner) return
	const values = { 'argument.0': '海报是厂家送货时张贴，我们当天已经取下。', 'argument.1': '' }
	await stage.attempt(keepDraft(await stage.asAccount(owner), { key: `defence:${begun.id}`, values }))
}
