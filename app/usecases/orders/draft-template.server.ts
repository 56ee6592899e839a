import { may, scopeOf } from '#app/domain/access.ts'
import { ORDER_SOURCES } from '#app/domain/order/sources.ts'
import { orderTemplate } from '#app/domain/order/templates.ts'
import type { Words3 } from '#app/domain/order/wanted.ts'
import { isLocalDate } from '#app/domain/time.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { dealerByCode, linkedCases, outletByCode, wantedOf } from '#db/queries/order-content.server.ts'
import { orderIn } from '#db/queries/orders.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import { violationIn } from '#db/queries/violations.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { type OrderCase, reachOf } from './order.server.ts'

type Values = Readonly<Record<string, string | readonly string[] | undefined>>
export type DraftValues = Readonly<Record<string, string | readonly string[]>>

/** What a stored draft says beside its plain fields, as the values of the form. */
export async function partValues(ctx: Ctx, row: OrderCase): Promise<DraftValues> {
	const wanted = await wantedOf(ctx.read, row.id)
	const links = await linkedCases(ctx.read, { id: row.id, violation_id: null })
	const reach = reachOf(ctx.actor, 'order.read')
	const earlier = row.repeats_id === null ? undefined : await orderIn(ctx.read, reach, row.repeats_id)
	return {
		sourceOn: row.source_on ?? '',
		rights: fromJson<number[]>(row.rights_json).map(String),
		placeCode: row.violation_id === null ? await placeCodeOf(ctx, row) : '',
		outletId: '',
		wanted: wanted.map((item) => item.text).join('\n'),
		links: links.map((link) => link.number).join('、'),
		repeats: earlier?.number ?? '',
	}
}

async function placeCodeOf(ctx: Ctx, row: OrderCase): Promise<string> {
	if (!may(ctx.actor, 'register.read')) return ''
	const scope = scopeOf(ctx.actor, 'register.read')
	if (row.outlet_id !== null) return (await outletIn(ctx.read, scope, row.outlet_id))?.code ?? ''
	if (row.dealer_id !== null) return (await dealerIn(ctx.read, scope, row.dealer_id))?.code ?? ''
	return ''
}

async function placeNameOf(ctx: Ctx, values: Values): Promise<string | undefined> {
	const code = text(values, 'placeCode').trim().toUpperCase()
	if (code === '') {
		const id = text(values, 'violationId')
		const violation = id === '' ? undefined : await violationIn(ctx.read, scopeOf(ctx.actor, 'violation.read'), id)
		const scope = scopeOf(ctx.actor, 'register.read')
		return violation && (await outletIn(ctx.read, scope, violation.outlet_id))?.name
	}
	const { branchId } = ctx.actor
	return ((await outletByCode(ctx.read, branchId, code)) ?? (await dealerByCode(ctx.read, branchId, code)))?.name
}

function text(values: Values, name: string): string {
	const value = values[name]
	return typeof value === 'string' ? value : ''
}

/**
 * The form with the template of its source in what is still empty; what was typed is never changed. Null while no
 * source is chosen.
 */
export async function withTemplate(ctx: Ctx, values: Values, language: keyof Words3): Promise<DraftValues | null> {
	const source = ORDER_SOURCES.find((known) => known === values.source)
	if (!source) return null
	const days = [text(values, 'sourceOn'), text(values, 'complaintOn')]
	const made = orderTemplate(source, {
		place: await placeNameOf(ctx, values),
		ref: text(values, 'sourceRef'),
		on: days.find((day) => isLocalDate(day)),
	})
	const proposed = {
		title: made.title[language],
		matter: made.matter[language],
		wanted: made.wanted.map((item) => item.text[language]).join('\n'),
		urgency: made.urgency,
	}
	const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
	const blank = Object.entries(proposed).filter(([name]) => text(values, name).trim() === '')
	const again = String(Number(text(values, 'revision')) + 1 || 1)
	return { ...Object.fromEntries(given), ...Object.fromEntries(blank), revision: again }
}
