/** The rulebook of the next year as the compliance officer is writing it: milder here, stricter there, not yet checked. */
import { clausesOf } from '#app/domain/penalty/clauses.ts'
import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import { yearOf } from '#app/domain/time.ts'
import { askForCheck } from '#app/usecases/rulebooks/decide-draft.server.ts'
import { saveDraftPart, startDraft } from '#app/usecases/rulebooks/draft.server.ts'
import type { Stage } from './stage.ts'

/** In fen, by clause. */
const CHANGES: Readonly<Record<string, number>> = { 'levels.base.L1': 15_000, 'types.type-base.E02': 100_000 }

export async function draftNextRulebook(stage: Stage): Promise<void> {
	const ctx = await stage.as('compliance')
	const year = yearOf(stage.today()) + 1
	const made = await stage.attempt(startDraft(ctx, { code: `RB-${year}`, effectiveFrom: `${year}-01-01` }))
	if (!made) return
	const clauses = (book: Rulebook) => clausesOf(book).filter((one) => one.key in CHANGES)
	const values = Object.fromEntries(Object.entries(CHANGES).map(([key, fen]) => [key.replace(/\./g, '_'), fen]))
	stage.pass(20)
	await stage.attempt(saveDraftPart(await stage.as('compliance'), { ...made, version: 1, values, clauses }))
	stage.pass(5)
	await stage.attempt(askForCheck(await stage.as('compliance'), { ...made, version: 2 }))
}
