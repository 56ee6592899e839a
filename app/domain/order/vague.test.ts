import { expect, test } from 'vitest'
import { isVague } from './vague.ts'

test.each([
	['加强培训，提高认识', true],
	['高度重视，进一步加强管理', true],
	['加强培训，12 月 5 日前由渠道管理部完成', false],
	['短信记录改存 24 个月，信息化部负责，12 月 1 日上线', false],
	['店长每日核对办理凭证', false],
])('%s', (text, vague) => {
	expect(isVague(text)).toBe(vague)
})
