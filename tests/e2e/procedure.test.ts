import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditCheckCharacter } from '#app/domain/dealer.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { askForReview } from '#app/usecases/penalties/review.server.ts'
import { registerDealer } from '#app/usecases/registers/save-dealer.server.ts'
import { registerOutlet } from '#app/usecases/registers/save-outlet.server.ts'
import { at, drafted, inDefence, must, openLast, payIn, rowOf, servedCase } from '#tests/support/penalty-case.ts'
import { axe, type Stage, stage, wordsOf } from './fixtures.ts'
import { hands, summary } from './steps.ts'

let s: Stage
const REASON = '事实清楚，证据充分，代理商的意见已逐条答复，依照所引条款决定。'

/** Two earlier decisions of one category, each served before the next violation happened. */
let earlier: readonly string[] = []
beforeAll(async () => {
	s = await stage('2026-08-24')
	await payIn(s.world, 5_000_000)
	const first = await servedCase(s.world, { severity: 'L3', occurredOn: '2026-08-20' })
	await s.at('2026-09-22')
	const second = await servedCase(s.world, { severity: 'L3', occurredOn: '2026-09-17' })
	earlier = [first, second]
	await s.at('2026-11-09')
})
afterAll(() => s.close())

async function open(login: string, address: string, language: Language = 'zh-Hans') {
	const t = wordsOf(language)
	const page = await s.visit({ login, language, phone: login === 'dealer' })
	const me = hands(page, t)
	await page.goto(address)
	const leave = async () => {
		expect(await axe(page)).toEqual([])
		expect(s.complaints()).toEqual([])
		await page.context().close()
	}
	return { page, me, t, leave }
}

/** An agent who came in October and has not accepted any rules. */
async function newcomer(): Promise<string> {
	const ctx = await s.world.as('compliance')
	const first = '91350100M00000001'
	const { id: dealerId } = must(
		await registerDealer(ctx, {
			code: 'D-1001',
			name: '江州市新来通信有限公司',
			creditCode: first + creditCheckCharacter(first),
			contactName: '陈某',
			contactPhone: '0555-100-0001',
			agreementFrom: '2026-10-01',
			agreementTo: '2027-12-31',
			depositRequired: 0,
			status: 'ACTIVE',
			signedBy: '',
			eServiceConsent: true,
		}),
	)
	const grid = s.world.db.read.selectFrom('org_unit').select('id').where('code', '=', 'WJ-3')
	must(
		await registerOutlet(ctx, {
			code: 'JZ-WJ-0900',
			name: '新来通信望江路店',
			type: 'CAMPUS',
			address: '江州市望江路 9 号',
			latitude: null,
			longitude: null,
			dealerId,
			gridId: (await grid.executeTakeFirstOrThrow()).id,
			channelManagerId: '',
			status: 'ACTIVE',
		}),
	)
	return 'JZ-WJ-0900'
}

/** Declares that nothing binds the person to the agent. */
const free = (page: Awaited<ReturnType<typeof open>>) =>
	page.page.getByLabel(page.t('gate.declare.none')).first().check()

let third = ''
test('two earlier decisions double the amount; the review varies it downward', async () => {
	third = await inDefence(s.world, { severity: 'L3', occurredOn: '2026-10-30' })
	must(await acknowledgeNotice(await s.world.as('dealer'), await at(s.world, third)))
	const numbers = await Promise.all(earlier.map(async (id) => (await rowOf(s.world, id)).number))
	const approver = await open('approver', paths.penalty(third))
	// domain 3.2: L3 2,000 × 200% for two earlier decisions.
	await approver.me.says('¥4,000', approver.t('penalty.priors.sub', { count: 2 }), ...numbers)
	for (const id of earlier)
		await approver.page
			.locator(`a[href="${paths.penalty(id)}"]`)
			.first()
			.waitFor()
	await approver.me.follow('penalty.act.decide', paths.penaltyAct(third, 'decide'))
	await approver.me.fill(approver.t('penalty.decide.amount'), '4000')
	await approver.me.fill(approver.t('penalty.decide.reason'), REASON)
	await approver.page.getByLabel(approver.t('penalty.decide.confirm')).check()
	await approver.me.button('penalty.act.decide').click()
	await summary(approver.page).waitFor()
	await approver.me.says(approver.t('gate.declare'))
	await free(approver)
	await approver.me.press('penalty.act.decide', /done=decide/)
	await approver.leave()

	await openLast(s.world, third)
	const dealer = await s.world.as('dealer')
	const ground = { ground: 'amount', statement: '两次在先行为均已整改，本次金额偏高' } as const
	must(await askForReview(dealer, { ...(await at(s.world, third)), ...ground }))
	const reviewer = await open('reviewer', paths.penalty(third), 'en')
	await reviewer.me.follow('penalty.act.review', paths.penaltyAct(third, 'review'))
	await reviewer.page.getByLabel(reviewer.t('penalty.outcome.VARIED')).first().check()
	await reviewer.page.getByLabel(reviewer.t('penalty.review.amount')).fill('3000')
	await reviewer.me.press('review.choose.do', /outcome=VARIED/)
	await reviewer.me.says('¥3,000', '¥1,000')
	await reviewer.me.fill(reviewer.t('penalty.review.reason'), REASON)
	await reviewer.page.getByLabel(reviewer.t('penalty.review.confirm')).check()
	await free(reviewer)
	await reviewer.me.press('penalty.act.review', /done=review/)
	await reviewer.leave()
	expect(await rowOf(s.world, third)).toMatchObject({ state: 'REVIEWED', amount_fen: 300_000 })
})

