import type { Handle } from '../tx.server.ts'

/** Reads that `verify` needs of the rulebook; they cross branches because it checks the whole database. */

/** Acceptances after an id, each with the hash of the version that it names; null where there is no such version. */
export async function acceptancesAfter(handle: Handle, after: string, limit: number) {
	return handle
		.selectFrom('rulebook_acceptance')
		.leftJoin('reference_version', 'reference_version.id', 'rulebook_acceptance.rulebook_version_id')
		.select([
			'rulebook_acceptance.id',
			'rulebook_acceptance.sha256',
			'rulebook_acceptance.accepted_on',
			'rulebook_acceptance.accepted_at',
			'reference_version.sha256 as versionSha256',
			'reference_version.kind',
		])
		.where('rulebook_acceptance.id', '>', after)
		.orderBy('rulebook_acceptance.id')
		.limit(limit)
		.execute()
}

/** Every draft with the version that it became. */
export async function draftsWithVersions(handle: Handle) {
	return handle
		.selectFrom('rulebook_draft')
		.leftJoin('reference_version', 'reference_version.id', 'rulebook_draft.published_version_id')
		.select([
			'rulebook_draft.id',
			'rulebook_draft.code',
			'rulebook_draft.state',
			'rulebook_draft.editors_json',
			'rulebook_draft.checked_by',
			'rulebook_draft.effective_from',
			'reference_version.code as versionCode',
			'reference_version.effective_from as versionFrom',
		])
		.orderBy('rulebook_draft.id')
		.execute()
}

/** Cases that cite a version which began after they happened, where none was in force when they did. */
export async function casesBeforeTheirRules(handle: Handle, limit: number) {
	return handle
		.selectFrom('penalty')
		.innerJoin('reference_version as cited', 'cited.id', 'penalty.rulebook_version_id')
		.select(['penalty.id', 'penalty.number', 'penalty.occurred_on', 'cited.code', 'cited.effective_from'])
		.whereRef('cited.effective_from', '>', 'penalty.occurred_on')
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('reference_version as first')
						.select('first.id')
						.whereRef('first.branch_id', '=', 'penalty.branch_id')
						.where('first.kind', '=', 'rulebook')
						.whereRef('first.effective_from', '<=', 'penalty.occurred_on'),
				),
			),
		)
		.limit(limit)
		.execute()
}
