import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { onTimeTenths } from '#app/domain/order/figures.ts'
import { instantAt } from '#app/domain/time.ts'
import { draftCircular, dropCircular, recountCircular } from '#app/usecases/circulars/draft.server.ts'
import { circularFile } from '#app/usecases/circulars/file.server.ts'
import { publishCircular } from '#app/usecases/circulars/publish.server.ts'
import { circularList, circularPage } from '#app/usecases/circulars/views.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { reachOf } from '#app/usecases/orders/order.server.ts'
import { scoresPage } from '#app/usecases/orders/scores.server.ts'
import { strikeOffOrder } from '#app/usecases/orders/strike-off.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { outcomeFigures } from '#db/queries/order-figures.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import {
	answered,
	departmentId,
	done,
	FEEDBACK,
	issued,
	orderRow,
	ruleOf,
	signedFor,
	versionNow,
} from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const WORDS = { text: (key: string) => key, first: (_: readonly string[], otherwise: string) => otherwise }
const REASON = '机制改进一栏写清由谁负责、哪天上线、怎么验证'
const CLOSING = { callback: null, reason: '结果核实' } as const

/** One order of every fate: early and struck off, late, returned, signed late by another department. */
async function fates(w: World) {
	const early = await answered(w, { title: '提前办完' })
	done(await completeOrder(await w.as('issuer'), early, await versionNow(w, early), CLOSING))
	const back = await answered(w, { title: '退回一次', source: 'AUDIT', urgency: 'IMPORTANT' })
	done(await returnOrder(await w.as('issuer'), back, await versionNow(w, back), REASON))
	const late = await signedFor(w, { title: '逾期', urgency: 'URGENT', confidential: 'on' })
	const unsigned = await issued(w, { title: '没人签收', leadDepartmentId: await departmentId(w, 'KF') })
	w.at('2026-11-10')
	await sweepOnce(w.deps)
	done(await giveFeedback(await w.as('department'), back, await versionNow(w, back), FEEDBACK))
	w.at('2026-11-12')
	await sweepOnce(w.deps)
	done(await giveFeedback(await w.as('department'), late, await versionNow(w, late), FEEDBACK))
	done(await completeOrder(await w.as('issuer'), late, await versionNow(w, late), CLOSING))
	w.at('2026-12-03')
	done(await strikeOffOrder(await w.as('orders'), early, await versionNow(w, early), ''))
	return { early, back, late, unsigned }
}

async function linesOf(w: World, login: string, month: string) {
	const page = await scoresPage(await w.as(login), { month })
	return page.scores.flatMap((score) => score.lines.map((line) => [score.name, line.rule, line.on, line.tenths]))
}

