import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { openExport } from '#app/usecases/export/open-export.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { gradeOrder } from '#app/usecases/orders/grade.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { mergeOrders } from '#app/usecases/orders/merge.server.ts'
import { suspendOrder } from '#app/usecases/orders/suspend.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, done, FEEDBACK, orderRow, signedFor, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const words = { text: (key: string) => key, first: (_: readonly string[], otherwise: string) => otherwise }

async function fileOf(w: World, login: string, query: Readonly<Record<string, string>> = {}) {
	const file = done(openExport(await w.as(login), 'orders', 'csv', { view: 'all', ...query }, words))
	const parts: Buffer[] = []
	for await (const part of file.body) parts.push(Buffer.from(part))
	const text = Buffer.concat(parts).toString('utf8')
	const [head = [], ...rows]: string[][] = parse(text, { bom: true })
	const keys = head.map((name) => name.replace('export.', ''))
	return { keys, rows: rows.map((row) => Object.fromEntries(keys.map((key, n) => [key, row[n] ?? '']))) }
}

describeOnBoth('the file of the board', (open) => {
	test('tells every field of an order, each as text and never as a formula', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await signedFor(w, {
			matter: '=HYPERLINK("http://x")',
			assists: [{ departmentId: await departmentId(w, 'SC'), task: '核对', dueOn: '2026-11-10' }],
			wanted: '@回访录音\n退费凭证',
		})
		const version = () => versionNow(w, id)
		const more = { limit: { amount: 2, unit: 'wd' }, reason: '凭证在省公司系统' } as const
		const first = await orderRow(w, id)
		done(await askExtension(await w.as('department'), id, await version(), more))
		done(await decideOnExtension(await w.as('issuer'), id, await version(), { approve: true, reason: '同意延期' }))
		done(await giveFeedback(await w.as('department'), id, await version(), FEEDBACK))
		done(await returnOrder(await w.as('issuer'), id, await version(), '写清由谁负责、哪天上线'))
		done(await giveFeedback(await w.as('department'), id, await version(), { ...FEEDBACK, cause: '+原因分析另附' }))
		done(await completeOrder(await w.as('issuer'), id, await version(), { callback: null, reason: '结果核实' }))
		const { keys, rows } = await fileOf(w, 'orders', { cols: 'handler,source' })
		expect(keys.slice(0, 6)).toEqual(['number', 'title', 'light', 'handler', 'source', 'sourceRef'])
		expect(keys.at(-1)).toBe('id')
		expect(new Set(keys).size).toBe(keys.length)
		expect(rows).toHaveLength(1)
		const now = await orderRow(w, id)
		expect(rows[0]).toMatchObject({
			documentNumber: now.document_number,
			matter: '\'=HYPERLINK("http://x")',
			sourceRef: 'JD-2026-0046',
			extensions: '1',
			returned: '1',
			returnReason: '写清由谁负责、哪天上线',
			rootCause: "'+原因分析另附",
			mechanism: FEEDBACK.mechanism,
			opinion: '结果核实',
			observeUntil: now.observe_until,
			originalDueAt: '2026-11-23 18:00',
			dueAt: '2026-11-25 18:00',
			issuedBy: (await w.as('issuer')).actor.name,
			acknowledgedBy: (await w.as('department')).actor.name,
			grade: 'order.fact.grade.open',
			mergedInto: '',
			id,
		})
		expect(first.due_on).toBe('2026-11-23')
		expect(rows[0]?.assisting).toMatch(/核对 2026-11-10/)
		expect(rows[0]?.wanted).toBe('1. @回访录音\n2. 退费凭证')
		expect(rows[0]?.extensionList).toMatch(/export\.extension\.GRANTED 2026-11-23 18:00 → 2026-11-25 18:00/)
	})

	test('does not name an order that its reader may not know, nor holds one', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const target = await signedFor(w)
		const source = await signedFor(w)
		const reason = '同一网点同一问题'
		const pair = { target: { id: target, version: undefined }, sources: [{ id: source, version: undefined }], reason }
		done(await mergeOrders(await w.as('issuer'), pair))
		const grade = { confidential: true, reason: '涉及未公开的处罚信息' }
		done(await gradeOrder(await w.as('issuer'), target, await versionNow(w, target), grade))
		const number = (await orderRow(w, target)).number ?? ''
		const named = await fileOf(w, 'issuer')
		expect(named.rows.find((row) => row.id === source)?.mergedInto).toBe(number)
		expect(named.rows.find((row) => row.id === target)).toMatchObject({
			grade: 'order.confidential',
			gradeReason: grade.reason,
		})
		const shut = await fileOf(w, 'compliance')
		expect(shut.rows.map((row) => [row.id, row.mergedInto])).toEqual([[source, '—']])
		expect(JSON.stringify(shut)).not.toContain(number)
	})

	test('says what an order waits for', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await signedFor(w)
		const pause = { body: '省公司计费中心', reason: '等待计费数据', until: '2026-11-09' as const }
		done(await suspendOrder(await w.as('issuer'), id, await versionNow(w, id), pause))
		expect((await fileOf(w, 'auditor')).rows[0]?.suspended).toMatch(
			/^省公司计费中心 等待计费数据 2026-11-02 .* → 2026-11-09$/,
		)
	})
})
