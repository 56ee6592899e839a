import { expect, test } from 'vitest'
import { clausesOf } from '#app/domain/penalty/clauses.ts'
import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import type { QueueName } from '#app/domain/work.ts'
import { confirmDealerExit, proposeExit } from '#app/usecases/claims/exit.server.ts'
import { answerClawback, confirmClawbackClaim, objectToClawback } from '#app/usecases/claims/judge.server.ts'
import { confirmSettlement } from '#app/usecases/ledger/confirm.server.ts'
import { saveTemplateDraft } from '#app/usecases/notices/edit-template.server.ts'
import { currentRulebook } from '#app/usecases/reference/load.server.ts'
import { approveDraft, askForCheck, sendDraftBack } from '#app/usecases/rulebooks/decide-draft.server.ts'
import { saveDraftPart, startDraft } from '#app/usecases/rulebooks/draft.server.ts'
import { navCounts } from '#app/usecases/work/counts.server.ts'
import { myWork } from '#app/usecases/work/my-work.server.ts'
import { queuesOf } from '#app/usecases/work/queues.server.ts'
import { layClaims } from '#tests/support/claims.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layMoney } from '#tests/support/money.ts'
import { must, payIn, servedCase } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const MINE = /^(clawback|redress|topup|exit|settlement|payment-plan|rulebook|template)\./

/** The lists of money of a person that have an entry; the number beside the place is the sum of what is shown. */
async function lists(world: World, login: string): Promise<Partial<Record<QueueName, number>>> {
	const ctx = await world.as(login)
	const page = await myWork(ctx)
	const shown = page.groups.reduce((total, { items }) => total + items.length, 0)
	expect([(await navCounts(ctx))['/'], page.waits], login).toEqual([shown, shown])
	const queues = (await queuesOf(ctx)).filter(({ name, count }) => count > 0 && MINE.test(name))
	for (const { items, count } of queues) expect(items).toHaveLength(count)
	return Object.fromEntries(queues.map(({ name, count }) => [name, count]))
}

const change = (world: World, table: 'clawback' | 'redress' | 'topup_notice', id: string, set: object) =>
	world.db.write.updateTable(table).set(set).where('id', '=', id).execute()

describeOnBoth('money in my work', (open) => {
	test('claims, refunds, top-ups and exits wait with whom they wait', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await payIn(world, 3_000_000, 'D-0002')
		const ask = { dealerId: await world.dealerId('D-0002'), exitOn: '2026-08-03', reason: '合同到期不再续签' } as const
		const exit = must(await proposeExit(await world.as('compliance'), ask))
		must(await confirmDealerExit(await world.as('approver'), { id: exit.id, version: 1 }))
		world.at('2026-11-02')
		await servedCase(world)
		const { clawback, topup, refund } = await layClaims(world)
		// The window is open and the top-up in time; the refund is owed, the day of the exit's has come.
		expect(await lists(world, 'compliance')).toEqual({ 'redress.owed': 1 })
		expect(await lists(world, 'approver')).toEqual({ 'exit.refund': 1 })
		expect(await lists(world, 'manager')).toEqual({ 'redress.owed': 1 })
		must(await objectToClawback(await world.as('dealer'), { id: clawback, version: 1, text: '并非虚假业务' }))
		await change(world, 'topup_notice', topup, { state: 'SUSPENSION' })
		await change(world, 'redress', refund, {
			proved_at: '2026-11-02T02:00:00.000Z',
			proved_by: await world.accountId('dealer'),
		})
		world.at('2026-11-04')
		expect(await lists(world, 'compliance')).toEqual({ 'clawback.answer': 1, 'redress.verify': 1, 'topup.overdue': 1 })
		expect(await lists(world, 'approver')).toEqual({ 'redress.verify': 1, 'topup.suspension': 1, 'exit.refund': 1 })
		must(await answerClawback(await world.as('compliance'), { id: clawback, version: 2, text: '核对后维持' }))
		expect((await lists(world, 'compliance'))['clawback.answer']).toBeUndefined()
		expect((await lists(world, 'approver'))['clawback.confirm']).toBe(1)
		must(await confirmClawbackClaim(await world.as('approver'), { id: clawback, version: 3 }))
		await change(world, 'clawback', clawback, { exit_review: 1 })
		expect((await lists(world, 'compliance'))['clawback.exit-case']).toBe(1)
		expect((await lists(world, 'approver'))['clawback.confirm']).toBeUndefined()
		expect(await lists(world, 'auditor')).toEqual({})
	})

	test('settlements, payment plans and drafts wait for a second person', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { settlement } = await layMoney(world, await servedCase(world))
		const compliance = await world.as('compliance')
		const { id } = must(await startDraft(compliance, { code: 'RB-2027', effectiveFrom: '2027-01-01' }))
		const texts = {
			hansTitle: '告知',
			hansText: '文',
			hantTitle: '告知',
			hantText: '文',
			enTitle: 'Notice',
			enText: 'Text',
		}
		must(
			await saveTemplateDraft(
				compliance,
				{ kind: 'pre-notice', version: 0 },
				{ effectiveFrom: '2026-12-01', ...texts },
			),
		)
		const rest = { 'settlement.confirm': 1, 'payment-plan.decide': 1, 'template.check': 1 }
		// A draft waits once its check is asked for, and no longer when it came back.
		expect(await lists(world, 'approver')).toEqual(rest)
		expect(await lists(world, 'compliance')).toEqual({})
		const milder = (book: Rulebook) => clausesOf(book).filter((one) => one.key === 'types.type-severity.A03')
		const [clause] = milder((await currentRulebook(compliance, world.db.read)).body)
		const values = { [clause?.id ?? '']: 'L1' }
		must(await saveDraftPart(compliance, { id, version: 1, values, clauses: milder }))
		must(await askForCheck(compliance, { id, version: 2 }))
		expect(await lists(world, 'approver')).toEqual({ ...rest, 'rulebook.check': 1 })
		const version = async () =>
			(
				await world.db.read
					.selectFrom('rulebook_draft')
					.select('version')
					.where('id', '=', id)
					.executeTakeFirstOrThrow()
			).version
		const approver = await world.as('approver')
		must(await approveDraft(approver, { id, version: await version() }))
		must(await sendDraftBack(approver, { id, version: await version(), reason: '再改一处' }))
		must(await confirmSettlement(approver, { id: settlement, version: 1 }))
		expect(await lists(world, 'approver')).toEqual({ 'payment-plan.decide': 1, 'template.check': 1 })
	})
})
