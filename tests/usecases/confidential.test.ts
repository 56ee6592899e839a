import { expect, test } from 'vitest'
import { selfReportSchema } from '#app/domain/desk/self-report.schema.ts'
import { enterAbsence } from '#app/usecases/absences/absences.server.ts'
import { draftChange } from '#app/usecases/calendars/drafts.server.ts'
import { movesFile } from '#app/usecases/calendars/export.server.ts'
import { changePage } from '#app/usecases/calendars/views.server.ts'
import { draftCircular } from '#app/usecases/circulars/draft.server.ts'
import { circularPage } from '#app/usecases/circulars/views.server.ts'
import { inbox } from '#app/usecases/inbox/inbox.server.ts'
import { orderFromItem } from '#app/usecases/intake/make-order.server.ts'
import { intakeItemPage } from '#app/usecases/intake/page.server.ts'
import { templatePreview } from '#app/usecases/notices/template-pages.server.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { writeChaseNotice } from '#app/usecases/orders/chase-notice.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { gradeOrder } from '#app/usecases/orders/grade.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { completeOrder } from '#app/usecases/orders/judge.server.ts'
import { mergeOrders } from '#app/usecases/orders/merge.server.ts'
import { orderPage } from '#app/usecases/orders/page.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { reportOwnViolation } from '#app/usecases/self-reports/report.server.ts'
import { selfReportPage } from '#app/usecases/self-reports/views.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { daysDraft } from '#tests/support/calendars.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { openPostOffice } from '#tests/support/delivery.ts'
import { complained, itemRow, makeForm } from '#tests/support/intake.ts'
import { done, FEEDBACK, issued, orderRow, ruleOf, signedFor, versionNow } from '#tests/support/orders.ts'
import { inDefence } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const TITLE = '机密事项甲'
const WORDS = { text: (key: string) => key, first: (_: readonly string[], otherwise: string) => otherwise }

/** A confidential order of the channel department, signed for. */
async function secretOrder(w: World, change: Parameters<typeof signedFor>[1] = {}) {
	const id = await signedFor(w, { title: TITLE, confidential: 'on', ...change })
	return { id, number: (await orderRow(w, id)).number ?? '' }
}

/** Neither the number nor the title of the order stands in what somebody is shown. */
function expectSilent(shown: unknown, number: string): void {
	const text = JSON.stringify(shown)
	expect(text).not.toContain(number)
	expect(text).not.toContain(TITLE)
}

