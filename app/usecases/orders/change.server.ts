import { editDraft } from '#app/domain/order/acts.ts'
import type { OrderForm } from '#app/domain/order/order-forms.schema.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { replaceAssists } from '#db/queries/order-assists.server.ts'
import type { Ctx } from '../context.server.ts'
import { draftContent } from './draft-content.server.ts'
import { saveParts } from './draft-parts.server.ts'
import { changeOrder, moveOf } from './order.server.ts'

/** Changes what a draft says, whole. */
export async function changeDraft(
	ctx: Ctx,
	id: string,
	version: number,
	form: OrderForm,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.draft'],
		decide: async (row, tx) => {
			const change = editDraft(row.facts)
			if (!change.ok) return change
			const content = await draftContent(ctx, tx, id, form)
			if (!content.ok) return content
			const { set, assists, parts } = content.value
			return ok(
				moveOf(ctx, row, change.value, {
					set,
					also: async (inTx) => {
						await replaceAssists(inTx, id, assists)
						await saveParts(inTx, id, parts)
					},
				}),
			)
		},
	})
}
