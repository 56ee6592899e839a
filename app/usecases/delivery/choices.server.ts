import type { ChoicesForm } from '#app/domain/delivery/choices.schema.ts'
import { DEFAULT_CHOICE, type Pace } from '#app/domain/delivery/way.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addMs, DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '#app/domain/time.ts'
import { composeConfirmation } from '#app/infra/channels/compose.server.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { paths } from '#app/paths.ts'
import { personOf } from '#db/queries/accounts.server.ts'
import {
	endFeedOf,
	feedOf,
	insertFeed,
	mailsAskedSince,
	type PreferenceSet,
	preferenceOf,
	savePreference,
} from '#db/queries/notice-preferences.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew, staleRefusal } from '../transition.server.ts'
import { languageOf, messageIdOf } from './letter.server.ts'

const LINK_HOURS = 24
const AGAIN_MS = MINUTE_MS
/** So many links in a day: nobody's mailbox is filled by another's typing error. */
const MOST_LINKS = 5

export type ChoicesPage = {
	readonly version: number
	readonly byMail: boolean
	readonly byGroup: boolean
	readonly pace: Pace
	readonly language: string
	readonly quiet: { readonly from: number; readonly to: number } | null
	/** The address that is used: the confirmed one, or the branch's record. */
	readonly mail: { readonly address: string; readonly own: boolean } | null
	readonly pending: { readonly address: string; readonly until: Instant } | null
	readonly feed: { readonly since: Instant; readonly readAt: Instant | null } | null
	readonly mailWorks: boolean
}

/** How the actor is told, and by which addresses. */
export async function choicesPage(ctx: Ctx): Promise<Outcome<ChoicesPage>> {
	const { accountId, branchId } = ctx.actor
	const person = await personOf(ctx.read, branchId, accountId)
	if (!person) return refuse('missing', 'not-found')
	const row = await preferenceOf(ctx.read, accountId)
	const feed = await feedOf(ctx.read, accountId)
	const { quiet_from: from = null, quiet_to: to = null } = row ?? {}
	const record = person.email === '' ? null : person.email
	const own = row?.mail ?? null
	const open = row?.pending_mail && row.pending_until && row.pending_until > ctx.now
	return ok({
		version: row?.version ?? 0,
		byMail: row ? row.by_mail === 1 : DEFAULT_CHOICE.byMail,
		byGroup: row ? row.by_group === 1 : DEFAULT_CHOICE.byGroup,
		pace: row?.pace ?? DEFAULT_CHOICE.pace,
		language: row?.language ?? '',
		quiet: from === null || to === null ? null : { from, to },
		mail: own !== null ? { address: own, own: true } : record !== null ? { address: record, own: false } : null,
		pending: open ? { address: row.pending_mail ?? '', until: row.pending_until ?? ctx.now } : null,
		feed: feed ? { since: feed.created_at, readAt: feed.read_at } : null,
		mailWorks: Boolean(ctx.channels?.mail),
	})
}

type Recorded = { readonly kind: Parameters<typeof recordNew>[2]['event']['kind']; readonly after?: unknown }

/** One change of the actor's own choices with its event. */
async function change(ctx: Ctx, version: number | null, set: PreferenceSet, event: Recorded): Promise<Outcome<null>> {
	const { accountId, branchId } = ctx.actor
	return ctx.inTx<null>(branchId, async (tx) => {
		const at = version ?? (await preferenceOf(tx, accountId))?.version ?? 0
		if (!(await savePreference(tx, { accountId, branchId }, at, set))) return staleRefusal(tx, 'account', accountId)
		await recordNew(ctx, tx, { subject: 'account', id: accountId, event })
		return ok(null)
	})
}

/** Channels, pace, language and quiet time of the actor. Legal notices do not ask. */
export function saveChoices(ctx: Ctx, form: ChoicesForm): Promise<Outcome<null>> {
	const set = {
		by_mail: flag(form.byMail),
		by_group: flag(form.byGroup),
		pace: form.pace,
		language: form.language === '' ? null : form.language,
		quiet_from: form.quietFrom,
		quiet_to: form.quietTo,
	}
	return change(ctx, form.version, set, { kind: 'account.notices-chosen', after: set })
}

/**
 * Sends a link to a new address; until it is opened nothing goes there. `link` only in the demo, where no mail leaves
 * the machine. The link is kept as its hash alone; sent again it is a new one, and the one before stops working.
 */