test('a revocation shows every later case that counted it, and each gets its task', async () => {
	const [first = '', second = ''] = earlier
	const reviewer = await open('reviewer', paths.penaltyAct(first, 'revoke'))
	const { number } = await rowOf(s.world, second)
	// 3,000 with one earlier decision falls to 2,000 without it.
	await reviewer.me.says(number, (await rowOf(s.world, third)).number, '¥3,000', '¥2,000')
	await reviewer.me.fill(reviewer.t('penalty.revoke.reason'), '复查发现当日凭证齐全，原决定认定的事实有误。')
	await reviewer.page.getByLabel(reviewer.t('penalty.revoke.confirm')).check()
	await reviewer.me.press('penalty.act.revoke', /done=revoke/)
	await reviewer.leave()
	expect((await rowOf(s.world, first)).state).toBe('REVOKED')

	const compliance = await open('compliance', paths.penalty(second))
	await compliance.me.follow('penalty.act.recompute', paths.penaltyAct(second, 'recompute'))
	await compliance.me.press('penalty.act.recompute', /done=recompute/)
	await compliance.leave()
	expect(await rowOf(s.world, second)).toMatchObject({ amount_fen: 200_000, points: 6 })
})

test('a panel of three: no vote is seen before the own one, the majority decides, the dissent is kept', async () => {
	const id = await inDefence(s.world, { severity: 'L4', occurredOn: '2026-11-02' })
	must(await acknowledgeNotice(await s.world.as('dealer'), await at(s.world, id)))
	const votes = [
		{ login: 'panel1', impose: true, reason: '证件系冒用，事实清楚，同意按告知金额扣款。' },
		{ login: 'panel2', impose: false, reason: '店员个人所为，门店尽到管理责任，不同意扣款。' },
		{ login: 'panel3', impose: true, reason: '门店没有人证比对，责任明确，同意扣款。' },
	]
	for (const [i, vote] of votes.entries()) {
		const one = await open(vote.login, paths.penalty(id))
		await one.me.follow('penalty.act.vote', paths.penaltyAct(id, 'vote'))
		for (const earlierVote of votes.slice(0, i))
			expect(await one.page.locator('main').innerText()).not.toContain(earlierVote.reason)
		await one.page
			.getByLabel(one.t(vote.impose ? 'penalty.vote.impose' : 'penalty.vote.drop'))
			.first()
			.check()
		await one.me.fill(one.t('penalty.vote.reason'), vote.reason)
		await free(one)
		await one.me.press('penalty.act.vote', /done=vote/)
		await one.leave()
	}
	expect(await rowOf(s.world, id)).toMatchObject({ state: 'DECIDED', decided_amount_fen: 1_000_000 })
	const auditor = await open('auditor', paths.penalty(id))
	await auditor.me.says(auditor.t('gate.panel.dissent'), votes[1]?.reason ?? '')
	await auditor.leave()
	await openLast(s.world, id)
	const dealer = await open('dealer', paths.deskCase(id))
	await dealer.me.says('¥10,000')
	expect(await dealer.page.locator('body').innerText()).not.toContain('店员个人所为')
	await dealer.leave()
})

test('without acceptance of the rulebook the notice is shut, until somebody gives the reason', async () => {
	const id = await drafted(s.world, { outlet: await newcomer() })
	must(await checkCase(await s.world.as('compliance'), await at(s.world, id)))
	const compliance = await open('compliance', paths.penalty(id))
	await compliance.me.says(compliance.t('refusal.penalty.rulebook-not-accepted'))
	await compliance.page.goto(paths.penaltyAct(id, 'notice'))
	await compliance.page.getByLabel(compliance.t('penalty.notice.confirm')).check()
	await compliance.me.button('penalty.act.notice').click()
	await summary(compliance.page).waitFor()
	expect((await rowOf(s.world, id)).state).toBe('CHECKED')
	await compliance.me.fill(
		compliance.t('gate.acceptance.reason'),
		'规则条文已随代理协议附件送达并签收，见协议第十二条。',
	)
	await compliance.me.press('penalty.act.notice', /done=notice/)
	await compliance.me.says('规则条文已随代理协议附件送达并签收')
	await compliance.leave()
	expect((await rowOf(s.world, id)).state).toBe('PRE_NOTICED')
})

test('what the journeys left behind is sound', () => {
	expect(s.verified()).toContain('verify: everything is sound')
})
