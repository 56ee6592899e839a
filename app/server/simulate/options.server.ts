import { parseArgs } from 'node:util'
import { CommandFault } from '../command.server.ts'

const USAGE = 'Usage: npm run simulate -- --seed <n> [--clocks <n>] [--years <n>]'

export type Options = { readonly seed: number; readonly clocks: number; readonly years: number }

/** What the command was asked for; a fault with the usage, for which it ends with 2, when it cannot be that. */
export function optionsOf(args: readonly string[]): Options {
	try {
		const text = { type: 'string' } as const
		const { values } = parseArgs({ args: [...args], options: { seed: text, clocks: text, years: text } })
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
