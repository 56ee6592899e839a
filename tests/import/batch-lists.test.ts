import { expect, test } from 'vitest'
import type { Ctx } from '#app/usecases/context.server.ts'
import { openBatch, registerSupervisor } from '#app/usecases/intake/batches.server.ts'
import { importBatchList, takeBatchList, viewBatchList } from '#app/usecases/intake/import-batch.server.ts'
import { listTemplate } from '#app/usecases/intake/list-template.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, ruleOf } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

async function lookBatch(ctx: Ctx, batch: string, lines: readonly string[], header: string) {
	const bytes = Buffer.from([header, ...lines].join('\r\n'))
	const taken = await takeBatchList(ctx, batch, { name: '清单.csv', bytes })
	if (!('token' in taken)) throw new Error(taken.fault)
	const view = done(await viewBatchList(ctx, batch, taken.token))
	return { token: taken.token, view, problems: view.problems.map((one) => `${one.row}${one.letters} ${one.kind}`) }
}

describeOnBoth('lists of opinions and survey answers', (open) => {
	const SURVEY = '编号,反映事项,网点编码,问题类别,文字意见,用户诉求'
	const world = async () => {
		const w = worldOf(await open(layWorld), '2026-11-16')
		const ctx = await w.as('orders')
		const survey = { kind: 'survey', period: '2026-11', title: '望江主厅 11 月', receivedOn: '2026-11-13' } as const
		const opinions = { kind: 'opinion', period: '2026-11', title: '', receivedOn: '2026-11-13' } as const
		for (const code of ['SD-001', 'SD-002'])
			done(await registerSupervisor(ctx, { code, name: '沈工', background: 'MEDIA', sinceOn: '2026-01-01' }))
		await w.db.write
			.updateTable('social_supervisor')
			.set({ until_on: '2026-10-31' })
			.where('code', '=', 'SD-002')
			.execute()
		return { w, ctx, survey: done(await openBatch(ctx, survey)).id, opinions: done(await openBatch(ctx, opinions)).id }
	}
	const items = (w: World) => w.db.read.selectFrom('intake_item').selectAll().orderBy('number').execute()

	test('a survey at once: each its number, line and clock; the same file again adds nothing, more rows go on', async () => {
		const { w, ctx, survey } = await world()
		const lines = ['1,等待时间较长,JZ-WJ-0312,G05,只开一个台席，电话 13812341234,增开', '2,Coverage,,Z,没有信号,']
		const first = await lookBatch(ctx, survey, lines, SURVEY)
		expect(first.view).toMatchObject({ fresh: 2, same: 0, wrong: 0, missing: [] })
		expect(await items(w)).toEqual([])
		expect(done(await importBatchList(ctx, survey, first.token))).toEqual({ rows: 2, fresh: 2 })
		const rows = await items(w)
		expect(
			rows.map((one) => [one.number, one.batch_line, one.topic, one.category, one.violation_type, one.due_on]),
		).toEqual([
			['DC-2026-0001', 1, 'WAITING', 'G', 'G05', '2026-12-04'],
			['DC-2026-0002', 2, 'COVERAGE', 'Z', null, '2026-12-04'],
		])
		expect(rows[0]?.matter).toBe('只开一个台席，电话 138****1234')
		const before = await w.fingerprint()
		const again = await lookBatch(ctx, survey, [...lines].reverse(), SURVEY)
		expect(again.view).toMatchObject({ fresh: 0, same: 2, wrong: 0 })
		expect(done(await importBatchList(ctx, survey, again.token))).toEqual({ rows: 2, fresh: 0 })
		expect(await w.fingerprint()).toBe(before)
		const more = await lookBatch(ctx, survey, [...lines, '3,账单,,C,看不懂账单,'], SURVEY)
		expect(done(await importBatchList(ctx, survey, more.token))).toEqual({ rows: 3, fresh: 1 })
		expect((await items(w)).map((one) => one.batch_line)).toEqual([1, 2, 3])
	})

	test('every fault by row and column; one stops the whole list; another batch, person or a closed one is refused', async () => {
		const { w, ctx, survey, opinions } = await world()
		const nasty = [
			',等待时间较长,,G,排队太久,',
			'2,天气,,G,排队太久,',
			'3,账单,NO-SUCH,C,账单看不懂,',
			'4,账单,,外星,账单看不懂,',
			'5,账单,,C99,账单看不懂,',
			'6,账单,,C,  ,',
			'7,账单,,C,账单看不懂,',
			'7,账单,,C,又一条,',
			'8,账单,,C,账单看不懂,,多余',
		]
		const bad = await lookBatch(ctx, survey, nasty, SURVEY)
		expect(bad.problems).toEqual([
			'2A blank',
			'3B unknown-value',
			'4C unknown-outlet',
			'5D unknown-value',
			'6D unknown-value',
			'7E blank',
			'9A taken',
			'10 too-many-cells',
		])
		const before = await w.fingerprint()
		expect(ruleOf(await importBatchList(ctx, survey, bad.token))).toBe('import.has-errors')
		expect(ruleOf(await importBatchList(ctx, opinions, bad.token))).toBe('not-found')
		expect(ruleOf(await importBatchList(await w.as('manager'), survey, bad.token))).toBe('not-found')
		expect(await w.fingerprint()).toBe(before)
		const english = 'Opinion,Cause,Supervisor,Number'
		const opinion = await lookBatch(
			ctx,
			opinions,
			['Closes early,G,sd-001,A-1', 'No sign,G,SD-002,A-2', 'x,G,SD-9,A-3'],
			english,
		)
		expect(opinion.problems).toEqual(['3C unknown-supervisor', '4C unknown-supervisor'])
		const good = await lookBatch(ctx, opinions, ['营业厅提前关门,G,SD-001,A-1'], '意見內容,問題類別,監督員編號,編號')
		done(await importBatchList(ctx, opinions, good.token))
		expect((await items(w))[0]).toMatchObject({ number: 'YJ-2026-0001', channel: 'SUPERVISOR', reply_by: 'LETTER' })
		const other = await lookBatch(ctx, opinions, ['营业厅提前半小时关门,G,SD-001,A-1'], english)
		expect(other.problems).toEqual(['2D taken-before'])
		expect((await lookBatch(ctx, survey, [], '编号,内容')).view.missing).toEqual(['反映事项', '问题类别'])
		await w.db.write
			.updateTable('intake_batch')
			.set({ state: 'CLOSED', closed_at: '2026-11-16T01:00:00.000Z' })
			.execute()
		expect(ruleOf(await importBatchList(ctx, survey, bad.token))).toBe('intake.batch-closed')
	})

	test('the template is a list that can be read, in each language', async () => {
		const { w, ctx, survey, opinions } = await world()
		const words = { text: (key: string) => key, first: (_: readonly string[], other: string) => other }
		for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const)
			for (const [list, batch] of [
				['surveys', survey],
				['opinions', opinions],
			] as const) {
				const { bytes } = done(await listTemplate(ctx, list, language, words))
				const taken = await takeBatchList(ctx, batch, { name: 't.xlsx', bytes })
				if (!('token' in taken)) throw new Error(taken.fault)
				expect(done(await viewBatchList(ctx, batch, taken.token))).toMatchObject({ missing: [], absent: [], rows: 0 })
			}
		expect(ruleOf(await listTemplate(await w.as('manager'), 'surveys', 'en', words))).toBe('not-allowed')
	})
})
