import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalDate } from '#app/domain/time.ts'

export type Shipped = {
	readonly kind: 'taxonomy' | 'sheet' | 'rulebook' | 'calendar'
	readonly code: string
	readonly version: number
	readonly effectiveFrom: LocalDate
	readonly body: string
	readonly sha256: string
}

const FILES = [
	{ kind: 'taxonomy', file: 'violation-types.json', code: 'VT', version: 1, effectiveFrom: '2025-01-01' },
	{ kind: 'sheet', file: 'inspection-sheet.json', code: 'STD-25', version: 1, effectiveFrom: '2025-01-01' },
	{ kind: 'rulebook', file: 'rulebook-2026.json', code: 'RB-2026', version: 1, effectiveFrom: '2026-01-01' },
	{ kind: 'calendar', file: 'calendar-cn.json', code: 'CN', version: 1, effectiveFrom: '2025-01-01' },
] as const

/** The reference data that comes with the product: files of seeds/reference, read beside the running program. */
export function shippedReference(root = process.cwd()): Shipped[] {
	return FILES.map(({ file, ...rest }) => {
		const body = JSON.stringify(JSON.parse(readFileSync(join(root, 'seeds', 'reference', file), 'utf8')))
		return { ...rest, body, sha256: createHash('sha256').update(body).digest('hex') }
	})
}
