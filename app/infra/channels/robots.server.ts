import { createHmac } from 'node:crypto'
import { byteLength, cutToBytes } from '#app/domain/delivery/bytes.ts'
import { type Instant, instantMs } from '#app/domain/time.ts'
import type { Answer, RobotKind, RobotMessage } from './channels.ts'
import { ROBOT_BYTES, scrubbed } from './channels.ts'

/** The only two places that a robot's message can go to: no setting and no person names another (ASVS 1.3.6). */
const HOSTS: Readonly<Record<RobotKind, string>> = {
	wecom: 'https://qyapi.weixin.qq.com',
	dingtalk: 'https://oapi.dingtalk.com',
}
const TIMEOUT_MS = 10_000
const MINUTE_MS = 60_000

export type RobotKey = { readonly key: string; readonly secret: string | null }

/** DingTalk's signature: HMAC-SHA256 of "timestamp\nsecret" with the secret, Base64 (trust 3.5). */
export function dingtalkSign(secret: string, timestampMs: number): string {
	return createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64')
}

function addressOf(host: string, kind: RobotKind, { key, secret }: RobotKey, now: Instant): URL {
	if (kind === 'wecom') {
		const url = new URL('/cgi-bin/webhook/send', host)
		url.searchParams.set('key', key)
		return url
	}
	const url = new URL('/robot/send', host)
	url.searchParams.set('access_token', key)
	if (secret !== null) {
		const at = instantMs(now)
		url.searchParams.set('timestamp', String(at))
		url.searchParams.set('sign', dingtalkSign(secret, at))
	}
	return url
}

function bodyOf(kind: RobotKind, { text, mobiles }: RobotMessage): unknown {
	if (kind === 'wecom') {
		const content = cutToBytes(text, ROBOT_BYTES.wecom)
		return { msgtype: 'text', text: { content, ...(mobiles.length > 0 ? { mentioned_mobile_list: mobiles } : {}) } }
	}
	// DingTalk calls only those whose number stands in the text.
	const names = mobiles.map((mobile) => `@${mobile}`).join(' ')
	const room = ROBOT_BYTES.dingtalk - byteLength(names) - 1
	const content = names === '' ? cutToBytes(text, ROBOT_BYTES.dingtalk) : `${cutToBytes(text, room)}\n${names}`
	return { msgtype: 'text', text: { content }, at: { atMobiles: mobiles, isAtAll: false } }
}

/** WeCom: too often. DingTalk: more than 20 in a minute (silent for ten), too fast. */
const THROTTLED: Readonly<Record<RobotKind, ReadonlyMap<number, number>>> = {
	wecom: new Map([
		[45009, MINUTE_MS],
		[45033, MINUTE_MS],
	]),
	dingtalk: new Map([
		[130101, 10 * MINUTE_MS],
		[410100, 10 * MINUTE_MS],
	]),
}
/** The receiver's own trouble: tried again. */
const PASSING = new Set([-1, 6000])

/** What the errcode of an answer means; -2 for an answer without one. */
function judged(kind: RobotKind, code: number, said: string): Answer {
	if (code === 0) return { outcome: 'sent', answer: 'errcode 0' }
	const answer = `errcode ${code} ${said}`.trim()
	const waitMs = THROTTLED[kind].get(code)
	if (waitMs !== undefined) return { outcome: 'throttled', answer, waitMs }
	return { outcome: PASSING.has(code) ? 'temporary' : 'permanent', answer }
}

async function read(kind: RobotKind, response: Response, secrets: readonly string[]): Promise<Answer> {
	const { status } = response
	if (status === 429) return { outcome: 'throttled', answer: 'HTTP 429', waitMs: 10 * MINUTE_MS }
	if (status >= 500) return { outcome: 'temporary', answer: `HTTP ${status}` }
	// Redirects are not followed: the key would go elsewhere.
	if (status !== 200) return { outcome: 'permanent', answer: `HTTP ${status}` }
	const text = (await response.text()).slice(0, 2000)
	try {
		const body: unknown = JSON.parse(text)
		const said: { errcode?: unknown; errmsg?: unknown } = typeof body === 'object' && body !== null ? body : {}
		if (typeof said.errcode !== 'number') return { outcome: 'temporary', answer: 'no errcode' }
		return judged(kind, said.errcode, scrubbed(typeof said.errmsg === 'string' ? said.errmsg : '', secrets))
	} catch {
		return { outcome: 'temporary', answer: 'no JSON' }
	}
}

/** The name of what went wrong on the way; never the message, which may hold the address with its key. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return 'ERROR'
	const { cause } = error
	const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
	return /^[A-Z_]{3,40}$/.test(code) ? code : error.name
}

/** Posts to the two robot services. `loopback` stands for both hosts in tests and in the demo only. */
export function robotPoster(keys: ReadonlyMap<string, RobotKey>, loopback: string | null, timeoutMs = TIMEOUT_MS) {
	return async (robot: { kind: RobotKind; code: string }, message: RobotMessage, now: Instant): Promise<Answer> => {
		const key = keys.get(robot.code)
		if (!key) return { outcome: 'permanent', answer: 'no key in the environment' }
		const url = addressOf(loopback ?? HOSTS[robot.kind], robot.kind, key, now)
		try {
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json; charset=utf-8' },
				body: JSON.stringify(bodyOf(robot.kind, message)),
				redirect: 'manual',
				signal: AbortSignal.timeout(timeoutMs),
			})
			return await read(robot.kind, response, [key.key, key.secret ?? ''])
		} catch (error) {
			return { outcome: 'temporary', answer: reasonOf(error), down: true }
		}
	}
}
