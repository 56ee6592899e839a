import { fingerprint, type PostedAnswer } from '#app/domain/inspection/draft.ts'
import { itemUse } from '#app/domain/inspection/sheet.ts'
import type { InspectionType } from '#app/domain/inspection/types.ts'
import type { VisitForm } from '#app/domain/inspection/visit.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { saveSheet } from '#app/usecases/inspections/save-sheet.server.ts'
import { currentSheet } from '#app/usecases/reference/load.server.ts'
import { done } from './orders.ts'

export function visitForm(outletId: string, plannedOn: LocalDate, more: Partial<VisitForm> = {}): VisitForm {
	return {
		outletId,
		type: 'PATROL',
		plannedOn,
		latitude: null,
		longitude: null,
		accuracyM: null,
		inspectorId: '',
		secondInspectorId: '',
		planId: '',
		remark: '',
		...more,
	}
}

type Words = { result: 'pass' | 'fail' | 'na'; note?: string; fixed?: boolean }

/** An answer as the form sends it; `seen` is what the writer saw, nothing when the item was empty. */
export function posted(itemNo: number, words: Words, seen?: Words & { version: number }): PostedAnswer {
	const plain = (one: Words) => ({ result: one.result, note: one.note ?? '', correctedOnSpot: one.fixed ?? false })
	return { itemNo, ...plain(words), version: seen?.version ?? 0, was: seen ? fingerprint(plain(seen)) : '' }
}

/** A full sheet: everything passes but the items of `fails`, each with its note. */
export async function fullSheet(ctx: Ctx, type: InspectionType, fails: Readonly<Record<number, string>> = {}) {
	const sheet = (await currentSheet(ctx, ctx.read)).body
	return sheet.items
		.filter((item) => itemUse(type, item) !== 'off')
		.map((item) => {
			const note = fails[item.no]
			return posted(item.no, note === undefined ? { result: 'pass' } : { result: 'fail', note })
		})
}

/** Begins a visit today and fills its sheet; answers the inspection's id. */
export async function filledVisit(
	ctx: Ctx,
	outletId: string,
	fails: Readonly<Record<number, string>> = {},
	more: Partial<VisitForm> = {},
): Promise<string> {
	const form = visitForm(outletId, ctx.today, more)
	const { id } = done(await planVisit(ctx, form, true))
	done(await saveSheet(ctx, id, { answers: await fullSheet(ctx, form.type, fails) }))
	return id
}
