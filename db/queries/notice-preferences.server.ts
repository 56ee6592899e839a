import type { Instant } from '#app/domain/time.ts'
import type { CalendarFeedTable, NoticePreferenceTable } from '../schema-delivery.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type PreferenceRow = Omit<NoticePreferenceTable, 'version'> & { version: number }

/** What a person chose; undefined as long as nothing was. */
export async function preferenceOf(handle: Handle, accountId: string): Promise<PreferenceRow | undefined> {
	return handle.selectFrom('notice_preference').selectAll().where('account_id', '=', accountId).executeTakeFirst()
}

export type PreferenceSet = Partial<Omit<PreferenceRow, 'account_id' | 'branch_id' | 'version'>>

/** Sets columns at a version, 0 for the first time; true when that was still the version. */
export async function savePreference(
	tx: Tx,
	owner: { readonly accountId: string; readonly branchId: string },
	version: number,
	set: PreferenceSet,
): Promise<boolean> {
	if (version === 0) {
		const result = await tx
			.insertInto('notice_preference')
			.values({
				account_id: owner.accountId,
				branch_id: owner.branchId,
				by_mail: 1,
				by_group: 1,
				pace: 'by-kind',
				language: null,
				quiet_from: null,
				quiet_to: null,
				mail: null,
				mail_confirmed_at: null,
				pending_mail: null,
				pending_hash: null,
				pending_until: null,
				pending_sent_at: null,
				...set,
			})
			.onConflict((oc) => oc.column('account_id').doNothing())
			.executeTakeFirst()
		return result.numInsertedOrUpdatedRows === 1n
	}
	const result = await tx
		.updateTable('notice_preference')
		.set({ ...set, version: version + 1 })
		.where('account_id', '=', owner.accountId)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export type FeedRow = CalendarFeedTable

/** The link that a person has in use. */
export async function feedOf(handle: Handle, accountId: string): Promise<FeedRow | undefined> {
	return handle
		.selectFrom('calendar_feed')
		.selectAll()
		.where('account_id', '=', accountId)
		.where('ended_at', 'is', null)
		.executeTakeFirst()
}

/** The link behind a secret, by its hash; undefined when it was replaced or switched off. */
export async function feedByHash(handle: Handle, hash: string): Promise<FeedRow | undefined> {
	return handle
		.selectFrom('calendar_feed')
		.selectAll()
		.where('secret_hash', '=', hash)
		.where('ended_at', 'is', null)
		.executeTakeFirst()
}

export async function insertFeed(tx: Tx, row: FeedRow): Promise<void> {
	await tx.insertInto('calendar_feed').values(row).execute()
}

/** True when there was one to end. */
export async function endFeedOf(tx: Tx, accountId: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('calendar_feed')
		.set({ ended_at: at })
		.where('account_id', '=', accountId)
		.where('ended_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** When the link was last read, for its owner. */
export async function touchFeed(tx: Tx, id: string, at: Instant): Promise<void> {
	await tx.updateTable('calendar_feed').set({ read_at: at }).where('id', '=', id).execute()
}

/** How many confirmations of addresses were asked for since a moment. */
export async function mailsAskedSince(handle: Handle, accountId: string, since: Instant): Promise<number> {
	const row = await handle
		.selectFrom('case_event')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('subject_kind', '=', 'account')
		.where('subject_id', '=', accountId)
		.where('kind', '=', 'account.mail-asked')
		.where('at', '>', since)
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
