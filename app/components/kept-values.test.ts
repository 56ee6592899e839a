import { expect, test } from 'vitest'
import { hasWords, sameValues, typedValues } from './kept-values.ts'

test('a draft keeps what was typed: no hidden fields, no confirmation, no file, no whole number', () => {
	const form = new FormData()
	form.append('version', '3')
	form.append('idempotencyKey', 'k')
	form.append('key', 'defence:1')
	form.append('confirm', 'on')
	form.append('argument.0', '用户 13812341234 自己签的字')
	form.append('argument.1', '')
	form.append('files', new File(['x'], 'a.jpg'))
	form.append('factor[]', 'a')
	expect(typedValues(form.entries())).toEqual({
		'argument.0': '用户 138****1234 自己签的字',
		'argument.1': '',
		factor: ['a'],
	})
})

test('an empty form is no draft, and empty fields make no difference', () => {
	expect(hasWords({ a: ' ', b: [] })).toBe(false)
	expect(hasWords({ a: '', b: ['x'] })).toBe(true)
	expect(sameValues({ a: '1', b: '' }, { a: '1' })).toBe(true)
	expect(sameValues({ a: '1' }, { a: '2' })).toBe(false)
	expect(sameValues({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true)
})
