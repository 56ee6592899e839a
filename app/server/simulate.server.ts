import { runCommand, say } from './command.server.ts'
import { optionsOf } from './simulate/options.server.ts'
import { simulate } from './simulate/run.server.ts'

// `npm run simulate`: years of deadlines in seconds, with everything that can go wrong, judged by a count of its own.
async function main(): Promise<number> {
	const result = await simulate({ ...optionsOf(process.argv.slice(2)), say })
	const { clocks, effects, missed, doubled, early } = result
	process.stdout.write(`${JSON.stringify({ clocks, effects, missed, doubled, early })}\n`)
	return missed + doubled + early === 0 ? 0 : 1
}

await runCommand(main)
