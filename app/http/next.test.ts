import { expect, test } from 'vitest'
import { localPath } from './next.ts'

const HOSTILE = [
	'',
	'https://evil.example',
	'//evil.example',
	'///evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	'/%0d%0aSet-Cookie:x'.replace('%0d%0a', '\r\n'),
	'javascript:alert(1)',
	'data:text/html,x',
	' /orders',
	'orders',
	'/.//evil.example',
	'/..//evil.example',
	'/x/..//evil.example',
	'/%2e/\\evil.example',
	`/${'a'.repeat(600)}`,
	null,
	undefined,
]

test.each(HOSTILE)('%j leads home', (next) => {
	expect(localPath(next)).toBe('/')
})

test.each(['/', '/orders', '/orders?light=red&cursor=abc', '/penalties/0192-x/decide', '/search?q=%E6%81%92'])(
	'%s is kept',
	(next) => {
		expect(localPath(next)).toBe(next)
	},
)
