import { scopeOf } from '#app/domain/access.ts'
import { headingsOf, type IntakeList } from '#app/domain/intake/list-templates.ts'
import { CAUSES, SURVEY_TOPICS } from '#app/domain/intake/sources.ts'
import type { Names3 } from '#app/domain/intake/views.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { xlsxBook } from '#app/infra/xlsx-book.server.ts'
import { supervisorsOf } from '#db/queries/intake-batches.server.ts'
import type { Ctx } from '../context.server.ts'
import type { Words } from '../export/words.ts'
import { causeNames } from './list.server.ts'

type Entry = readonly [string, string]

async function causes(ctx: Ctx, words: Words, language: keyof Names3): Promise<Entry[]> {
	const named = await causeNames(ctx, 'types')
	const other = CAUSES.filter((code) => !named.some((one) => one.code === code))
	return [
		...named.map(({ code, names }): Entry => [code, names[language]]),
		...other.map((code): Entry => [code, words.text('intake.cause.Z')]),
	]
}

/** What a cell of the second column may say: supervisors of an opinion, headings of a survey item. */
async function whos(ctx: Ctx, list: IntakeList, words: Words): Promise<Entry[]> {
	if (list === 'surveys') return SURVEY_TOPICS.map((topic): Entry => [words.text(`intake.topic.${topic}`), topic])
	if (list !== 'opinions') return []
	const supervisors = await supervisorsOf(ctx.read, ctx.actor.branchId)
	return supervisors.filter(({ until_on: until }) => until === null).map(({ code, name }): Entry => [code, name])
}

/** An empty list to fill in, as a workbook: the headings in the reader's language, and on a second sheet the words to use. */
export async function listTemplate(
	ctx: Ctx,
	list: IntakeList,
	language: keyof Names3,
	words: Words,
): Promise<Outcome<{ readonly name: string; readonly bytes: Buffer }>> {
	if (!scopeOf(ctx.actor, 'intake.register').places.some((place) => place.kind === 'branch'))
		return refuse('forbidden', 'not-allowed')
	const name = words.text(`intake.template.${list}`)
	const entries =
		list === 'satisfaction' ? [] : [...(await whos(ctx, list, words)), ...(await causes(ctx, words, language))]
	const column = (header: string) => ({ header, kind: 'text' as const })
	const bytes = await xlsxBook([
		{ name, columns: headingsOf(list, language).map(column), rows: [] },
		...(entries.length === 0
			? []
			: [
					{
						name: words.text('intake.template.words'),
						columns: [column(words.text('intake.template.write')), column(words.text('intake.template.means'))],
						rows: entries,
					},
				]),
	])
	return ok({ name: `${name}.xlsx`, bytes })
}