export async function askMail(ctx: Ctx, mail: string): Promise<Outcome<{ link: string | null }>> {
	const { accountId, name } = ctx.actor
	const { channels } = ctx
	if (!channels?.mail) return refuse('procedure', 'delivery.no-mail')
	const row = await preferenceOf(ctx.read, accountId)
	if (row?.pending_sent_at && addMs(row.pending_sent_at, AGAIN_MS) > ctx.now)
		return refuse('procedure', 'mail.too-soon')
	if ((await mailsAskedSince(ctx.read, accountId, addMs(ctx.now, -DAY_MS))) >= MOST_LINKS)
		return refuse('procedure', 'mail.too-often')
	const token = ctx.secret(24)
	const saved = await change(
		ctx,
		null,
		{
			pending_mail: mail,
			pending_hash: sha256Hex(token),
			pending_until: addMs(ctx.now, LINK_HOURS * HOUR_MS),
			pending_sent_at: ctx.now,
		},
		{ kind: 'account.mail-asked' },
	)
	if (!saved.ok) return saved
	const link = `${ctx.origin}${paths.confirmMail(token)}`
	const language = languageOf(row?.language ?? null)
	const composed = composeConfirmation(language, name, link, LINK_HOURS)
	const answer = await channels.mail({
		...composed,
		to: mail,
		language,
		messageId: messageIdOf(ctx.newId(), ctx.origin),
	})
	if (answer.outcome !== 'sent') return refuse('procedure', 'mail.not-sent')
	return ok({ link: ctx.demo ? link : null })
}

/** The same once more, to the address that waits: the mail was lost, or the mail server was down. */
export async function askMailAgain(ctx: Ctx): Promise<Outcome<{ link: string | null }>> {
	const row = await preferenceOf(ctx.read, ctx.actor.accountId)
	if (!row?.pending_mail) return refuse('procedure', 'mail.nothing-open')
	return askMail(ctx, row.pending_mail)
}

/** The address behind a link that the actor asked for; null when it is none, used or run out. */
export async function mailToConfirm(ctx: Ctx, token: string): Promise<string | null> {
	const row = await preferenceOf(ctx.read, ctx.actor.accountId)
	if (!row?.pending_until || row.pending_hash !== sha256Hex(token) || row.pending_until <= ctx.now) return null
	return row.pending_mail
}

/** From now on messages go to this address. */
export async function confirmMail(ctx: Ctx, token: string): Promise<Outcome<null>> {
	const mail = await mailToConfirm(ctx, token)
	if (mail === null) return refuse('procedure', 'mail.link-expired')
	const none = { pending_mail: null, pending_hash: null, pending_until: null, pending_sent_at: null }
	return change(ctx, null, { mail, mail_confirmed_at: ctx.now, ...none }, { kind: 'account.mail-confirmed' })
}

/** Back to the address on the branch's record, if there is one. */
export function removeMail(ctx: Ctx): Promise<Outcome<null>> {
	return change(ctx, null, { mail: null, mail_confirmed_at: null }, { kind: 'account.mail-removed' })
}

/** A new secret link to the own deadlines, shown once; the one before stops working. */
export async function makeFeed(ctx: Ctx, language: string): Promise<Outcome<{ link: string }>> {
	const { accountId, branchId } = ctx.actor
	const secret = ctx.secret(32)
	return ctx.inTx<{ link: string }>(branchId, async (tx) => {
		await endFeedOf(tx, accountId, ctx.now)
		await insertFeed(tx, {
			id: ctx.newId(),
			branch_id: branchId,
			account_id: accountId,
			secret_hash: sha256Hex(secret),
			language: languageOf(language),
			created_at: ctx.now,
			ended_at: null,
			read_at: null,
		})
		await recordNew(ctx, tx, { subject: 'account', id: accountId, event: { kind: 'account.feed-made' } })
		return ok({ link: `${ctx.origin}${paths.calendarFeed(secret)}` })
	})
}

/** The link stops working at once. */
export async function endFeed(ctx: Ctx): Promise<Outcome<null>> {
	const { accountId, branchId } = ctx.actor
	return ctx.inTx<null>(branchId, async (tx) => {
		if (!(await endFeedOf(tx, accountId, ctx.now))) return refuse('procedure', 'already-done')
		await recordNew(ctx, tx, { subject: 'account', id: accountId, event: { kind: 'account.feed-ended' } })
		return ok(null)
	})
}
