import nodemailer, { type Transporter } from 'nodemailer'
import type { Answer, Mail } from './channels.ts'
import { scrubbed } from './channels.ts'

const TIMEOUT_MS = 10_000

export type MailSettings = { readonly url: string; readonly from: string }

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1'])

function transportOf(settings: MailSettings, timeoutMs: number): Transporter {
	const url = new URL(settings.url)
	const secure = url.protocol === 'smtps:'
	return nodemailer.createTransport({
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: Number(url.port || (secure ? 465 : 587)),
		secure,
		// trust 1.5: no password and no message in the clear beyond this machine.
		requireTLS: !secure && !LOOPBACK.has(url.hostname),
		ignoreTLS: !secure && LOOPBACK.has(url.hostname),
		...(url.username
			? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
			: {}),
		connectionTimeout: timeoutMs,
		greetingTimeout: timeoutMs,
		socketTimeout: timeoutMs,
		disableFileAccess: true,
		disableUrlAccess: true,
	})
}

/** The message as nodemailer takes it: both parts, subject and names as RFC 2047 asks, nothing from outside. */
export function mailOptions(mail: Mail, from: string) {
	return {
		from,
		to: { name: '', address: mail.to },
		subject: mail.subject,
		text: mail.text,
		html: mail.html,
		messageId: mail.messageId,
		textEncoding: 'base64' as const,
		headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
		...(mail.settings ? { list: { unsubscribe: { url: mail.settings, comment: '' } } } : {}),
	}
}

const CONNECTION = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ECONNREFUSED', 'ECONNRESET', 'ETLS'])

function failed(error: unknown, secrets: readonly string[]): Answer {
	const facts: { code?: unknown; responseCode?: unknown; response?: unknown } =
		typeof error === 'object' && error !== null ? error : {}
	const code = typeof facts.code === 'string' ? facts.code : ''
	const status = typeof facts.responseCode === 'number' ? facts.responseCode : 0
	const said = scrubbed(typeof facts.response === 'string' ? facts.response : code || 'ERROR', secrets)
	// A wrong password is the administrator's to mend; no message is to blame.
	if (code === 'EAUTH' || code === 'ENOAUTH') return { outcome: 'temporary', answer: `EAUTH ${said}`, down: true }
	if (status >= 500) return { outcome: 'permanent', answer: said }
	const down = status === 421 || (status === 0 && CONNECTION.has(code))
	return { outcome: 'temporary', answer: said, ...(down ? { down: true as const } : {}) }
}

/** Sends by SMTP. 5xx is final, everything else is tried again. */
export function smtpMail(settings: MailSettings, timeoutMs = TIMEOUT_MS): (mail: Mail) => Promise<Answer> {
	const transport = transportOf(settings, timeoutMs)
	const url = new URL(settings.url)
	const secrets = [url.password, decodeURIComponent(url.password)]
	return async (mail) => {
		try {
			const info: { response?: string | undefined } = await transport.sendMail(mailOptions(mail, settings.from))
			return { outcome: 'sent', answer: scrubbed(info.response ?? '250', secrets) }
		} catch (error) {
			return failed(error, secrets)
		}
	}
}
