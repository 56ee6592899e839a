/** The two robot services on the loopback, as strict as they are: key, signature, clock, size, 20 a minute, ten minutes' silence. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { byteLength } from '#app/domain/delivery/bytes.ts'

export type Heard = {
	readonly kind: 'wecom' | 'dingtalk'
	readonly text: string
	readonly mobiles: string[]
	readonly atMs: number
}

export type RobotSink = {
	readonly url: string
	readonly heard: Heard[]
	/** Answers of every request, in order. */
	readonly answers: number[]
	/** The next answers instead of its own judgement: an errcode, or an HTTP status from 100 to 599. */
	readonly instead: number[]
	readonly close: () => Promise<void>
}

type Known = { readonly wecom: readonly string[]; readonly dingtalk: Readonly<Record<string, string | null>> }

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
	let text = ''
	for await (const part of request) text += String(part)
	return JSON.parse(text)
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {}
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

/** `now` is the sink's own clock in milliseconds. */
export async function openRobots(known: Known, now: () => number): Promise<RobotSink> {
	const heard: Heard[] = []
	const answers: number[] = []
	const instead: number[] = []
	const said = new Map<string, number[]>()
	const silent = new Map<string, number>()

	/** 0, or the code of too many. */
	function counted(key: string, kind: Heard['kind']): number {
		const at = now()
		if ((silent.get(key) ?? 0) > at) return 130101
		const lately = (said.get(key) ?? []).filter((one) => one > at - MINUTE_MS)
		if (lately.length >= 20) {
			if (kind === 'wecom') return 45009
			silent.set(key, at + 10 * MINUTE_MS)
			return 130101
		}
		said.set(key, [...lately, at])
		return 0
	}

	function wecom(url: URL, body: Record<string, unknown>): number {
		const key = url.searchParams.get('key') ?? ''
		if (!known.wecom.includes(key)) return 93000
		if (body.msgtype !== 'text') return 40008
		const { content, mentioned_mobile_list } = record(body.text)
		if (typeof content !== 'string' || content === '') return 44004
		if (byteLength(content) > 2048) return 45002
		const code = counted(key, 'wecom')
		if (code === 0) heard.push({ kind: 'wecom', text: content, mobiles: listOf(mentioned_mobile_list), atMs: now() })
		return code
	}

	function dingtalk(url: URL, body: Record<string, unknown>): number {
		const token = url.searchParams.get('access_token') ?? ''
		const secret = known.dingtalk[token]
		if (secret === undefined) return 300001
		if (secret !== null) {
			const timestamp = Number(url.searchParams.get('timestamp'))
			if (!(Math.abs(timestamp - now()) <= HOUR_MS)) return 310000
			const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
			if (url.searchParams.get('sign') !== sign) return 310000
		}
		const { content } = record(body.text)
		if (body.msgtype !== 'text' || typeof content !== 'string' || content === '') return 400101
		if (byteLength(JSON.stringify(body)) > 20_000) return 460101
		const mobiles = listOf(record(body.at).atMobiles)
		const code = counted(token, 'dingtalk')
		if (code === 0) heard.push({ kind: 'dingtalk', text: content, mobiles, atMs: now() })
		return code
	}

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://sink')
		const body = await bodyOf(request)
		const odd = instead.shift()
		if (odd !== undefined && odd >= 100 && odd < 600) {
			answers.push(odd)
			response.writeHead(odd, odd < 400 ? { Location: 'http://elsewhere.invalid/' } : {}).end()
			return
		}
		const code =
			odd ??
			(url.pathname === '/cgi-bin/webhook/send'
				? wecom(url, body)
				: url.pathname === '/robot/send'
					? dingtalk(url, body)
					: 404)
		answers.push(code)
		const errmsg =
			code === 0 ? 'ok' : `refused, hint: [${url.searchParams.get('key') ?? url.searchParams.get('access_token')}]`
		response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ errcode: code, errmsg }))
	}

	const server = createServer((request, response) => void answer(request, response))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	// A server that listens on a port has an address of this kind.
	const { port } = server.address() as AddressInfo
	return {
		url: `http://127.0.0.1:${port}`,
		heard,
		answers,
		instead,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections()
				server.close(() => resolve())
			}),
	}
}
