import { noticesAfter, numberSeries } from '#db/queries/verify.server.ts'
import { orderNumbersAfter } from '#db/queries/verify-orders.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, plural } from './check.ts'

const PAGE = 5000
/** 'DB-2026-0142' and '江渠罚告〔2026〕0142号'. */
const NUMBER = /^.*?(?:-|〔)(\d{4})(?:-|〕)(\d+)号?$/

type Numbered = { readonly id: string; readonly branch_id: string; readonly kind: string; readonly number: string }
type Series = { count: number; readonly seen: Set<number> }

/** Orders and notices are numbered 1, 2, 3 … per branch, kind and year, and the series knows the last one. */
export async function checkNumbers(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const series = new Map<string, Series>()
	let looked = 0
	function take(row: Numbered, table: string): void {
		looked += 1
		const hit = NUMBER.exec(row.number)
		const n = Number(hit?.[2])
		if (!hit || !Number.isSafeInteger(n)) {
			faults.add(`${table} ${row.id}`, `has the number ${row.number}`)
			return
		}
		const key = `${row.branch_id} ${row.kind} ${hit[1]}`
		const known = series.get(key) ?? { count: 0, seen: new Set<number>() }
		if (known.seen.has(n)) faults.add(`${table} ${row.id}`, `has the number ${row.number}, which stands twice`)
		known.seen.add(n)
		series.set(key, known)
	}
	for await (const row of pages((after) => noticesAfter(handle, after, PAGE)))
		take({ ...row, kind: `notice.${row.kind}` }, 'notice')
	for await (const row of pages((after) => orderNumbersAfter(handle, after, PAGE)))
		take({ ...row, number: row.number ?? '', kind: 'order' }, 'supervision_order')
	const lasts = await numberSeries(handle)
	for (const row of lasts) {
		const key = `${row.branch_id} ${row.kind} ${row.year}`
		const seen = series.get(key)?.seen ?? new Set<number>()
		series.delete(key)
		const where = `number_series ${row.kind} ${row.year}`
		for (let n = 1; n <= row.last; n++) if (!seen.delete(n)) faults.add(where, `number ${n} of ${row.last} is missing`)
		for (const n of seen) faults.add(where, `number ${n} is beyond the last one, ${row.last}`)
	}
	for (const key of series.keys()) faults.add(`number_series ${key}`, 'is missing')
	return {
		name: 'numbers',
		looked: `${plural(looked, 'number')} in ${plural(lasts.length, 'series', 'series')}`,
		faults: faults.list,
		notes: [],
	}
}

/** Every row of a keyset. */
export async function* pages<Row extends { readonly id: string }>(
	read: (after: string) => Promise<Row[]>,
): AsyncGenerator<Row> {
	let after = ''
	for (;;) {
		const page = await read(after)
		yield* page
		const last = page.at(-1)
		if (!last) return
		after = last.id
	}
}
