import pino, { type Logger } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>

/** Structured logs on standard error; never a cookie, a token, a body or a person's data. */
export function createLog(level: string): Logger {
	return pino(
		{
			level,
			base: null,
			redact: ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]'],
		},
		pino.destination(2),
	)
}
