import { sha256Hex } from '#app/infra/hash.server.ts'
import { noticesAfter, proofsForVerify, templateBodies } from '#db/queries/verify.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, plural } from './check.ts'
import { pages } from './numbers.server.ts'

const PAGE = 500
/** The proof that stands behind each way of service. */
const PROOF = { opened: 'opened', lapse: 'lapsed', 'handed-over': 'handed-over', refused: 'refused' } as const

type Notice = Awaited<ReturnType<typeof noticesAfter>>[number]
type Proof = Awaited<ReturnType<typeof proofsForVerify>>[number]

/**
 * The wording of each document is what was told, by a published template; each service rests on a proof, and no proof
 * is older than the sending. Documents from before proofs were kept have none and are left alone.
 */
export async function checkService(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const templates = new Map((await templateBodies(handle)).map((row) => [row.id, row]))
	for (const row of templates.values())
		if (sha256Hex(row.body_json) !== row.sha256)
			faults.add(`notice_template ${row.id}`, `${row.kind} v${row.version}: its hash does not fit its body`)
	let [looked, proved] = [0, 0]
	let batch: Notice[] = []
	const look = async () => {
		const ids = batch.map((row) => row.id)
		const proofs = new Map<string, Proof[]>()
		for (const proof of await proofsForVerify(handle, ids))
			proofs.set(proof.notice_id, [...(proofs.get(proof.notice_id) ?? []), proof])
		for (const row of batch) {
			const own = proofs.get(row.id) ?? []
			proved += own.length
			checkOne(row, own, templates, faults)
		}
		batch = []
	}
	for await (const row of pages((after) => noticesAfter(handle, after, PAGE))) {
		looked += 1
		batch.push(row)
		if (batch.length === PAGE) await look()
	}
	await look()
	return {
		name: 'service',
		looked: `${plural(looked, 'notice')}, ${plural(proved, 'proof')}`,
		faults: faults.list,
		notes: [],
	}
}

function checkOne(
	row: Notice,
	proofs: readonly Proof[],
	templates: ReadonlyMap<string, unknown>,
	faults: Faults,
): void {
	const where = `notice ${row.number} (id ${row.id})`
	if (row.text_json !== null && sha256Hex(row.text_json) !== row.text_sha256)
		faults.add(where, 'its hash does not fit its wording')
	if (row.template_id !== null && !templates.has(row.template_id)) faults.add(where, 'its template is missing')
	if ((row.served_at === null) !== (row.served_how === null)) faults.add(where, 'is half served')
	if (!proofs.some((proof) => proof.kind === 'sent')) {
		if (row.template_id !== null) faults.add(where, 'has no proof that it was sent')
		return
	}
	if (proofs.some((proof) => proof.recorded_at < row.sent_at)) faults.add(where, 'has a proof from before it was sent')
	if (row.served_how === null) return
	const kind = PROOF[row.served_how]
	if (!proofs.some((proof) => proof.kind === kind))
		faults.add(where, `is served (${row.served_how}) without a proof of it`)
}
