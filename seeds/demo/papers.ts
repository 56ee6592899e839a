/** A dealer who has not agreed to electronic service, service on paper, copies, and a wording that waits. */
import { addDays, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { shippedTemplates } from '#app/infra/shipped.server.ts'
import { recordConsent } from '#app/usecases/notices/consent.server.ts'
import { saveTemplateDraft } from '#app/usecases/notices/edit-template.server.ts'
import { copyNotice } from '#app/usecases/notices/notice-pdf.server.ts'
import { serveOnPaper } from '#app/usecases/notices/serve-paper.server.ts'
import type { Stage } from './stage.ts'

const WITHDRAWN_DAYS_AGO = 40
const EVERY = ['handed-over', 'refused', 'handed-over'] as const

/** Evening of each day. */
export async function papers(stage: Stage, day: LocalDate, today: LocalDate): Promise<void> {
	if (day === addDays(today, -WITHDRAWN_DAYS_AGO)) await withdrawOne(stage)
	await serveAll(stage)
	if (day === today) await leaveOpen(stage)
}

/** The dealer with most cases under way, none of the demo's logins, takes the consent back. */
async function withdrawOne(stage: Stage): Promise<void> {
	const busy = await stage.db.read
		.selectFrom('penalty')
		.innerJoin('dealer', 'dealer.id', 'penalty.dealer_id')
		.select(['dealer.id', 'dealer.version', (eb) => eb.fn.countAll<number>().as('n')])
		.where('dealer.e_service_consent_at', 'is not', null)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('role_grant')
						.innerJoin('account', 'account.id', 'role_grant.account_id')
						.select('account.id')
						.whereRef('role_grant.dealer_id', '=', 'dealer.id')
						.where('account.login', 'in', ['dealer', 'dealer2']),
				),
			),
		)
		.groupBy(['dealer.id', 'dealer.version'])
		.orderBy('n', 'desc')
		.orderBy('dealer.id')
		.limit(1)
		.executeTakeFirst()
	if (!busy) return
	const form = { given: 'no', paperOn: stage.today(), note: '来函第 11 号，盖公章，存代理商档案' } as const
	await stage.attempt(recordConsent(await stage.as('compliance'), busy.id, busy.version, form))
}

/** Channel managers take to the outlet what may not be served electronically; a letter goes first now and then. */
async function serveAll(stage: Stage): Promise<void> {
	const waiting = await stage.db.read
		.selectFrom('notice')
		.innerJoin('dealer', 'dealer.id', 'notice.dealer_id')
		.innerJoin('outlet', 'outlet.id', 'notice.outlet_id')
		.select(['notice.id', 'notice.sent_at', 'outlet.channel_manager_id as manager', 'dealer.contact_name as contact'])
		.where('dealer.e_service_consent_at', 'is', null)
		.where('notice.served_at', 'is', null)
		.orderBy('notice.id')
		.execute()
	for (const [i, notice] of waiting.entries()) {
		if (notice.manager === null || localDateOf(notice.sent_at) >= stage.today()) continue
		const ctx = await stage.asAccount(notice.manager)
		const kind = EVERY[i % EVERY.length] ?? 'handed-over'
		if (i % 2 === 1 && !stage.kept.has(notice.id)) {
			stage.kept.add(notice.id)
			const posted = { kind: 'posted', on: stage.today(), person: '邮政速递 EX90000', note: '' } as const
			await stage.attempt(serveOnPaper(ctx, notice.id, posted))
			continue
		}
		const person = kind === 'refused' ? '望江路社区网格员' : notice.contact
		await stage.attempt(serveOnPaper(ctx, notice.id, { kind, on: stage.today(), person, note: '' }))
	}
}

/** A draft of wording for the approver, and one copy that somebody asked for. */
async function leaveOpen(stage: Stage): Promise<void> {
	const { 'zh-Hans': hans, 'zh-Hant': hant, en } = shippedTemplates().education.texts
	await stage.attempt(
		saveTemplateDraft(
			await stage.as('compliance'),
			{ kind: 'education', version: 0 },
			{
				effectiveFrom: addDays(stage.today(), 14),
				hansTitle: hans.title,
				hansText: `${hans.text}\n本函抄送片区主管。`,
				hantTitle: hant.title,
				hantText: `${hant.text}\n本函抄送片區主管。`,
				enTitle: en.title,
				enText: `${en.text}\nThe county supervisor receives a copy of this letter.`,
			},
		),
	)
	const served = await stage.db.read
		.selectFrom('notice')
		.select('id')
		.where('kind', '=', 'decision')
		.where('served_at', 'is not', null)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst()
	if (served) await stage.attempt(copyNotice(await stage.as('compliance'), served.id, 'zh-Hans'))
}
