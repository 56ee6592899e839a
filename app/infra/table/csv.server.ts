import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import type { TableRecord } from './record.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'windows-1252' | 'utf-16le'
export type Delimiter = 'auto' | ',' | ';' | '\t'
export type CsvFacts = { readonly encoding: Encoding; readonly delimiter: string; readonly sha256: string }

const HEAD_CHARS = 64 * 1024
const MAX_RECORD = 1024 * 1024

/** One way to read the bytes of a file: fatal decoding, because the wrong one gives wrong text without a word. */
type Trial = { readonly encoding: Encoding; readonly decoder: TextDecoder; fine: boolean; head: string }

function take(trial: Trial, bytes?: Buffer): void {
	if (!trial.fine) return
	try {
		const text = bytes ? trial.decoder.decode(bytes, { stream: true }) : trial.decoder.decode()
		if (trial.head.length < HEAD_CHARS) trial.head += text
	} catch {
		trial.fine = false
	}
}

/** The sign that stands most often in the header, outside quotes. */
function delimiterOf(head: string): string {
	const line = (head.split(/\r\n|\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
	const count = (sign: string) => line.split(sign).length
	return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/**
 * Reads the file once to find its encoding (the first of the list that fits every byte), its delimiter and its hash.
 * null when none of the encodings fits.
 */
export async function probeCsv(
	open: () => Readable,
	encodings: readonly Encoding[],
	delimiter: Delimiter = 'auto',
): Promise<CsvFacts | null> {
	const hash = createHash('sha256')
	let trials: Trial[] | null = null
	for await (const bytes of open()) {
		hash.update(bytes)
		trials ??= trialsFor(bytes, encodings)
		for (const trial of trials) take(trial, bytes)
	}
	trials ??= trialsFor(Buffer.alloc(0), encodings)
	for (const trial of trials) take(trial)
	const found = trials.find((trial) => trial.fine)
	if (!found) return null
	const sign = delimiter === 'auto' ? delimiterOf(found.head) : delimiter
	return { encoding: found.encoding, delimiter: sign, sha256: hash.digest('hex') }
}

function trialsFor(first: Buffer, encodings: readonly Encoding[]): Trial[] {
	const utf16 = first[0] === 0xff && first[1] === 0xfe
	const wanted: readonly Encoding[] = utf16 ? ['utf-16le'] : encodings
	return wanted.map((encoding) => ({
		encoding,
		decoder: new TextDecoder(encoding, { fatal: true }),
		fine: true,
		head: '',
	}))
}

/** The file on the disk as often as it is read. */
export function fileOpener(path: string): () => Readable {
	return () => createReadStream(path, { highWaterMark: 256 * 1024 })
}

/** Decoded text from a physical line on, counted from 1. */
async function* decodedFrom(bytes: Readable, encoding: Encoding, first: number): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding)
	let line = 1
	function rest(text: string): string {
		let at = 0
		while (line < first) {
			const next = text.indexOf('\n', at)
			if (next < 0) return ''
			at = next + 1
			line += 1
		}
		return text.slice(at)
	}
	for await (const chunk of bytes) yield rest(decoder.decode(chunk, { stream: true }))
	yield rest(decoder.decode())
}

function breaksIn(record: readonly string[]): number {
	return record.reduce((n, cell) => (cell.includes('\n') ? n + cell.split('\n').length - 1 : n), 0)
}

/** A broken quote can swallow what follows; after so many of them the file is no table. */
const MAX_RESTARTS = 500

/** The records from a physical line on, until the end or a row that cannot be read. */
async function* recordsFrom(open: () => Readable, facts: CsvFacts, line: number): AsyncGenerator<string[] | CsvError> {
	const parser = parse({
		bom: true,
		delimiter: facts.delimiter,
		relax_column_count: true,
		relax_quotes: true,
		max_record_size: MAX_RECORD,
	})
	const bytes = open()
	// Its errors arrive through the parser, too.
	const feeding = pipeline(Readable.from(decodedFrom(bytes, facts.encoding, line)), parser).catch(() => undefined)
	try {
		for await (const record of parser) yield record
		await feeding
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		yield error
	} finally {
		parser.destroy()
		bytes.destroy()
	}
}

const UNEVEN = 'a quote is not closed: the cells do not fit the header'

/**
 * The records of a CSV file, header first, one after the other: the file is never in memory as a whole. Quoted line
 * breaks, CRLF, a byte order mark, stray quotes and rows of uneven length are met. A row that cannot be read, or that a
 * broken quote has run together with the next ones, is a record with a fault, and reading goes on at the line after it.
 */
export async function* readCsv(open: () => Readable, facts: CsvFacts): AsyncGenerator<TableRecord> {
	let row = 0
	let line = 1
	let width = 0
	for (let pass = 0; pass <= MAX_RESTARTS; pass++) {
		let fault: string | null = null
		for await (const record of recordsFrom(open, facts, line)) {
			const breaks = Array.isArray(record) ? breaksIn(record) : 0
			if (!Array.isArray(record)) fault = record.message
			else if (row > 0 && breaks > 0 && record.length !== width) fault = UNEVEN
			row += 1
			if (!Array.isArray(record) || fault !== null) break
			if (row === 1) width = record.length
			yield { row, line, cells: record }
			line += 1 + breaks
		}
		if (fault === null) return
		yield { row, line, cells: [], fault }
		line += 1
	}
}
