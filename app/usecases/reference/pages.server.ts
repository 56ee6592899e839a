import type { Ctx } from '../context.server.ts'
import { currentRulebook, currentSheet, currentTaxonomy } from './load.server.ts'

/** The reference data in force today in the actor's branch, for the pages that read it out. */
export const taxonomyPage = async (ctx: Ctx) => currentTaxonomy(ctx, ctx.read)
export const rulebookPage = async (ctx: Ctx) => currentRulebook(ctx, ctx.read)

/** The sheet with the names of the types that its items point to. */
export async function sheetReading(ctx: Ctx) {
	const [sheet, taxonomy] = await Promise.all([currentSheet(ctx, ctx.read), currentTaxonomy(ctx, ctx.read)])
	return { sheet, types: taxonomy.body.types }
}

/** What there is, for the page that leads to the others. */
export async function referenceIndex(ctx: Ctx) {
	const [taxonomy, sheet, rulebook] = await Promise.all([
		currentTaxonomy(ctx, ctx.read),
		currentSheet(ctx, ctx.read),
		currentRulebook(ctx, ctx.read),
	])
	return {
		types: taxonomy.body.types.length,
		categories: taxonomy.body.categories.length,
		items: sheet.body.items.length,
		points: sheet.body.items.reduce((sum, item) => sum + item.points, 0),
		taxonomy: { code: taxonomy.code, version: taxonomy.version },
		sheet: { code: sheet.code, version: sheet.version },
		rulebook: { code: rulebook.code, version: rulebook.version },
	}
}
