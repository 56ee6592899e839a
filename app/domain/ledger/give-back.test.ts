import { expect, test } from 'vitest'
import { giveBack } from './give-back.ts'
import { type Posted, type Posting, post } from './ledger.ts'

function posted(id: string, posting: Posting): Posted {
	const entries = post(posting)
	if (!entries.ok) throw new Error(entries.error.rule)
	return { id, kind: posting.kind, reversesId: null, entries: entries.value }
}

const OFFSET = posted('a', { kind: 'OFFSET', fen: 50_000, stream: 'penalty' })
const DEDUCT = posted('b', { kind: 'DEDUCT', fromHeldFen: 0, fromAvailableFen: 30_000, stream: 'penalty' })
const INVOICE = posted('c', { kind: 'INVOICE', fen: 20_000, stream: 'penalty' })
const down = (list: readonly Posted[], principalFen: number) =>
	giveBack(list, 'penalty', { principalFen, surchargeFen: 0 }).map(({ reversesId, posting }) => [
		reversesId,
		'to' in posting ? posting.to : '',
		'fen' in posting ? posting.fen : 0,
	])

test.each([
	['the open invoice goes first', 85_000, [['c', 'RECEIVABLE', 15_000]]],
	[
		'then what was paid last',
		70_000,
		[
			['c', 'RECEIVABLE', 20_000],
			['b', 'DEPOSIT_AVAILABLE', 10_000],
		],
	],
	[
		'then what was paid before it',
		40_000,
		[
			['c', 'RECEIVABLE', 20_000],
			['b', 'DEPOSIT_AVAILABLE', 30_000],
			['a', 'COMMISSION_PAYABLE', 10_000],
		],
	],
	['nothing where no more was levied', 100_000, []],
] as const)('%s', (_, keep, expected) => {
	const back = down([OFFSET, DEDUCT, INVOICE], keep)
	expect(back).toHaveLength(expected.length)
	for (const one of expected) expect(back).toContainEqual(one)
})
