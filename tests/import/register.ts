import { Readable } from 'node:stream'
import { type Mapping, mappingSchema } from '#app/domain/import/mapping.schema.ts'
import type { RowProblem } from '#app/domain/import/problems.ts'
import type { Instant } from '#app/domain/time.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import { probeCsv, readCsv } from '#app/infra/table/csv.server.ts'
import { type ImportRequest, importRegister } from '#app/usecases/import/import-register.server.ts'
import type { Db } from '#db/client.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import dinesafe from '#seeds/mappings/dinesafe-2012.json' with { type: 'json' }
import { seeded } from '#seeds/random.ts'

export const dinesafeMapping: Mapping = mappingSchema.parse(dinesafe)

export const HEADER =
	'Rec #,Establishment ID,Inspection ID,Establishment Name,Establishment Type,Establishment Address,Latitude,Longitude,Establishment Status,Min. Inspections Per Year,Infraction Details,Inspection Date,Severity,Action,Outcome,Amount Fined'

export type Line = Partial<
	Record<
		| 'outlet'
		| 'inspection'
		| 'name'
		| 'type'
		| 'address'
		| 'lat'
		| 'lon'
		| 'text'
		| 'date'
		| 'severity'
		| 'action'
		| 'outcome'
		| 'fine',
		string
	>
>

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** A row of the register with believable defaults. */
export function line(row: Line): string {
	const d = {
		outlet: '1',
		inspection: '100',
		name: 'Alpha',
		type: 'Restaurant',
		address: '1 King St',
		lat: '43.6',
		lon: '-79.3',
		...row,
	}
	const cells = ['1', d.outlet, d.inspection, d.name, d.type, d.address, d.lat, d.lon, 'Pass', '2']
	const rest = [d.text ?? '', d.date ?? '2012-04-12', d.severity ?? '', d.action ?? '', d.outcome ?? '', d.fine ?? '']
	return [...cells, ...rest].map(quoted).join(',')
}

export function register(...rows: Line[]): string {
	return `${[HEADER, ...rows.map(line)].join('\r\n')}\r\n`
}

const NOW: Instant = '2026-11-02T02:00:00.000Z'
const random = seeded(5)

export async function importText(
	db: Db,
	csv: string | Buffer,
	options: Partial<Pick<ImportRequest, 'mode' | 'mapping' | 'actor'>> = {},
) {
	const mapping = options.mapping ?? dinesafeMapping
	const open = () => Readable.from([Buffer.from(csv)])
	const facts = await probeCsv(open, mapping.encodings, mapping.delimiter)
	if (!facts) throw new Error('No encoding fits')
	const problems: RowProblem[] = []
	const answer = await importRegister(
		{
			inTx: (branchId, work) => inTransaction(db, branchId, work),
			read: db.read,
			now: () => NOW,
			newId: () => uuidv7(NOW, random.bytes),
		},
		{
			mapping,
			file: { name: 'register.csv', sha256: facts.sha256 },
			open: () => readCsv(open, facts),
			mode: options.mode ?? 'good-rows',
			report: (problem) => problems.push(problem),
			...(options.actor ? { actor: options.actor } : {}),
		},
	)
	return { answer, problems, summary: answer.ok ? answer.value.summary : null }
}
