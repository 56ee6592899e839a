import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { htmlStream } from './html-stream.server.ts'

const WORDS = Array.from({ length: 3000 }, (_, n) => `${'a'.repeat(n % 4)}计划发送`)

function rendered(through: NodeJS.ReadWriteStream): Promise<Buffer> {
	const items = WORDS.map((word, n) => createElement('p', { key: n, title: word }, word))
	renderToPipeableStream(createElement('main', null, items)).pipe(through)
	return buffer(through)
}

test('a long Chinese page holds no zero byte and no broken character', async () => {
	const page = await rendered(htmlStream())
	expect(page.includes(0)).toBe(false)
	const text = new TextDecoder('utf-8', { fatal: true }).decode(page)
	expect([...text.matchAll(/title="([^"]*)"/g)].map((match) => match[1])).toEqual(WORDS)
})

test('React still needs it; when this fails, the stream may go', async () => {
	expect((await rendered(new PassThrough())).includes(0)).toBe(true)
})
