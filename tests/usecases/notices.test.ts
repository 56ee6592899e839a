import { expect, test } from 'vitest'
import type { PaperService } from '#app/domain/notice/service.schema.ts'
import type { TemplateDraftForm } from '#app/domain/notice/template.schema.ts'
import { shippedTemplates } from '#app/infra/shipped.server.ts'
import { consentPage, recordConsent } from '#app/usecases/notices/consent.server.ts'
import { publishTemplate, saveTemplateDraft } from '#app/usecases/notices/edit-template.server.ts'
import { copyNotice, noticePdf, noticePdfFor } from '#app/usecases/notices/notice-pdf.server.ts'
import { noticePrint } from '#app/usecases/notices/print-notice.server.ts'
import { servicePage } from '#app/usecases/notices/proofs.server.ts'
import { sendLetter } from '#app/usecases/notices/send-letter.server.ts'
import { serveOnPaper } from '#app/usecases/notices/serve-paper.server.ts'
import { verifyCode } from '#app/usecases/notices/verify-code.server.ts'
import { withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkNumbers } from '#app/usecases/verify/numbers.server.ts'
import { checkService } from '#app/usecases/verify/service.server.ts'
import { noticeById, noticesOf } from '#db/queries/notices.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { at, decided, inDefence, must, noticed, PHOTO, rowOf, WHY } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

async function firstNotice(world: World, penaltyId: string) {
	const [notice] = await noticesOf(world.db.read, penaltyId)
	if (!notice) throw new Error('No notice')
	return notice
}

async function withdrawConsent(world: World): Promise<void> {
	const ctx = await world.as('compliance')
	const dealer = must(await consentPage(ctx, await world.dealerId('D-0001')))
	const form = { given: 'no', paperOn: ctx.today, note: '来函 2026-11 撤回' } as const
	must(await recordConsent(ctx, dealer.id, dealer.version, form))
}

const kinds = (proofs: readonly { kind: string; starts: boolean }[]) =>
	proofs.map((one) => `${one.kind}${one.starts ? '*' : ''}`)
const served = async (world: World, id: string) =>
	kinds(must(await servicePage(await world.as('compliance'), id)).proofs)
const paper = (kind: PaperService['kind'], on: PaperService['on']): PaperService => ({
	kind,
	on,
	person: '店长李梅',
	note: '门店当面',
})

