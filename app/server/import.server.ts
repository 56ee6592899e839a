import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { type Mapping, mappingSchema } from '#app/domain/import/mapping.schema.ts'
import { columnLetters, type RowProblem } from '#app/domain/import/problems.ts'
import { createI18n, translator } from '#app/i18n/create.ts'
import { messages } from '#app/i18n/messages/en/index.ts'
import { fileOpener, probeCsv, readCsv } from '#app/infra/table/csv.server.ts'
import { type ImportFault, importRegister } from '#app/usecases/import/import-register.server.ts'
import { CommandFault, openForCommand, runCommand, say } from './command.server.ts'

// `npm run import -- --mapping <file> --file <csv> [--dry-run]`: the last line on standard output is the summary.
const USAGE = 'Usage: npm run import -- --mapping <file> --file <csv> [--dry-run]'

type Arguments = { readonly mapping: string; readonly file: string; readonly dryRun: boolean }

function readArguments(): Arguments {
	try {
		const { values } = parseArgs({
			options: { mapping: { type: 'string' }, file: { type: 'string' }, 'dry-run': { type: 'boolean' } },
		})
		if (values.mapping && values.file)
			return { mapping: values.mapping, file: values.file, dryRun: values['dry-run'] ?? false }
	} catch (error) {
		throw new CommandFault(`${error instanceof Error ? error.message : error}\n${USAGE}`, 2)
	}
	throw new CommandFault(USAGE, 2)
}

function readMapping(path: string): Mapping {
	let body: unknown
	try {
		body = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
	} catch (error) {
		throw new CommandFault(`The mapping ${path} cannot be read: ${error instanceof Error ? error.message : error}`)
	}
	const parsed = mappingSchema.safeParse(body)
	if (parsed.success) return parsed.data
	const issues = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`)
	throw new CommandFault([`The mapping ${path} is not valid:`, ...issues].join('\n'))
}

const t = translator(createI18n('en', messages))
/** Warnings of one kind and column that are written out one by one; the rest is counted. */
const WARNINGS_SHOWN = 20

/** Bad rows are all named; warnings only as many as somebody reads. */
function reporter() {
	const warnings = new Map<string, number>()
	const where = (problem: RowProblem) => {
		const line = problem.line === problem.row ? '' : ` (line ${problem.line})`
		return problem.column === ''
			? `row ${problem.row}${line}`
			: `row ${problem.row}${line}, column "${problem.column}" (${columnLetters(problem.index)})`
	}
	const text = (problem: RowProblem) => {
		const value = problem.value === '' ? '' : `: ${JSON.stringify(problem.value)}`
		return `${where(problem)}${value}: ${t(`import.problem.${problem.kind}`, problem.params)}`
	}
	return {
		report: (problem: RowProblem) => {
			if (problem.fatal) return say(`rejected: ${text(problem)}`)
			const key = `column "${problem.column}": ${t(`import.problem.${problem.kind}`, problem.params)}`
			const count = (warnings.get(key) ?? 0) + 1
			warnings.set(key, count)
			if (count <= WARNINGS_SHOWN) say(`warning: ${text(problem)}`)
		},
		end: () => {
			for (const [key, count] of warnings)
				if (count > WARNINGS_SHOWN) say(`warning: ${key}: ${count - WARNINGS_SHOWN} more`)
		},
	}
}

function faultText(fault: ImportFault): string {
	switch (fault.kind) {
		case 'empty-file':
			return 'The file is empty.'
		case 'columns-missing':
			return `The file lacks columns that every row needs: ${fault.columns.join(', ')}`
		case 'rejected':
			return 'Rows were rejected.'
	}
}

async function main(): Promise<number> {
	const given = readArguments()
	const mapping = readMapping(given.mapping)
	if (!statSync(given.file, { throwIfNoEntry: false })?.isFile())
		throw new CommandFault(`There is no file ${given.file}`)
	const opener = fileOpener(given.file)
	const facts = await probeCsv(opener, mapping.encodings, mapping.delimiter)
	if (!facts) throw new CommandFault(`The file is in none of the encodings ${mapping.encodings.join(', ')}.`)
	const { deps, close } = await openForCommand()
	const { report, end } = reporter()
	try {
		const answer = await importRegister(deps, {
			mapping,
			file: { name: basename(given.file), sha256: facts.sha256 },
			open: () => readCsv(opener, facts),
			mode: given.dryRun ? 'preview' : 'good-rows',
			report,
			onColumns: (columns) => {
				if (columns.absent.length > 0) say(`warning: the file has no column ${columns.absent.join(', ')}`)
			},
		})
		end()
		if (!answer.ok) throw new CommandFault(faultText(answer.error))
		const { summary } = answer.value
		if (summary.rejected > 0) say(`${summary.rejected} of ${summary.rows} rows were left out.`)
		if (given.dryRun) say('Nothing was written (--dry-run).')
		process.stdout.write(`${JSON.stringify(summary)}\n`)
		return 0
	} finally {
		await close()
	}
}

await runCommand(main)
