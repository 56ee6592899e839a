import { describe, expect, test } from 'vitest'
import { COMMON_COUNT, isCommonPassword } from '#app/infra/common-passwords.ts'
import { isWeakPassword } from './password.ts'

const weak = (password: string) => isWeakPassword(password, ['zhouxl', '周晓岚'], isCommonPassword)

describe('passwords that fall to the first guesses', () => {
	test.each([
		'12345678',
		'PASSWORD123',
		'p@ssw0rd1',
		'qwerty2026',
		'admin@123',
		'woaini1314',
		'aaaaaaaaaaaaaaaaaaaa',
		'abababababab',
		'fangxin1',
		'F4ngxin2026',
		'zhouxl2026',
		'周晓岚123',
		'放心放心123',
	])('%s', (password) => {
		expect(weak(password)).toBe(true)
	})

	test.each([
		'correct horse battery',
		'三月的江水比去年更绿',
		'x9#kQ2!mZ',
		'fangxin is what I open on monday',
		'🙂🙃🙂🙃 four faces',
		`${'long '.repeat(25)}end`,
	])('%s may stay', (password) => {
		expect(weak(password)).toBe(false)
	})

	test('the list holds the promise of three thousand', () => {
		expect(COMMON_COUNT).toBeGreaterThanOrEqual(3000)
	})
})
