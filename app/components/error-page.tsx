import { Link } from '@remix-run/react'
import type { Refusal } from '#app/domain/refusal.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'

const KNOWN = new Set([400, 403, 404, 405, 409, 413, 429])

type ErrorPageProps = {
	status: number
	/** The body of the answer that was thrown; a refusal when it came from a rule. */
	body: unknown
	requestId: string | undefined
	home: string
}

function refusalOf(body: unknown): Refusal | undefined {
	if (typeof body !== 'object' || body === null || !('refusal' in body)) return undefined
	const { refusal } = body
	const fine = typeof refusal === 'object' && refusal !== null && 'rule' in refusal && typeof refusal.rule === 'string'
	// Our own server wrote it (refusalResponse).
	return fine ? (refusal as Refusal) : undefined
}

/** What went wrong, what to do now, the number for the log. */
export function ErrorPage({ status, body, requestId, home }: ErrorPageProps) {
	const t = useT()
	const said = useDynamicT()
	const kind = KNOWN.has(status) ? status : 500
	const refusal = refusalOf(body)
	const common = !refusal || refusal.rule === 'not-found' || refusal.rule === 'not-allowed'
	return (
		<>
			<h1>{said(`error.${kind}.title`)}</h1>
			<p className="lead">{common ? said(`error.${kind}.text`) : said(`refusal.${refusal.rule}`, refusal.params)}</p>
			<p>
				<Link to={home}>{t('error.home')}</Link>
			</p>
			{requestId ? <p className="sm muted mono">{t('error.request', { id: requestId })}</p> : null}
		</>
	)
}
