import { expect, test } from 'vitest'
import { newestByPerson } from './conflict.ts'

const said = (personId: string, declared: 'none' | 'conflict') => ({ personId, declared })

test('a conflict once declared counts, whatever was said after it or in the same moment', () => {
	const counts = newestByPerson([said('a', 'conflict'), said('b', 'none'), said('a', 'none')])
	expect(counts.get('a')?.declared).toBe('conflict')
	expect(counts.get('b')?.declared).toBe('none')
})

test('who said nothing is not there', () => {
	expect(newestByPerson([said('a', 'none')]).has('b')).toBe(false)
})
