import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { EdgeSettings } from '#app/http/load-context.ts'
import type { Mode } from '#app/infra/env.server.ts'

const YEAR_S = 365 * 24 * 3600

/** Headers on every answer, errors and files included. */
export function safetyHeaders(settings: EdgeSettings, mode: Mode): RequestHandler {
	const guard = helmet({
		contentSecurityPolicy: false,
		strictTransportSecurity:
			settings.secure && mode === 'production' ? { maxAge: YEAR_S, includeSubDomains: true } : false,
		// 'no-referrer' makes browsers send `Origin: null` with plain forms, which the origin check refuses.
		referrerPolicy: { policy: 'same-origin' },
		crossOriginOpenerPolicy: { policy: 'same-origin' },
		xFrameOptions: { action: 'deny' },
	})
	return (req, res, next) => {
		res.set('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=(), payment=()')
		// Answers of this edge itself carry no content to protect a page with.
		res.set(
			'Content-Security-Policy',
			"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
		)
		guard(req, res, next)
	}
}

/** The policy of pages: what is not ours does not run (trust 1.4). */
export function cspFor(mode: Mode): RequestHandler {
	const dev = mode === 'development'
	const nonce = (_req: IncomingMessage, res: ServerResponse) => `'nonce-${nonceOf(res)}'`
	const policy = helmet.contentSecurityPolicy({
		useDefaults: false,
		directives: {
			defaultSrc: ["'none'"],
			scriptSrc: [nonce, "'strict-dynamic'"],
			styleSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'"],
			imgSrc: ["'self'", 'data:', 'blob:'],
			connectSrc: dev ? ["'self'", 'ws:'] : ["'self'"],
			fontSrc: ["'self'"],
			manifestSrc: ["'self'"],
			formAction: ["'self'"],
			baseUri: ["'none'"],
			frameAncestors: ["'none'"],
			objectSrc: ["'none'"],
		},
	})
	return (req, res, next) => {
		res.set('Cache-Control', 'no-store')
		policy(req, res, next)
	}
}

function nonceOf(res: ServerResponse): string {
	// Express's response is the one that helmet hands over; its type does not say so.
	const { locals } = res as Response
	return String(locals.nonce)
}
