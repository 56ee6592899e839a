import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { dateFromParts, issuesOf, schemaInput, valuesOf } from './form-result.ts'

describe('values of a form', () => {
	test('a repeated name and a name with brackets give lists, files are left out', () => {
		const sent = new FormData()
		sent.append('reason', 'x')
		sent.append('who', 'a')
		sent.append('who', 'b')
		sent.append('rights[]', 'one')
		sent.append('file', new Blob(['x']))
		expect(valuesOf(sent)).toEqual({ reason: 'x', who: ['a', 'b'], rights: ['one'] })
	})

	test('three boxes become one date, whatever is typed stays recognisable', () => {
		expect(dateFromParts('2026', '２', ' 5')).toBe('2026-02-05')
		expect(dateFromParts('', '', '')).toBe('')
		expect(dateFromParts('2026', '2', '30')).toBe('2026-2-30')
		expect(dateFromParts('2026', '', '5')).toBe('2026--5')
	})

	test('the schema reads dates composed and rows as lists', () => {
		const input = schemaInput({ 'on.y': '2026', 'on.m': '11', 'on.d': '5', 'items.1.note': 'b', 'items.0.note': 'a' })
		expect(input).toEqual({ on: '2026-11-05', items: [{ note: 'a' }, { note: 'b' }] })
	})

	test('a name that only looks like a date keeps its parts', () => {
		expect(schemaInput({ 'map.y': '1' })).toEqual({ map: { y: '1' } })
	})

	test('hostile names leave objects as they are', () => {
		const input = schemaInput(JSON.parse('{"__proto__.polluted":"1","constructor.prototype.polluted":"1"}'))
		expect(Reflect.get({}, 'polluted')).toBeUndefined()
		expect(Object.keys(input)).toEqual(['constructor'])
	})
})

describe('issues of a schema', () => {
	const schema = z.object({
		reason: z.string().check(z.minLength(20)),
		note: z.string().check(z.maxLength(3, 'issue.too-long')),
		kind: z.enum(['a', 'b']),
		gone: z.string(),
		filled: z.string().check(z.minLength(1)),
		code: z.string().check(z.regex(/^x$/)),
		rows: z.array(z.object({ n: z.string('issue.choose') })),
	})

	test('each kind of fault has its sentence and figures', () => {
		const judged = z.safeParse(schema, {
			reason: 'short',
			note: 'long text',
			kind: 'c',
			filled: '',
			code: 'y',
			rows: [{}],
		})
		expect(judged.success ? {} : issuesOf(judged.error)).toEqual({
			reason: [{ key: 'issue.too-short', params: { min: 20 } }],
			note: [{ key: 'issue.too-long', params: { max: 3 } }],
			kind: [{ key: 'issue.choose' }],
			gone: [{ key: 'issue.required' }],
			filled: [{ key: 'issue.required', params: { min: 1 } }],
			code: [{ key: 'issue.bad-format' }],
			'rows.0.n': [{ key: 'issue.choose' }],
		})
	})
})