describeOnBoth('documents and their service', (open) => {
	const start = async () => worldOf(await open(layWorld), '2026-11-09')

	test('sent, delivered, opened: the clock starts from the opening, once, with address and session', async () => {
		const world = await start()
		const id = await noticed(world)
		await sweepOnce(world.deps)
		const { id: notice } = await firstNotice(world, id)
		expect(await served(world, notice)).toEqual(['sent', 'delivered'])
		world.at('2026-11-10')
		const dealer = { ...(await world.as('dealer')), session: 'a'.repeat(64) }
		must(await openNotice(dealer, notice))
		must(await openNotice(dealer, notice))
		await sweepOnce(world.deps)
		expect(await served(world, notice)).toEqual(['sent', 'delivered', 'opened*'])
		const page = must(await servicePage(await world.as('auditor'), notice))
		expect(page.proofs.at(-1)).toMatchObject({ by: '吴建国', address: '127.0.0.1', session: 'aaaaaaaa' })
		expect(page.window).toMatchObject({ dueOn: '2026-11-17' })
		expect((await checkService(world.db.read)).faults).toEqual([])
	})

	test('with consent it lapses into service on the 3rd working day, and that is the proof', async () => {
		const world = await start()
		const id = await noticed(world)
		world.at('2026-11-13')
		await sweepOnce(world.deps)
		const notice = await firstNotice(world, id)
		expect(await served(world, notice.id)).toContain('lapsed*')
		expect(notice).toMatchObject({ served_how: 'lapse', served_at: '2026-11-12T15:59:59.999Z' })
		expect((await rowOf(world, id)).state).toBe('DEFENCE')
	})

	test('without consent neither lapse nor opening serves; paper does, from the day of the proof', async () => {
		const world = await start()
		await withdrawConsent(world)
		const id = await noticed(world)
		world.at('2026-11-17')
		await sweepOnce(world.deps)
		await sweepOnce(world.deps)
		const { id: notice } = await firstNotice(world, id)
		must(await openNotice(await world.as('dealer'), notice))
		expect((await rowOf(world, id)).state).toBe('PRE_NOTICED')
		expect(await served(world, notice)).toEqual(['sent', 'delivered', 'opened'])
		const told = world.db.read.selectFrom('inbox_item').select('id').where('kind', '=', 'penalty.paper-service')
		expect(await told.execute()).toHaveLength(1)
		const manager = await world.as('manager')
		must(await serveOnPaper(manager, notice, paper('posted', '2026-11-17')))
		expect((await rowOf(world, id)).state).toBe('PRE_NOTICED')
		expect(await serveOnPaper(manager, notice, paper('handed-over', '2026-11-18'))).toMatchObject({
			error: { rule: 'notice.later-than-today' },
		})
		expect(await serveOnPaper(manager, notice, paper('handed-over', '2026-11-08'))).toMatchObject({
			error: { rule: 'notice.before-sending' },
		})
		must(await serveOnPaper(manager, notice, paper('handed-over', '2026-11-16'), [{ name: 'r.jpg', bytes: PHOTO }]))
		expect((await rowOf(world, id)).state).toBe('DEFENCE')
		const page = must(await servicePage(manager, notice))
		expect(page.proofs.find((one) => one.starts)).toMatchObject({ kind: 'handed-over', person: '店长李梅' })
		expect(page.proofs.find((one) => one.starts)?.evidenceId).toEqual(expect.any(String))
		expect(page.window).toMatchObject({ dueOn: '2026-11-23' })
		expect(await serveOnPaper(manager, notice, paper('refused', '2026-11-17'))).toMatchObject({
			error: { rule: 'notice.already-served' },
		})
		expect((await checkService(world.db.read)).faults).toEqual([])
	})

	test('a refusal before a witness serves on that day; strangers cannot record it', async () => {
		const world = await start()
		const id = await noticed(world)
		const { id: notice } = await firstNotice(world, id)
		expect(await serveOnPaper(await world.as('manager4'), notice, paper('refused', '2026-11-09'))).toMatchObject({
			error: { kind: 'missing' },
		})
		expect(await serveOnPaper(await world.as('auditor'), notice, paper('refused', '2026-11-09'))).toMatchObject({
			error: { kind: 'forbidden' },
		})
		must(await serveOnPaper(await world.as('manager'), notice, paper('refused', '2026-11-09')))
		expect(await served(world, notice)).toEqual(['sent', 'refused*'])
		expect((await rowOf(world, id)).state).toBe('DEFENCE')
	})

	test('consent comes and goes with its paper, by version', async () => {
		const world = await start()
		const ctx = await world.as('compliance')
		const id = await world.dealerId('D-0001')
		const { version } = must(await consentPage(ctx, id))
		const form = { given: 'no', paperOn: '2026-11-09', note: '来函撤回' } as const
		expect(await recordConsent(ctx, id, version, { ...form, given: 'yes' })).toMatchObject({
			error: { rule: 'already-done' },
		})
		must(await recordConsent(ctx, id, version, form))
		expect(await recordConsent(ctx, id, version, { ...form, given: 'yes' })).toMatchObject({ error: { kind: 'stale' } })
		expect(must(await consentPage(ctx, id))).toMatchObject({
			since: null,
			history: [{ given: false, note: '来函撤回' }],
		})
	})

	test('the PDF is made once; a copy after service has a number and the receipt', async () => {
		const world = await start()
		const id = await noticed(world)
		const { id: notice, number } = await firstNotice(world, id)
		const dealer = await world.as('dealer')
		expect(await copyNotice(dealer, notice, 'en')).toMatchObject({ error: { rule: 'notice.not-served' } })
		const first = await noticePdf(dealer, notice, 'zh-Hans')
		must(await openNotice(dealer, notice))
		world.at('2026-12-24')
		const again = must(await noticePdfFor(await world.as('auditor'), notice, 'zh-Hans'))
		expect(again.sha256).toBe(first.sha256)
		expect(again.bytes.equals(first.bytes)).toBe(true)
		expect(again.fileName).toBe(`${number}.zh-Hans.pdf`)
		const one = must(await copyNotice(dealer, notice, 'zh-Hans'))
		const two = must(await copyNotice(await world.as('compliance'), notice, 'en'))
		expect([one.fileName, two.fileName]).toEqual([`${number}.zh-Hans.1.pdf`, `${number}.en.2.pdf`])
		expect(one.sha256).not.toBe(first.sha256)
		expect(await noticePdfFor(await world.as('dealer2'), notice, 'en')).toMatchObject({ error: { kind: 'missing' } })
		const files = await world.db.read.selectFrom('notice_file').select('language').execute()
		expect(files).toHaveLength(1)
	})

	test('letters are numbered on their own, told to the owner and opened as service', async () => {
		const world = await start()
		const ctx = await world.as('compliance')
		const dealerId = await world.dealerId('D-0001')
		const send = (kind: 'reminder-letter' | 'settlement-statement') =>
			world.deps.inTx(ctx.actor.branchId, async (tx) => ({
				ok: true as const,
				value: await sendLetter(ctx, tx, {
					kind,
					dealerId,
					period: '2026-10',
					body: { reason: '累计 6 分', points: 6 },
				}),
			}))
		const letters = [must(await send('reminder-letter')), must(await send('reminder-letter'))]
		const statement = must(await send('settlement-statement'))
		expect([...letters, statement].map((one) => one.number)).toEqual([
			'江渠函〔2026〕0001号',
			'江渠函〔2026〕0002号',
			'江渠结〔2026〕0001号',
		])
		await sweepOnce(world.deps)
		const letter = letters[0]?.id ?? ''
		const sheet = must(await noticePrint(await world.as('dealer'), letter, 'en'))
		expect(sheet).toMatchObject({
			staff: false,
			penaltyId: null,
			servedHow: 'opened',
			text: { title: 'Reminder letter' },
		})
		expect(await served(world, letter)).toEqual(['sent', 'delivered', 'opened*'])
		expect(await noticePrint(await world.as('dealer2'), letter, 'en')).toMatchObject({ error: { kind: 'missing' } })
		expect((await checkNumbers(world.db.read)).faults).toEqual([])
		expect((await checkService(world.db.read)).faults).toEqual([])
	})

	test('a new wording needs a second person; what was sent keeps its own', async () => {
		const world = await start()
		const old = await firstNotice(world, await noticed(world))
		const shipped = shippedTemplates()['pre-notice'].texts
		const form: TemplateDraftForm = {
			effectiveFrom: '2026-11-09',
			hansTitle: '处罚告知书（新）',
			hansText: shipped['zh-Hans'].text,
			hantTitle: '處罰告知書（新）',
			hantText: shipped['zh-Hant'].text,
			enTitle: 'Notice, new',
			enText: shipped.en.text,
		}
		const officer = await world.as('compliance')
		const approver = await world.as('approver')
		const draft = (version: number, more: Partial<TemplateDraftForm> = {}) =>
			saveTemplateDraft(officer, { kind: 'pre-notice', version }, { ...form, ...more })
		must(await draft(0, { enText: shipped.en.text.replace('{{defence}}', '{{days}}') }))
		expect(await publishTemplate(approver, { kind: 'pre-notice', version: 1 })).toMatchObject({
			error: { rule: 'template.faults' },
		})
		expect(await draft(0)).toMatchObject({ error: { kind: 'stale' } })
		must(await draft(1, { effectiveFrom: '2026-11-08' }))
		expect(await publishTemplate(approver, { kind: 'pre-notice', version: 2 })).toMatchObject({
			error: { rule: 'template.not-later' },
		})
		must(await draft(2))
		expect(await publishTemplate(officer, { kind: 'pre-notice', version: 3 })).toMatchObject({
			error: { rule: 'same-person' },
		})
		expect(await saveTemplateDraft(approver, { kind: 'pre-notice', version: 3 }, form)).toMatchObject({
			error: { kind: 'forbidden' },
		})
		expect(must(await publishTemplate(approver, { kind: 'pre-notice', version: 3 }))).toEqual({ version: 2 })
		const fresh = await firstNotice(world, await noticed(world, { outlet: 'JZ-ND-0101', opener: 'manager4' }))
		const title = async (id: string) => must(await noticePrint(officer, id, 'zh-Hans')).text.title
		expect([await title(old.id), await title(fresh.id)]).toEqual(['处罚事先告知书', '处罚告知书（新）'])
		expect(fresh.template_id).not.toBe(old.template_id)
		expect((await checkService(world.db.read)).faults).toEqual([])
	})

	test('anybody who holds the paper learns number, date, state and hash, and nothing else', async () => {
		const world = await start()
		const id = await inDefence(world)
		const notice = await firstNotice(world, id)
		const code = notice.check_code
		const look = (typed: string) => verifyCode(world.deps, typed)
		expect(await look(code)).toEqual({
			number: notice.number,
			issuedOn: '2026-11-09',
			state: 'in-force',
			sha256: notice.sha256,
		})
		expect(await look(code.toLowerCase().replaceAll('-', ' '))).toMatchObject({ number: notice.number })
		for (const wrong of ['', code.slice(0, -1), `${code}0`, '0000-0000-0000', "' or '1'='1", '𠮷']) {
			expect(await look(wrong)).toBeNull()
		}
		must(await withdrawCase(await world.as('compliance'), { ...(await at(world, id)), reason: WHY }))
		expect(await look(code)).toMatchObject({ state: 'withdrawn' })
		const other = await decided(world, { outlet: 'JZ-ND-0101', opener: 'manager4' })
		expect(await look((await firstNotice(world, other)).check_code)).toMatchObject({ state: 'superseded' })
	})

	test('verify finds a service without proof, a changed wording and a missing template', async () => {
		const world = await start()
		const notice = await firstNotice(world, await noticed(world))
		const { write } = world.db
		const fault = async () => (await checkService(world.db.read)).faults.map((one) => one.what)
		await write.updateTable('notice').set({ served_how: 'refused', served_at: world.deps.now() }).execute()
		expect(await fault()).toEqual(['is served (refused) without a proof of it'])
		await write.updateTable('notice').set({ served_how: null }).execute()
		expect(await fault()).toEqual(['is half served'])
		await write.updateTable('notice').set({ served_at: null, template_id: 'gone' }).execute()
		expect(await fault()).toEqual(['its template is missing'])
		const restored = { template_id: notice.template_id, text_json: (notice.text_json ?? '').replace('处罚', '处分') }
		await write.updateTable('notice').set(restored).execute()
		expect(await fault()).toEqual(['its hash does not fit its wording'])
		expect((await noticeById(world.db.read, notice.branch_id, notice.id))?.id).toBe(notice.id)
	})
})
