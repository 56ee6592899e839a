import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { folderState, writeFolder } from '#app/infra/bundle/folder.server.ts'
import { bundleForOperator } from '#app/usecases/bundle/make-bundle.server.ts'
import { contextOf, type Deps } from '#app/usecases/context.server.ts'
import { casesNumbered } from '#db/queries/bundle.server.ts'
import { actorOf, systemAccountId } from '#db/queries/people.server.ts'
import { CommandFault, openForCommand, runCommand, say } from './command.server.ts'

// `npm run bundle -- --case <number> --out <folder>`: the full staff copy of one case, logged by the system account.
const USAGE = 'Usage: npm run bundle -- --case <number> --out <folder> [--branch <code>]'

type Arguments = { readonly number: string; readonly out: string; readonly branch: string | null }

function readArguments(): Arguments {
	try {
		const { values } = parseArgs({
			options: { case: { type: 'string' }, out: { type: 'string' }, branch: { type: 'string' } },
		})
		if (values.case && values.out) return { number: values.case, out: values.out, branch: values.branch ?? null }
	} catch (error) {
		throw new CommandFault(`${error instanceof Error ? error.message : error}\n${USAGE}`, 2)
	}
	throw new CommandFault(USAGE, 2)
}

async function caseOf(deps: Deps, { number, branch }: Arguments) {
	const found = await casesNumbered(deps.read, number, branch)
	const [first, ...others] = found
	if (!first) throw new CommandFault(`There is no case ${number}`)
	if (others.length > 0)
		throw new CommandFault(`${number} is a case of ${found.map((one) => one.code).join(', ')}: add --branch <code>`)
	return first
}

function operatorName(): string {
	try {
		return userInfo().username
	} catch {
		// An account without a name, as in a container.
		return ''
	}
}

async function main(): Promise<number> {
	const given = readArguments()
	if (folderState(given.out) === 'taken')
		throw new CommandFault(`${given.out} is not empty and no case file: choose another folder`)
	const { deps, close } = await openForCommand()
	try {
		const { id, branch_id } = await caseOf(deps, given)
		const accountId = await systemAccountId(deps.read, branch_id)
		const actor = accountId === undefined ? undefined : await actorOf(deps.read, accountId)
		if (!actor) throw new CommandFault('The branch has no system account')
		const made = await bundleForOperator(contextOf(deps, actor, 'command line'), id, operatorName())
		if (!made.ok) throw new CommandFault(`The case file cannot be made: ${made.error.rule}`)
		const { files, absent, manifestSha256 } = made.value
		await writeFolder(given.out, files)
		for (const one of absent) say(`warning: the store has no sound file ${one.sha256} (${one.name}): ${one.why}`)
		process.stdout.write(
			`${JSON.stringify({ case: given.number, out: given.out, files: files.length, absent: absent.length, manifestSha256 })}\n`,
		)
		return 0
	} finally {
		await close()
	}
}

await runCommand(main)
