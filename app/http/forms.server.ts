import { MaxFilesExceededError, parseFormData } from '@remix-run/form-data-parser'
import { data } from '@remix-run/node'
import { type $ZodType, parse, safeParse } from 'zod/v4/core'
import {
	type FieldValues,
	type FormResult,
	issuesOf,
	schemaInput,
	valuesOf,
	withDates,
} from '#app/components/form-result.ts'

type Read<T> =
	| { readonly ok: true; readonly value: T; readonly values: FieldValues }
	| { readonly ok: false; readonly result: FormResult; readonly status: 422 }

function tooLarge(): Response {
	return new Response(null, { status: 413 })
}

function badRequest(): Response {
	return new Response(null, { status: 400 })
}

function judge<T>(schema: $ZodType<T>, values: FieldValues): Read<T> {
	const parsed = safeParse(schema, schemaInput(values), { reportInput: true })
	const shown = withoutSecrets(values)
	if (parsed.success) return { ok: true, value: parsed.data, values: shown }
	return { ok: false, status: 422, result: { ok: false, values: shown, errors: issuesOf(parsed.error) } }
}

/** Passwords never travel back. */
const SECRETS = new Set(['password', 'current', 'again'])

function withoutSecrets(values: FieldValues): FieldValues {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !SECRETS.has(name)))
}

/**
 * The form of a request as the schema makes it: repeated names are lists, the three boxes of a date are one text,
 * 'items.0.note' is items[0].note. `values` is what was typed, to give back when the use case refuses.
 */
export async function readForm<T>(request: Request, schema: $ZodType<T>): Promise<Read<T>> {
	let form: FormData
	try {
		form = await request.formData()
	} catch {
		throw badRequest()
	}
	return judge(schema, valuesOf(form.entries()))
}

/** What was typed, unjudged, with dates as one text: for a preview while a form is filled in. */
export async function readValues(request: Request): Promise<FieldValues> {
	try {
		return withDates(valuesOf((await request.formData()).entries()))
	} catch {
		throw badRequest()
	}
}

/** A file that came with a form; the bytes are in memory, the type is what the browser claims. */
export type Upload = {
	readonly field: string
	readonly name: string
	readonly claimedType: string
	readonly bytes: Buffer
}
export type UploadLimits = { readonly maxFiles: number; readonly maxBytes: number }
export const EVIDENCE_LIMITS: UploadLimits = { maxFiles: 5, maxBytes: 10 * 1024 * 1024 }

type ReadUpload<T> = (Read<T> & { readonly ok: false }) | (Read<T> & { readonly ok: true; readonly files: Upload[] })

/**
 * The same for a form with files (multipart/form-data); a form without files may come url-encoded.
 * More or larger files than allowed: 413 is thrown. Ask for the actor first: nothing is read from strangers.
 */
export async function readUpload<T>(
	request: Request,
	schema: $ZodType<T>,
	limits: UploadLimits = EVIDENCE_LIMITS,
): Promise<ReadUpload<T>> {
	const files: Upload[] = []
	const form = await uploadForm(request, limits, files)
	const read = judge(schema, valuesOf(form.entries()))
	return read.ok ? { ...read, files } : read
}

async function uploadForm(request: Request, limits: UploadLimits, files: Upload[]): Promise<FormData> {
	const options = {
		// Every file box that was left empty comes as an empty part; the files themselves are counted below.
		maxFiles: 500,
		maxFileSize: limits.maxBytes,
		maxTotalSize: limits.maxFiles * limits.maxBytes + 2 * 1024 * 1024,
	}
	try {
		return await parseFormData(request, options, async (file) => {
			if (file.size === 0 && file.name === '') return null
			if (files.length >= limits.maxFiles) throw new MaxFilesExceededError(limits.maxFiles)
			const bytes = Buffer.from(await file.arrayBuffer())
			files.push({ field: file.fieldName, name: file.name.replaceAll('\u0000', ''), claimedType: file.type, bytes })
			return null
		})
	} catch (error) {
		throw isLimit(error) ? tooLarge() : badRequest()
	}
}

/** The parser's limits arrive as themselves or as the cause of another error. */
function isLimit(error: unknown): boolean {
	if (!(error instanceof Error)) return false
	return /^Max\w+ExceededError$/.test(error.constructor.name) || isLimit(error.cause)
}

/** A query string as the schema makes it; a wrong one falls back to what the schema makes of nothing. */
export function readQuery<T>(request: Request, schema: $ZodType<T>): T {
	const url = new URL(request.url)
	const parsed = safeParse(schema, schemaInput(valuesOf(url.searchParams.entries())))
	return parsed.success ? parsed.data : parse(schema, {})
}

/** A field problem that only the server can know, as the form shows it. */
export function fieldError(values: FieldValues, field: string, key: string) {
	const result: FormResult = { ok: false, values, errors: { [field]: [{ key }] } }
	return data(result, { status: 422 })
}
