import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { openEntries } from '#tests/support/ledger-sums.ts'
import { payIn, rowOf, servedCase } from '#tests/support/penalty-case.ts'
import { awake, axe, type Stage, stage, wordsOf } from './fixtures.ts'
import { hands, summary } from './steps.ts'

let s: Stage
let id = ''
const t = wordsOf('zh-Hans')
beforeAll(async () => {
	s = await stage('2026-11-02')
	// 1,000 of deposit against a deduction of 2,000.
	await payIn(s.world, 100_000)
	id = await servedCase(s.world, { severity: 'L3', occurredOn: '2026-10-30' })
	// The review window of ten working days ends unused.
	await s.at('2026-11-20')
	await s.at('2026-12-01')
})
afterAll(() => s.close())

async function open(login: string, address: string) {
	const page = await s.visit({ login, phone: login === 'dealer' })
	const me = hands(page, t)
	await page.goto(address)
	const leave = async () => {
		expect(await axe(page)).toEqual([])
		expect(s.complaints()).toEqual([])
		await page.context().close()
	}
	return { page, me, leave }
}

/** Compliance brings in the commission of a month, from a file as finance sends it. */
async function commission(period: string, yuan: string): Promise<void> {
	const { page, me, leave } = await open('compliance', paths.importCommissions())
	await awake(page)
	await me.button('commission.look').click()
	await summary(page).waitFor()
	const rows = `\uFEFF代理商编码,月份,应付酬金（元）\r\nD-0001,${period},${yuan}\r\n`
	const file = { name: `酬金-${period}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows) }
	await page.locator('input[type="file"]').setInputFiles(file)
	await me.press('commission.look', /upload=/)
	await me.says('恒信通讯')
	await page.getByRole('button', { name: t('commission.do', { count: 1 }) }).click()
	await page.waitForURL(/done=1/)
	await leave()
}

/** One person proposes, another confirms; the one who proposed has no button. */
async function settle(period: string, ...figures: readonly string[]): Promise<void> {
	const first = await open('compliance', paths.settlements())
	await first.me.says('恒信通讯', ...figures)
	await first.page.locator('main input[name="confirm"]').check()
	await first.me.press('settlement.propose.do', /settlements\/[0-9a-f-]{36}$/)
	expect(await first.me.button('settlement.do').count()).toBe(0)
	const proposal = new URL(first.page.url()).pathname
	await first.leave()
	const second = await open('approver', proposal)
	await second.me.says(...figures)
	await second.page.locator('main input[name="confirm"]').first().check()
	await second.me.button('settlement.do').click()
	await second.me.says(t('settlement.state.CONFIRMED'))
	await second.leave()
	expect(period).toMatch(/^2026-1[12]$/)
}

test('November: half the commission, then the deposit, the rest is invoiced and carried forward', async () => {
	expect((await rowOf(s.world, id)).state).toBe('FINAL')
	await commission('2026-11', '1000.00')
	await settle('2026-11', '500.00')
	expect(await openEntries(s.world, 'D-0001')).toMatchObject({
		DEPOSIT_AVAILABLE: 0,
		DEPOSIT_HELD: 0,
		RECEIVABLE: 50_000,
		COMMISSION_PAYABLE: 0,
		PENALTY_INCOME: 200_000,
	})
	expect(await rowOf(s.world, id)).toMatchObject({ state: 'FINAL', settled_fen: 150_000, outstanding_fen: 50_000 })
})

test('the dealer reads the statement of the month, with what is carried forward', async () => {
	const dealerId = await s.world.dealerId('D-0001')
	const { page, me, leave } = await open('dealer', paths.deskStatement(dealerId, '2026-11'))
	await me.says('500.00', '1,000.00')
	const file = await page.request.get(paths.statementFile(dealerId, '2026-11', 'csv'))
	expect(file.status()).toBe(200)
	expect((await file.body()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
	await leave()
	const other = await open('dealer2', paths.desk())
	expect((await other.page.request.get(paths.deskStatement(dealerId, '2026-11'))).status()).toBe(404)
	await other.page.context().close()
})

test('December: the rest comes from the commission, and the case is settled', async () => {
	await s.at('2027-01-04')
	await commission('2026-12', '4000.00')
	await settle('2026-12', '500.00')
	expect(await openEntries(s.world, 'D-0001')).toMatchObject({ RECEIVABLE: 0, COMMISSION_PAYABLE: 0 })
	expect(await rowOf(s.world, id)).toMatchObject({ settled_fen: 200_000, outstanding_fen: 0 })
	expect(s.verified()).toContain('verify: everything is sound')
})