describeOnBoth('scores and circulars', (open) => {
	const world = async () => worldOf(await open(layWorld))

	test('every point counts in the month of the day that decides, and late stays late', async () => {
		const w = await world()
		const { late, unsigned } = await fates(w)
		expect((await orderRow(w, late)).state).toBe('COMPLETED')
		const november = await linesOf(w, 'issuer', '2026-11')
		expect(november).toEqual([
			['客户服务部', 'acknowledged-late', '2026-11-03', -5],
			['客户服务部', 'overdue', '2026-11-23', -20],
			['渠道管理部', 'returned', '2026-11-02', -10],
			['渠道管理部', 'overdue', '2026-11-05', -20],
		])
		expect(await linesOf(w, 'issuer', '2026-12')).toEqual([['渠道管理部', 'early-first-time', '2026-12-03', 10]])
		expect(await linesOf(w, 'issuer', '2026-10')).toEqual([])
		// A department sees its own; a wrong month is the one of today.
		expect((await linesOf(w, 'department', '2026-11')).every(([name]) => name === '渠道管理部')).toBe(true)
		expect((await scoresPage(await w.as('department'), { month: '2026-13' })).month).toBe('2026-12')
		const page = await scoresPage(await w.as('issuer'), { month: '2026-11', department: await departmentId(w, 'KF') })
		expect(page.scores.map((score) => [score.name, score.totalTenths])).toEqual([['客户服务部', -25]])
		expect((await orderRow(w, unsigned)).overdue_at).toBeNull()
	})

	test('the numbers are those of the board and stay as they were counted', async () => {
		const w = await world()
		const { back } = await fates(w)
		const officer = await w.as('orders')
		const { id } = done(await draftCircular(officer, { month: '2026-11', remark: '月底前清零', reason: '' }))
		const page = done(await circularPage(officer, id))
		const figures = await outcomeFigures(
			w.db.read,
			{ reach: reachOf(officer.actor, 'order.read'), now: officer.now },
			{ from: '2026-11-01', to: '2026-11-30' },
		)
		expect(page.facts.judged).toEqual({ onTime: figures.total['on-time'], late: figures.total.late })
		expect(onTimeTenths(figures.total)).toBe(500)
		expect(page.facts.late).toHaveLength(page.facts.judged.late)
		expect(page.facts.late.map((row) => [row.title, row.days, row.answeredOn])).toEqual([
			[null, 5, '2026-11-12'],
			['没人签收', 8, null],
		])
		expect(page.facts).toMatchObject({ issued: 4, returned: 1, open: { all: 4, red: 1 } })
		expect(page.facts.sources.map((row) => [row.source, row.issued])).toEqual([
			['SUPERVISOR', 3],
			['AUDIT', 1],
		])
		const score = page.facts.departments.find((row) => row.name === '渠道管理部')
		expect(score).toMatchObject({ scoreTenths: -30, late: 1, returned: 1 })
		done(await publishCircular(await w.as('issuer'), id, 1))
		done(await completeOrder(await w.as('issuer'), back, await versionNow(w, back), CLOSING))
		w.at('2026-12-20')
		await sweepOnce(w.deps)
		const later = done(await circularPage(await w.as('department'), id))
		expect(later.facts).toEqual(page.facts)
		expect(later).toMatchObject({ number: '江服督通〔2026〕1号', state: 'PUBLISHED', mayDraft: false })
		expect(later.sha256).toMatch(/^[0-9a-f]{64}$/)
		await expect(sql`update order_circular_paper set remark = 'x'`.execute(w.db.write)).rejects.toThrow('append-only')
	})

	test('published by another person, after the month, with numbers counted after it', async () => {
		const w = await world()
		await issued(w)
		w.at('2026-11-28')
		const officer = await w.as('orders')
		expect(ruleOf(await draftCircular(officer, { month: '2026-12', remark: '', reason: '' }))).toBe(
			'circular.month-unknown',
		)
		const { id } = done(await draftCircular(officer, { month: '2026-11', remark: '', reason: '' }))
		expect(ruleOf(await draftCircular(officer, { month: '2026-11', remark: '', reason: '' }))).toBe(
			'circular.draft-waits',
		)
		expect(ruleOf(await publishCircular(await w.as('issuer'), id, 1))).toBe('circular.month-open')
		w.at('2026-12-01')
		expect(ruleOf(await publishCircular(await w.as('issuer'), id, 1))).toBe('circular.counted-early')
		done(await recountCircular(await w.as('orders'), id, 1, '按时反馈'))
		expect(ruleOf(await publishCircular(await w.as('issuer'), id, 1))).toBe('stale')
		expect(ruleOf(await publishCircular(await w.as('orders'), id, 2))).toBe('not-allowed')
		expect(ruleOf(await publishCircular(await w.as('department'), id, 2))).toBe('not-allowed')
		done(await publishCircular(await w.as('issuer'), id, 2))
		expect(ruleOf(await recountCircular(await w.as('orders'), id, 3, ''))).toBe('wrong-state')
		expect(ruleOf(await publishCircular(await w.as('issuer'), id, 3))).toBe('wrong-state')
	})

	test('a draft is seen by those who write it; a mistake is put right by a further edition with its reason', async () => {
		const w = await world()
		w.at('2026-12-02')
		const officer = await w.as('orders')
		const form = { month: '2026-11', remark: '', reason: '' }
		const { id } = done(await draftCircular(officer, form))
		expect(ruleOf(await circularPage(await w.as('department'), id))).toBe('not-found')
		expect((await circularList(await w.as('department'))).rows).toEqual([])
		expect((await circularList(await w.as('auditor'))).rows).toHaveLength(1)
		done(await publishCircular(await w.as('issuer'), id, 1))
		expect(ruleOf(await draftCircular(officer, form))).toBe('circular.reason-missing')
		const second = done(await draftCircular(officer, { ...form, reason: '漏计一件' }))
		done(await dropCircular(officer, second.id, 1))
		const third = done(await draftCircular(officer, { ...form, reason: '漏计一件' }))
		done(await publishCircular(await w.as('issuer'), third.id, 1))
		const list = await circularList(await w.as('department'))
		expect(list.rows.map((row) => [row.edition, row.state, row.number])).toEqual([
			[3, 'PUBLISHED', '江服督通〔2026〕2号'],
			[1, 'REPLACED', '江服督通〔2026〕1号'],
		])
		expect(done(await circularPage(await w.as('department'), id)).laterId).toBe(third.id)
		const told = await w.db.read
			.selectFrom('outbox')
			.select('account_id')
			.where('kind', '=', 'circular.published')
			.execute()
		expect(told.length).toBeGreaterThan(0)
		expect(told.map((row) => row.account_id)).not.toContain(await w.accountId('issuer'))
	})

	test('the workbook has typed cells on every sheet', async () => {
		const w = await world()
		await fates(w)
		const officer = await w.as('orders')
		const { id } = done(await draftCircular(officer, { month: '2026-11', remark: '=1+1', reason: '' }))
		const { bytes } = done(await circularFile(officer, id, WORDS, (month) => month))
		const book = new ExcelJS.Workbook()
		await book.xlsx.load(new Uint8Array(bytes).buffer)
		expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
			'circular.sheet.summary',
			'circular.sheet.sources',
			'circular.sheet.levels',
			'circular.sheet.departments',
			'circular.sheet.scores',
			'circular.sheet.overdue',
		])
		const late = book.getWorksheet('circular.sheet.overdue')
		// Neither its number nor its title: the circular is read by everybody.
		expect(late?.getRow(2).getCell(1).value).toBeFalsy()
		expect(late?.getRow(2).getCell(2).value).toBe('circular.restricted')
		expect(late?.getRow(2).getCell(4).value).toEqual(new Date('2026-11-05T00:00:00Z'))
		expect(late?.getRow(2).getCell(6).value).toBe(5)
		const departments = book.getWorksheet('circular.sheet.departments')
		const row = departments?.getRows(2, 6)?.find((one) => one.getCell(1).value === '渠道管理部')
		expect(row?.getCell(6).value).toBe(0.666)
		expect(row?.getCell(12).value).toBe(-3)
		const texts = book.worksheets.flatMap((sheet) =>
			(sheet.getRows(1, sheet.rowCount) ?? []).map((one) => one.getCell(1).value),
		)
		expect(texts.every((value) => value === null || typeof value === 'string')).toBe(true)
	})

	test('the end of a month is the end of its last day in Shanghai', async () => {
		const w = await world()
		w.at('2026-11-27')
		const id = await signedFor(w, { urgency: 'CRITICAL' })
		expect((await orderRow(w, id)).due_at).toBe(instantAt('2026-11-28', 600))
		w.at(instantAt('2026-11-30', 1439))
		await sweepOnce(w.deps)
		expect((await linesOf(w, 'issuer', '2026-11')).map(([, rule]) => rule)).toEqual(['overdue'])
		expect(await linesOf(w, 'issuer', '2026-12')).toEqual([])
	})
})
