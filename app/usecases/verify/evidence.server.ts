import { hashOfFile, type StoredFile, walkStore } from '#app/infra/evidence/walk.server.ts'
import { evidenceAfter, isEvidence, noticeFilesAfter } from '#db/queries/verify.server.ts'
import { orderNoticeFilesAfter } from '#db/queries/verify-orders.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, plural } from './check.ts'
import { pages } from './numbers.server.ts'

const PAGE = 5000
const HOUR_MS = 3_600_000
/** A file is kept a moment before or after the row that names it. */
const IN_FLIGHT_MS = 30_000
const PATIENCE_MS = 250
const TRIES = 12

export type EvidencePlace = {
	readonly dir: string
	/** Milliseconds since 1970, for the age of temporary files. */
	readonly nowMs: number
	/** Sees rows that came after the snapshot. */
	readonly fresh: Handle
	readonly wait: (ms: number) => Promise<void>
}

type Wanted = { readonly what: string; readonly size: number | null; found: boolean }

/** Every file has the contents that its name promises and a row that names it; every row has its file. */
export async function checkEvidence(handle: Handle, place: EvidencePlace): Promise<Check> {
	const faults = new Faults()
	const notes: string[] = []
	const wanted = await wantedFiles(handle, faults)
	let files = 0
	let bytes = 0
	const staged: StoredFile[] = []
	for await (const file of walkStore(place.dir)) {
		if (faults.full) break
		if (file.staged) {
			staged.push(file)
			continue
		}
		files += 1
		bytes += file.size
		await checkFile(file, wanted, place, faults)
	}
	for (const file of staged) await checkStaged(file, wanted, place, faults, notes)
	for (const [sha256, one] of wanted) if (!one.found) faults.add(one.what, `its file ${sha256} is missing`)
	return {
		name: 'evidence',
		looked: `${plural(files, 'file')} (${bytes.toLocaleString('en')} bytes) for ${plural(wanted.size, 'hash', 'hashes')}`,
		faults: faults.list,
		notes,
	}
}

async function wantedFiles(handle: Handle, faults: Faults): Promise<Map<string, Wanted>> {
	const wanted = new Map<string, Wanted>()
	for await (const row of pages((after) => evidenceAfter(handle, after, PAGE))) {
		if (!wanted.has(row.sha256)) wanted.set(row.sha256, { what: `evidence ${row.id}`, size: row.size, found: false })
		if (row.copy_sha256 && !wanted.has(row.copy_sha256))
			wanted.set(row.copy_sha256, { what: `copy of evidence ${row.id}`, size: null, found: false })
		if (row.copy_state === 'ready' && !row.copy_sha256)
			faults.add(`evidence ${row.id}`, 'its copy is ready and has no file')
	}
	for await (const row of pages((after) => noticeFilesAfter(handle, after, PAGE)))
		if (!wanted.has(row.sha256))
			wanted.set(row.sha256, { what: `PDF (${row.language}) of notice ${row.notice_id}`, size: row.size, found: false })
	for await (const row of pages((after) => orderNoticeFilesAfter(handle, after, PAGE)))
		if (!wanted.has(row.sha256))
			wanted.set(row.sha256, {
				what: `PDF (${row.language}) of chase notice ${row.notice_id}`,
				size: row.size,
				found: false,
			})
	return wanted
}

async function checkFile(
	file: StoredFile,
	wanted: ReadonlyMap<string, Wanted>,
	place: EvidencePlace,
	faults: Faults,
): Promise<void> {
	if (file.sha256 === null) {
		faults.add(file.path, 'is a stray: no evidence is stored under such a name')
		return
	}
	const one = wanted.get(file.sha256)
	if (one) one.found = true
	const actual = await hashOfFile(file.full)
	if (actual === null) return
	if (actual !== file.sha256) faults.add(file.path, `${one?.what ?? 'the file'} is damaged: its SHA-256 is ${actual}`)
	else if (one?.size != null && one.size !== file.size) faults.add(file.path, `${one.what} says ${one.size} bytes`)
	if (!one && !(await arrives(file, file.sha256, place))) faults.add(file.path, 'is a stray: no evidence names it')
}

/** Waits a moment for the row of a file that was written just now. */
async function arrives(file: StoredFile, sha256: string, place: EvidencePlace): Promise<boolean> {
	const young = place.nowMs - file.modifiedMs < IN_FLIGHT_MS
	for (let i = 0; i < (young ? TRIES : 1); i++) {
		if (await isEvidence(place.fresh, sha256)) return true
		if (young) await place.wait(PATIENCE_MS)
	}
	return false
}

/** A staged file with a row is evidence whose server was killed before it kept it; without one it is an upload. */
async function checkStaged(
	file: StoredFile,
	wanted: ReadonlyMap<string, Wanted>,
	place: EvidencePlace,
	faults: Faults,
	notes: string[],
): Promise<void> {
	const one = file.sha256 === null ? undefined : wanted.get(file.sha256)
	if (one && !one.found) {
		one.found = true
		const actual = await hashOfFile(file.full)
		if (actual !== null && actual !== file.sha256)
			faults.add(file.path, `${one.what} is damaged: its SHA-256 is ${actual}`)
		else notes.push(`${file.path}: staged and not yet moved into place`)
		return
	}
	if (place.nowMs - file.modifiedMs < HOUR_MS) notes.push(`${file.path}: an upload under way or broken off`)
	else faults.add(file.path, 'is a stray: an upload broken off more than an hour ago')
}
