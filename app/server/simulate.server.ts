import { parseArgs } from 'node:util'
import { CommandFault, runCommand, say } from './command.server.ts'
import { simulate } from './simulate/run.server.ts'

// `npm run simulate`: years of deadlines in seconds, with everything that can go wrong, judged by a count of its own.
const USAGE = 'Usage: npm run simulate -- --seed <n> [--clocks <n>] [--years <n>]'

type Options = { readonly seed: number; readonly clocks: number; readonly years: number }

function optionsOf(): Options {
	try {
		const text = { type: 'string' } as const
		const { values } = parseArgs({ options: { seed: text, clocks: text, years: text } })
		const number = (name: 'seed' | 'clocks' | 'years', otherwise: number | null, low: number, high: number) => {
			const value = values[name]
			if (value === undefined && otherwise !== null) return otherwise
			const n = Number(value)
			if (value === undefined || !/^\d+$/.test(value) || n < low || n > high)
				throw new Error(`--${name} is a whole number from ${low} to ${high}`)
			return n
		}
		return {
			seed: number('seed', null, 0, 4_294_967_295),
			clocks: number('clocks', 3000, 1, 20_000),
			years: number('years', 3, 1, 5),
		}
	} catch (error) {
		throw new CommandFault(`${error instanceof Error ? error.message : error}\n${USAGE}`, 2)
	}
}

async function main(): Promise<number> {
	const result = await simulate({ ...optionsOf(), say })
	const { clocks, effects, missed, doubled, early } = result
	process.stdout.write(`${JSON.stringify({ clocks, effects, missed, doubled, early })}\n`)
	return missed + doubled + early === 0 ? 0 : 1
}

await runCommand(main)
