import type { Instant } from '#app/domain/time.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type StoredDraft = { readonly body: string; readonly savedAt: Instant }

/** What an account typed into a form and has not sent. */
export async function draftOf(handle: Handle, accountId: string, formKey: string): Promise<StoredDraft | undefined> {
	return handle
		.selectFrom('form_draft')
		.select(['body_json as body', 'saved_at as savedAt'])
		.where('account_id', '=', accountId)
		.where('form_key', '=', formKey)
		.executeTakeFirst()
}

/** Keeps a draft; an older one of the same form gives way. */
export async function putDraft(
	tx: Tx,
	row: {
		readonly id: string
		readonly branchId: string
		readonly accountId: string
		readonly formKey: string
		readonly body: string
		readonly at: Instant
	},
): Promise<void> {
	const said = { body_json: row.body, saved_at: row.at }
	await tx
		.insertInto('form_draft')
		.values({ id: row.id, branch_id: row.branchId, account_id: row.accountId, form_key: row.formKey, ...said })
		.onConflict((oc) => oc.columns(['account_id', 'form_key']).doUpdateSet(said))
		.execute()
}

/** Drafts that nobody came back to. */
export async function dropDraftsBefore(tx: Tx, accountId: string, before: Instant): Promise<void> {
	await tx.deleteFrom('form_draft').where('account_id', '=', accountId).where('saved_at', '<', before).execute()
}

/** How many other forms of an account have words that were not sent. */
export async function countDrafts(handle: Handle, accountId: string, exceptKey: string): Promise<number> {
	const row = await handle
		.selectFrom('form_draft')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('account_id', '=', accountId)
		.where('form_key', '<>', exceptKey)
		.where('body_json', '<>', '{}')
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
