import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EVENT_KINDS, NOTICE_KINDS } from '#app/domain/case/events.ts'
import { messages as en } from '#app/i18n/messages/en/index.ts'
import { messages as hans } from '#app/i18n/messages/zh-Hans/index.ts'
import { messages as hant } from '#app/i18n/messages/zh-Hant/index.ts'
import { hantFiles, indexFile } from '#seeds/zh-hant.ts'

const ROOT = 'app/i18n/messages'
const params = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hit) => hit[1]).sort()
const base = (key: string) => key.replace(/_one$/, '')

describe('three languages, complete', () => {
	test('English has every key, and nothing else but singulars', () => {
		const extra = Object.keys(en).filter((key) => !(base(key) in hans))
		expect(extra).toEqual([])
		expect(Object.keys(hans).filter((key) => !(key in en))).toEqual([])
	})

	test('traditional Chinese is the conversion of simplified', () => {
		const files = hantFiles()
		for (const [name, text] of files) expect(readFileSync(join(ROOT, 'zh-Hant', name), 'utf8'), name).toBe(text)
		for (const language of ['zh-Hans', 'zh-Hant', 'en']) {
			const names = readdirSync(join(ROOT, language)).filter((name) => name !== 'index.ts')
			expect(names.sort(), language).toEqual([...files.keys()])
			expect(readFileSync(join(ROOT, language, 'index.ts'), 'utf8')).toBe(indexFile([...files.keys()]))
		}
		expect(Object.keys(hant)).toEqual(Object.keys(hans))
	})

	test('a sentence takes the same parameters in each language', () => {
		const others: Record<string, string> = en
		const wrong = Object.entries(hans).filter(([key, text]) => {
			const ours = params(text).filter((name) => name !== 'count')
			const theirs = params(others[key] ?? '').filter((name) => name !== 'count')
			return JSON.stringify(ours) !== JSON.stringify(theirs)
		})
		expect(wrong.map(([key]) => key)).toEqual([])
	})

	test('no sentence speaks of a fine: it is a contractual deduction', () => {
		const bad = Object.entries(hans).filter(([key, text]) => text.includes('罚款') && !key.includes('not-a-fine'))
		expect(bad).toEqual([])
	})

	test('no sentence is empty or shouts', () => {
		const bad = [...Object.entries(hans), ...Object.entries(en)].filter(
			([, text]) => text.trim() === '' || /[!！]/.test(text),
		)
		expect(bad).toEqual([])
	})
})

describe('everything that can be recorded or told has a sentence', () => {
	const keys = new Set(Object.keys(hans))
	test.each(EVENT_KINDS)('event %s', (kind) => {
		expect(keys).toContain(`event.${kind}`)
	})
	test.each(NOTICE_KINDS)('notice %s', (kind) => {
		expect(keys).toContain(`notice.${kind}`)
	})
})
