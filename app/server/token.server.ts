import { parseArgs } from 'node:util'
import { readEnv } from '#app/infra/env.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { makeToken } from '#app/usecases/admin/tokens.server.ts'
import { makeDeps } from './deps.server.ts'

// `npm run token -- --account <login> [--label <purpose>]`: the bare token is the last line of standard output.
const { values } = parseArgs({ options: { account: { type: 'string' }, label: { type: 'string' } } })
const read = readEnv(process.env, 'command')
if (!read.ok || values.account === undefined) {
	const faults = read.ok ? ['Name the account: npm run token -- --account <login>'] : read.faults
	process.stderr.write(`${faults.join('\n')}\n`)
	process.exit(1)
}
const { deps, close } = makeDeps({ ...read.env, log: createLog('error') })
const made = await makeToken(deps, null, { login: values.account, label: values.label ?? 'command line' })
await close()
if (!made.ok) {
	const why = made.error.kind === 'missing' ? 'There is no such account' : 'The account is disabled'
	process.stderr.write(`${why}: ${values.account}\n`)
	process.exit(1)
}
process.stderr.write(`A token for ${values.account}; it is shown only now:\n`)
process.stdout.write(`${made.value.token}\n`)
