import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

/** The place of a request without what people typed: no query, no one-time token. */
export function placeOf(url: string): string {
	return (url.split('?')[0] ?? '').replace(/^(\/(?:first-admin|calendar|account\/notices\/confirm)\/).+$/, '$1…')
}

/** One line per request: number, method, place, status, time. No address, no person, no header. */
export function requestLog(logger: Logger): RequestHandler {
	const log = pinoHttp({
		logger,
		quietReqLogger: true,
		quietResLogger: true,
		customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
		serializers: { req: () => undefined, res: () => undefined },
		customProps: (req, res) => ({
			method: req.method,
			place: placeOf(req.url ?? ''),
			status: res.statusCode,
			requestId: res.getHeader('x-request-id'),
		}),
	})
	return (req, res, next) => log(req, res, next)
}
