import { sql } from 'kysely'
import type { World } from '#tests/support/world.ts'
import { MINE } from './cases.ts'

/** A text that must never reach certain readers. */
export type Canary = { readonly text: string; readonly hiddenFrom: (login: string) => boolean }

const dealers = (login: string) => login === 'dealer' || login === 'dealer2'
const noBusiness = (login: string) => dealers(login) || login === 'admin'

/** Columns that are for the staff only: opinion, complainant, remarks, votes, phones, orders, audit. */
const INTERNAL: readonly (readonly [table: string, column: string])[] = [
	['violation', 'opinion'],
	['violation', 'source_ref'],
	['violation', 'share_reason'],
	['inspection', 'remark'],
	['supervision_order', 'title'],
	['supervision_order', 'matter'],
	['supervision_order', 'source_ref'],
	['supervision_order', 'search_text'],
	['audit_opinion', 'text'],
]

/** Plants texts in internal columns and in what belongs to somebody else; gives what to look for. */
export async function plantCanaries(world: World): Promise<Canary[]> {
	const { write, read } = world.db
	const canaries: Canary[] = []
	for (const [table, column] of INTERNAL) {
		const text = `CANARY-${table}-${column}`
		await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text}`.execute(write)
		canaries.push({ text, hiddenFrom: noBusiness })
	}
	canaries.push(...(await plantConfidential(world)))
	// The outlets' own channel managers are whom a dealer may ask.
	await sql`update account set phone = 'CANARY-phone-' || login, email = 'CANARY-mail-' || login
		where login not in ('dealer', 'dealer2', 'manager', 'manager4')`.execute(write)
	canaries.push({ text: 'CANARY-phone-', hiddenFrom: dealers }, { text: 'CANARY-mail-', hiddenFrom: dealers })
	await plantMystery(world)
	canaries.push({ text: 'CANARY-mystery-inspector', hiddenFrom: dealers })
	// Cases of which no notice has told, orders, and whatever belongs to the other dealer.
	const untold = await read
		.selectFrom('penalty')
		.select('number')
		.where((eb) =>
			eb.not(eb.exists(eb.selectFrom('notice').select('notice.id').whereRef('notice.penalty_id', '=', 'penalty.id'))),
		)
		.execute()
	for (const { number } of untold) canaries.push({ text: number, hiddenFrom: noBusiness })
	const cases = await read
		.selectFrom('penalty')
		.innerJoin('dealer', 'dealer.id', 'penalty.dealer_id')
		.select(['penalty.number', 'dealer.code'])
		.execute()
	for (const { number, code } of cases)
		canaries.push({ text: number, hiddenFrom: (login) => login === (code === 'D-0001' ? 'dealer2' : 'dealer') })
	canaries.push({ text: '同辉通信', hiddenFrom: (login) => login === 'dealer' })
	canaries.push({ text: '恒信通讯', hiddenFrom: (login) => login === 'dealer2' })
	return canaries
}

/** Confidential orders of the customer service department: for it, the issuing side and the auditor. */
async function plantConfidential({ db: { read, write } }: World): Promise<Canary[]> {
	const hiddenFrom = (login: string) => !['orders', 'issuer', 'handler-kf', 'auditor'].includes(login)
	const orders = write.updateTable('supervision_order').where('confidential', '=', 1)
	await orders.set({ title: 'CANARY-confidential-title', matter: 'CANARY-confidential-matter' }).execute()
	const rows = await read.selectFrom('supervision_order').select('number').where('confidential', '=', 1).execute()
	if (rows.length === 0) throw new Error('No confidential order')
	const texts = [
		'CANARY-confidential-title',
		'CANARY-confidential-matter',
		...rows.flatMap(({ number }) => number ?? []),
	]
	return texts.map((text) => ({ text, hiddenFrom }))
}

/** The case of the dealer's outlet came from a mystery visit: whoever made it stays unknown to the dealer. */
async function plantMystery(world: World): Promise<void> {
	const { write } = world.db
	const inspector = await world.accountId('manager7')
	const outlet = await world.outletId(MINE)
	await write.updateTable('account').set({ name: 'CANARY-mystery-inspector' }).where('id', '=', inspector).execute()
	const visit = await write
		.selectFrom('inspection')
		.select('id')
		.where('outlet_id', '=', outlet)
		.orderBy('id')
		.executeTakeFirstOrThrow()
	await write
		.updateTable('inspection')
		.set({ type: 'MYSTERY', inspector_id: inspector, created_by: inspector, state: 'SUBMITTED' })
		.where('id', '=', visit.id)
		.execute()
	await write
		.updateTable('violation')
		.set({ opened_by: inspector, source: 'INSPECTION', inspection_id: visit.id })
		.where('outlet_id', '=', outlet)
		.execute()
	await write.updateTable('penalty').set({ opened_by: inspector }).where('outlet_id', '=', outlet).execute()
	await write.updateTable('evidence').set({ collected_by: inspector }).execute()
}
