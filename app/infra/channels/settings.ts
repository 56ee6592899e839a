import type { RobotKey } from './robots.server.ts'

const ENTRY = /^ROBOT_([A-Z][A-Z0-9_]{1,30})_(KEY|SECRET)$/
const VALUE = /^[A-Za-z0-9_-]{16,128}$/

/** Keys and secrets of robots by code, with a sentence for each entry that cannot be one; never with its value. */
export function robotKeysOf(source: Readonly<Record<string, string | undefined>>): {
	keys: Map<string, RobotKey>
	faults: string[]
} {
	const keys = new Map<string, RobotKey>()
	const faults: string[] = []
	const entries = Object.entries(source).flatMap(([name, value]) => {
		const hit = ENTRY.exec(name)
		return hit && value ? [{ name, code: hit[1] ?? '', part: hit[2] ?? '', value }] : []
	})
	for (const { name, code, part, value } of entries) {
		if (!VALUE.test(value)) faults.push(`${name} does not look like a robot's ${part.toLowerCase()}.`)
		else if (part === 'KEY') keys.set(code, { key: value, secret: keys.get(code)?.secret ?? null })
	}
	for (const { code, part, value } of entries) {
		const known = keys.get(code)
		if (part === 'SECRET' && known) keys.set(code, { ...known, secret: value })
	}
	return { keys, faults }
}

/** An SMTP address with a host; user and password may be in it. */
export function isSmtpUrl(text: string): boolean {
	if (!URL.canParse(text)) return false
	const url = new URL(text)
	return /^smtps?:$/.test(url.protocol) && url.hostname !== '' && (url.username === '') === (url.password === '')
}

/** http on this machine only. */
export function isLoopback(text: string): boolean {
	if (!URL.canParse(text)) return false
	const url = new URL(text)
	return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && url.pathname === '/'
}

/** '方信 <no-reply@example.cn>' or a bare address. */
export function isSender(text: string): boolean {
	return /^(?:[^<>\r\n"]{0,60}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)
}
