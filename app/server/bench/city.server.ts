import { randomBytes } from 'node:crypto'
import { addMs, DAY_MS, type Instant } from '#app/domain/time.ts'
import { sessionHeader } from '#app/http/session.server.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { insertSession } from '#db/queries/sessions.server.ts'
import { insertToken } from '#db/queries/tokens.server.ts'
import type { Shot } from './load.server.ts'

export type Target = {
	readonly name: string
	/** The status that a good answer has. */
	readonly status: number
	readonly shotOf: (i: number) => Shot
	/** Most shots that it can take; a write changes each subject once. */
	readonly limit?: number
}

async function accountOf(db: Db, login: string) {
	return db.read.selectFrom('account').select(['id', 'branch_id']).where('login', '=', login).executeTakeFirstOrThrow()
}

/** A session made in the database; answers the Cookie header. The bench measures pages, not the sign-in. */
async function cookieOf(db: Db, login: string, secret: string, now: Instant): Promise<string> {
	const { id, branch_id } = await accountOf(db, login)
	const token = randomBytes(32).toString('base64url')
	const row = {
		id: sha256Hex(token),
		branch_id,
		account_id: id,
		created_at: now,
		last_seen_at: now,
		expires_at: addMs(now, DAY_MS),
		revoked_at: null,
		address: '127.0.0.1',
		user_agent: 'bench',
	}
	await db.write.transaction().execute((tx) => insertSession(tx, row))
	const settings = { origin: '', secure: false, secrets: [secret], demo: false, idleMinutes: 600 }
	return (await sessionHeader(settings, token)).split(';')[0] ?? ''
}

async function bearerOf(db: Db, login: string, now: Instant): Promise<string> {
	const { id, branch_id } = await accountOf(db, login)
	const token = randomBytes(32).toString('base64url')
	const row = { id: uuidv7(now), branch_id, account_id: id, token_hash: sha256Hex(token), label: 'bench' }
	await db.write
		.transaction()
		.execute((tx) => insertToken(tx, { ...row, created_at: now, last_used_at: now, revoked_at: null }))
	return token
}

/** Orders that the handler of the channel department can note progress on, and ids of cases to look at. */
async function subjects(db: Db, limit: number) {
	const orders = await db.read
		.selectFrom('supervision_order')
		.innerJoin('department', 'department.id', 'supervision_order.lead_department_id')
		.select(['supervision_order.id', 'supervision_order.version'])
		.where('department.code', '=', 'QD')
		.where('supervision_order.state', 'in', ['ACKNOWLEDGED', 'IN_PROGRESS'])
		.orderBy('supervision_order.id')
		.limit(limit)
		.execute()
	const penalties = await db.read.selectFrom('penalty').select('id').orderBy('id', 'desc').limit(2000).execute()
	return { orders, penalties: penalties.map((row) => row.id) }
}

const WORDS = '已与责任单位核对，正在整改，预计两日内完成。'

/** The five things that the bench measures, on a laid city. */
export async function targetsOf(
	db: Db,
	secret: string,
	port: number,
	now: Instant,
	requests: number,
): Promise<Target[]> {
	const { orders, penalties } = await subjects(db, requests * 2)
	const [issuer, compliance, handler] = [
		await cookieOf(db, 'issuer', secret, now),
		await cookieOf(db, 'compliance', secret, now),
		await cookieOf(db, 'department', secret, now),
	]
	const page = (path: string, cookie: string): Shot => ({
		method: 'GET',
		path,
		headers: { cookie, accept: 'text/html' },
	})
	const bearer = `Bearer ${await bearerOf(db, 'compliance', now)}`
	const form = {
		cookie: handler,
		'content-type': 'application/x-www-form-urlencoded',
		origin: `http://127.0.0.1:${port}`,
	}
	return [
		{ name: 'orders board', status: 200, shotOf: () => page(paths.orders(), issuer) },
		{
			name: 'penalty page',
			status: 200,
			shotOf: (i) => page(paths.penalty(penalties[i % penalties.length] ?? ''), compliance),
		},
		{ name: 'my work', status: 200, shotOf: (i) => page(paths.home(), [compliance, handler, issuer][i % 3] ?? '') },
		{
			name: 'due-date',
			status: 200,
			shotOf: (i) => ({
				method: 'GET',
				path: paths.apiDueDate({ from: `2026-11-${String((i % 28) + 1).padStart(2, '0')}`, limit: '15wd' }),
				headers: { authorization: bearer },
			}),
		},
		{
			name: 'confirmed write (progress of an order)',
			status: 303,
			limit: orders.length,
			shotOf: (i) => ({
				method: 'POST',
				path: paths.orderAct(orders[i]?.id ?? '', 'progress'),
				headers: form,
				body: new URLSearchParams({ intent: 'note', note: WORDS, version: String(orders[i]?.version ?? 1) }).toString(),
			}),
		},
	]
}
