import { may } from '#app/domain/access.ts'
import { draftKeySchema, draftValuesSchema } from '#app/domain/desk/draft.schema.ts'
import type { DraftValues, DraftView } from '#app/domain/desk/draft.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addMs, DAY_MS, type Instant } from '#app/domain/time.ts'
import { maskNumbersIn } from '#app/domain/violation/mask.ts'
import { countDrafts, draftOf, dropDraftsBefore, putDraft } from '#db/queries/drafts.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

const KEPT_DAYS = 90
const MOST = 60

/** The draft of a form of the actor. */
export async function draftFor(ctx: Ctx, key: string): Promise<DraftView> {
	const account = ctx.actor.accountId
	const stored = await draftOf(ctx.read, account, key)
	const values = stored && draftValuesSchema.safeParse(JSON.parse(stored.body))
	const saved = stored && values?.success ? { at: stored.savedAt, values: values.data } : null
	return { account, key, now: ctx.now, saved }
}

/** Users' numbers are not kept whole, in a draft as little as anywhere (domain 4, privacy). */
const masked = (value: string | string[]) =>
	typeof value === 'string' ? maskNumbersIn(value) : value.map((one) => maskNumbersIn(one))

/**
 * Keeps what was typed; nothing typed throws away what was there. A draft is its author's alone, changes no record
 * that anybody else sees and leaves no event. Refuses more than 60 forms at a time.
 */
export async function keepDraft(
	ctx: Ctx,
	draft: { readonly key: string; readonly values: DraftValues },
): Promise<Outcome<{ at: Instant }>> {
	if (!may(ctx.actor, 'inbox.read')) return refuse('forbidden', 'not-allowed')
	const key = draftKeySchema.safeParse(draft.key)
	const values = draftValuesSchema.safeParse(draft.values)
	if (!key.success || !values.success) return refuse('missing', 'not-found')
	const { accountId, branchId } = ctx.actor
	return ctx.inTx<{ at: Instant }>(branchId, async (tx) => {
		await dropDraftsBefore(tx, accountId, addMs(ctx.now, -KEPT_DAYS * DAY_MS))
		const pairs = Object.entries(values.data).map(([name, value]) => [name, masked(value)])
		const full = pairs.length > 0 && (await countDrafts(tx, accountId, key.data)) >= MOST
		if (full) return refuse('procedure', 'desk.drafts-full')
		await put(ctx, tx, key.data, Object.fromEntries(pairs))
		return ok({ at: ctx.now })
	})
}

/** The form has been sent: an empty draft, newer than any that a browser still has. Never refuses. */
export async function sentDraft(ctx: Ctx, key: string): Promise<void> {
	await ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		await put(ctx, tx, key, {})
		return ok(null)
	})
}

async function put(ctx: Ctx, tx: Tx, key: string, values: DraftValues): Promise<void> {
	const { accountId, branchId } = ctx.actor
	await putDraft(tx, { id: ctx.newId(), branchId, accountId, formKey: key, body: toJson(values), at: ctx.now })
}