describeOnBoth('what is confidential is told to nobody whom it does not name', (open) => {
	const start = async () => worldOf(await open(layWorld), '2026-11-02')

	test('not in the deadlines that a calendar would move, nor is anything there that the reader may not read', async () => {
		const w = await start()
		const secret = await secretOrder(w)
		const plain = await signedFor(w)
		const plainNumber = (await orderRow(w, plain)).number ?? ''
		await inDefence(w, { occurredOn: '2026-10-28' })
		const change = done(await draftChange(await w.as('admin'), daysDraft('2026-11-10 休 台风停业'))).id
		const seen = async (login: string) => {
			const ctx = await w.as(login)
			const { moves } = done(await changePage(ctx, change, ''))
			const file = done(await movesFile(ctx, change, WORDS))
			let csv = ''
			for await (const piece of file.body) csv += String(piece)
			return { rows: moves?.rows ?? [], csv }
		}
		const officer = await seen('orders')
		expect(officer.rows.map(({ number }) => number)).toEqual(expect.arrayContaining([secret.number, plainNumber]))
		const compliance = await seen('compliance')
		expectSilent(compliance, secret.number)
		expect(compliance.csv).toContain(plainNumber)
		expect(compliance.rows).toHaveLength(officer.rows.length)
		// Who keeps the calendar counts the deadlines and is shown none of them.
		const keeper = await w.as('admin')
		expect(done(await changePage(keeper, change, '')).moves).toBeNull()
		expect((await movesFile(keeper, change, WORDS)).ok).toBe(false)
		// A manager of another county reads no case of this one.
		expect((await seen('manager4')).csv).not.toMatch(/CF-2026|DB-2026/)
	})

	test('not around the draft of a wording', async () => {
		const w = await start()
		const secret = await secretOrder(w)
		const issuer = await w.as('issuer')
		const notice = async (id: string) => {
			const row = await orderRow(w, id)
			await w.deps.inTx(issuer.actor.branchId, async (tx) => ({
				ok: true,
				value: await writeChaseNotice(issuer, tx, row, { key: 'T+1' }),
			}))
		}
		await notice(secret.id)
		const preview = async () => templatePreview(await w.as('compliance'), 'chase-notice', 'zh-Hans')
		expect(ruleOf(await preview())).toBe('not-found')
		await notice(await signedFor(w))
		expect(ruleOf(await preview())).toBe('done')
	})

	test('not beside a report of the dealer: that there is an order counts, which one is not said', async () => {
		const w = worldOf(await open(layWorld), '2026-11-09')
		const outletId = await w.outletId('JZ-WJ-0312')
		const secret = await secretOrder(w, { outletId, category: 'B01' })
		const plain = await issued(w, { outletId, category: 'B01' })
		w.at('2026-11-10')
		const form = selfReportSchema.parse({
			outletId,
			matter: '没有给用户看资费就开了业务',
			occurredOn: '2026-11-05',
			units: '1',
			facts: '店员没有出示资费说明。',
			refund: 'DONE',
			confirm: 'on',
		})
		const made = done(await reportOwnViolation(await w.as('dealer'), { requestKey: 'form-secret', form }))
		const found = async (login: string) => done(await selfReportPage(await w.as(login), made.id, 'B01'))
		const compliance = await found('compliance')
		expectSilent(compliance, secret.number)
		const numbers = (compliance.found ?? []).filter(({ kind }) => kind === 'order').map(({ number }) => number)
		expect(numbers.toSorted()).toEqual(['', (await orderRow(w, plain)).number])
		expectSilent(await found('manager'), secret.number)
	})

	test('not in the circular, which everybody reads; it is counted there', async () => {
		const w = await start()
		const secret = await secretOrder(w, { urgency: 'URGENT' })
		w.at('2026-11-12')
		await sweepOnce(w.deps)
		const { id } = done(await draftCircular(await w.as('orders'), { month: '2026-11', remark: '', reason: '' }))
		const { facts } = done(await circularPage(await w.as('orders'), id))
		expect(facts.late).toHaveLength(1)
		expect(facts.judged.late).toBe(1)
		expectSilent(facts, secret.number)
	})

	test('not in the messages of a deputy: the number and the words stay with those whom it names', async () => {
		const w = await start()
		const secret = await secretOrder(w)
		const absence = { from: '2026-11-03', until: '2026-12-31', note: '出差' } as const
		const deputy = await w.accountId('compliance')
		done(await enterAbsence(await w.as('department'), { ...absence, deputy, person: null }))
		w.at('2026-12-10')
		await sweepOnce(w.deps)
		const messages = async (login: string) =>
			(await inbox(await w.as(login), 'unread', null)).items.filter(({ subjectId }) => subjectId === secret.id)
		const told = await messages('compliance')
		expect(told.length).toBeGreaterThan(0)
		expect(told.every(({ closed }) => closed)).toBe(true)
		expectSilent(told, secret.number)
		const own = await messages('department')
		expect(own.every(({ closed }) => !closed)).toBe(true)
		expect(JSON.stringify(own)).toContain(secret.number)
	})

	test('not in the mail of a deputy, and not in a group', async () => {
		const post = await openPostOffice(await open(layWorld))
		try {
			const secret = await secretOrder(post.world)
			for (const login of ['compliance', 'department']) {
				await post.mailOf(login, `${login}@jz.example`)
				const params = { number: secret.number, title: TITLE, due: '2026-11-23' }
				await post.tell(login, 'order.chased', { params, subject: ['order', secret.id] })
			}
			await post.robot('WECOM', 'wecom', { department: 'QD' })
			await post.run()
			// What can wait comes with the next morning.
			post.world.at('2026-11-10')
			await post.run()
			const mailTo = (address: string) =>
				post.smtp.received
					.filter(({ to }) => String(to) === address)
					.map(({ mail }) => `${mail.subject} ${mail.text}`)
					.join()
			expect(mailTo('department@jz.example')).toContain(secret.number)
			expect(mailTo('department@jz.example')).not.toContain(TITLE)
			expect(mailTo('compliance@jz.example')).toContain(secret.id)
			expectSilent(mailTo('compliance@jz.example'), secret.number)
			const posted = JSON.stringify(post.robots.heard)
			expect(posted).toContain(secret.id)
			expectSilent(posted, secret.number)
		} finally {
			await post.close()
		}
	})

	test('not in the item that it answers: no answer is proposed from its feedback', async () => {
		const w = await start()
		const item = await complained(w)
		const { orderId: id } = done(await orderFromItem(await w.as('orders'), item, await makeForm(w, 1)))
		done(await submitForApproval(await w.as('orders'), id, await versionNow(w, id)))
		done(await issueOrder(await w.as('issuer'), id, await versionNow(w, id)))
		const grade = { confidential: true, reason: '涉及未公开的处罚信息' }
		done(await gradeOrder(await w.as('issuer'), id, await versionNow(w, id), grade))
		done(await acknowledgeOrder(await w.as('department'), id, await versionNow(w, id)))
		done(await giveFeedback(await w.as('department'), id, await versionNow(w, id), FEEDBACK))
		const closing = { callback: 'SATISFIED', reason: '' } as const
		done(await completeOrder(await w.as('issuer'), id, await versionNow(w, id), closing))
		expect(await itemRow(w, item)).toMatchObject({ state: 'ORDERED', proposed_answer: '' })
		const page = done(await intakeItemPage(await w.as('compliance'), item))
		expect(page.order).toBeNull()
		expect(JSON.stringify(page)).not.toContain(FEEDBACK.result)
	})

	test('is not merged with what others read; a number that became confidential leaves the log of the merged one', async () => {
		const w = await start()
		const secret = await secretOrder(w)
		const target = await signedFor(w)
		const source = await signedFor(w)
		const merge = async (into: string, from: string) =>
			mergeOrders(await w.as('issuer'), {
				target: { id: into, version: undefined },
				sources: [{ id: from, version: undefined }],
				reason: '同一网点同一问题',
			})
		expect(ruleOf(await merge(secret.id, source))).toBe('order.merge-grade')
		expect(ruleOf(await merge(target, secret.id))).toBe('order.merge-grade')
		done(await merge(target, source))
		const grade = { confidential: true, reason: '涉及未公开的处罚信息' }
		done(await gradeOrder(await w.as('issuer'), target, await versionNow(w, target), grade))
		const number = (await orderRow(w, target)).number ?? ''
		expectSilent(done(await orderPage(await w.as('compliance'), source)), number)
		expect(JSON.stringify(done(await orderPage(await w.as('issuer'), source)))).toContain(number)
	})
})
