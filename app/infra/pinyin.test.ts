import { expect, test } from 'vitest'
import { pinyinInitials } from './pinyin.server.ts'

test.each([
	['恒信通讯', 'hxtx'],
	['望江路专营店', 'wjlzyd'],
	['明达数码', 'mdsm'],
	['佳缘手机', 'jysj'],
	['江州市同辉通信经营部', 'jzsthtxjyb'],
	['安顺北斗昌隆德丰高和健康绿美宁欧平启荣三泰文祥云中', 'asbdcldfghjklmnopqrstwxyz'],
	['5G 体验厅', '5gtyt'],
	['（总店）', 'zd'],
])('%s is found by %s', (name, initials) => {
	expect(pinyinInitials(name)).toBe(initials)
})
