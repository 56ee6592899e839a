import { describe, expect, it } from 'vitest'
import { fingerprint, mergeDraft, type PostedAnswer, type StoredAnswer } from './draft.ts'

const stored: StoredAnswer = { itemNo: 7, result: 'fail', note: '海报 1 张', correctedOnSpot: true, version: 2 }
const seen: PostedAnswer = { ...stored, was: fingerprint(stored) }
const empty: PostedAnswer = { itemNo: 7, result: null, note: '', correctedOnSpot: false, version: 0, was: '' }

describe('a sent draft against what is stored', () => {
	it.each<[string, StoredAnswer[], PostedAnswer, 'change' | 'conflict' | 'nothing']>([
		['a first answer is written', [], { ...empty, result: 'pass' }, 'change'],
		['an answer that was seen may be changed', [stored], { ...seen, result: 'pass' }, 'change'],
		['words of a fail are a change', [stored], { ...seen, note: '海报 2 张' }, 'change'],
		['the tick is a change', [stored], { ...seen, correctedOnSpot: false }, 'change'],
		['an untouched answer changes nothing', [stored], seen, 'nothing'],
		[
			'line ends are no change',
			[{ ...stored, note: 'a\nb' }],
			{ ...seen, note: 'a\r\nb', was: 'fail|1|a\r\nb' },
			'nothing',
		],
		['an unanswered item changes nothing', [stored], empty, 'nothing'],
		[
			'a stale answer that its writer never touched changes nothing',
			[{ ...stored, version: 3, result: 'pass' }],
			seen,
			'nothing',
		],
		['a stale answer that was changed conflicts', [{ ...stored, version: 3 }], { ...seen, result: 'pass' }, 'conflict'],
		['two first answers conflict', [stored], { ...empty, result: 'pass' }, 'conflict'],
		[
			'two people who say the same agree',
			[{ ...stored, result: 'pass', version: 9 }],
			{ ...empty, result: 'pass' },
			'nothing',
		],
		[
			'facts of a pass do not count',
			[{ ...stored, result: 'pass', note: '' }],
			{ ...seen, result: 'pass', note: 'x', was: 'pass' },
			'nothing',
		],
	])('%s', (_, before, posted, what) => {
		const { changes, conflicts } = mergeDraft(before, [posted])
		expect([changes.length, conflicts.length]).toEqual([what === 'change' ? 1 : 0, what === 'conflict' ? 1 : 0])
	})
})
