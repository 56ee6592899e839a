import { expect, test } from 'vitest'
import { type Reachable, tellAlso } from './stand-in.ts'

/** 'a>s/d!' reads: a reports to s, is stood in for by d, and is away. */
function people(...texts: readonly string[]): (id: string) => Reachable | undefined {
	const all = texts.map((text) => {
		const hit = /^(\w+)(?:>(\w+))?(?:\/(\w+))?(!?)$/.exec(text)
		return { id: hit?.[1] ?? '', superiorId: hit?.[2] ?? null, deputyId: hit?.[3] ?? null, away: hit?.[4] === '!' }
	})
	return (id) => all.find((one) => one.id === id)
}

test.each([
	['who is there is told alone', ['a'], ['a>s/d', 'd', 's'], 'a'],
	['a deputy is told beside', ['a'], ['a>s/d!', 'd', 's'], 'a d=a'],
	['a deputy who is away is stood in for', ['a'], ['a>s/d!', 'd/e!', 'e', 's'], 'a e=a'],
	['no deputy: the next in line', ['a'], ['a>s!', 's'], 'a s=a'],
	['deputy away and alone: the next in line', ['a'], ['a>s/d!', 'd!', 's'], 'a s=a'],
	['the next in line is away: who stands in there', ['a'], ['a>s!', 's>t/e!', 'e', 't'], 'a e=a'],
	['two levels up', ['a'], ['a>s!', 's>t!', 't'], 'a t=a'],
	['a circle of deputies ends in the line', ['a'], ['a>s/b!', 'b/a!', 's'], 'a s=a'],
	['a circle of the line ends', ['a'], ['a>s!', 's>a!'], 'a'],
	['oneself as deputy is nobody', ['a'], ['a>s/a!', 's'], 'a s=a'],
	['nobody is there', ['a'], ['a!'], 'a'],
	['who is told anyway is told once, as oneself', ['a', 'd'], ['a/d!', 'd'], 'a d'],
	['one stand-in for two is told once', ['a', 'b'], ['a/d!', 'b/d!', 'd'], 'a b d=a'],
	['an account that is not known', ['a'], [], 'a'],
] as const)('%s', (_, ids, texts, expected) => {
	const told = tellAlso(ids, people(...texts))
	expect(told.map(({ accountId, forId }) => (forId === null ? accountId : `${accountId}=${forId}`)).join(' ')).toBe(
		expected,
	)
})
