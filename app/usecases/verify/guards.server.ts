import { guardNames } from '#db/queries/verify.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, plural } from './check.ts'

const APPEND_ONLY = [
	'case_event',
	'decision',
	'gate_reason',
	'conflict_declaration',
	'violation_uplift',
	'ledger_txn',
	'ledger_entry',
	'commission_statement',
	'review_extension',
	'measure_record',
	'exit_vote',
	'blacklist_vote',
	'reference_version',
	'rulebook_acceptance',
	'deadline_policy',
	'notice_template',
	'notice_file',
	'notice_copy',
	'service_proof',
	'service_consent',
	'order_circular_paper',
]

/** The triggers that refuse to change or delete events, decisions and ledger are in place. */
export async function checkGuards(handle: Handle, dialect: 'sqlite' | 'postgres'): Promise<Check> {
	const verbs = dialect === 'sqlite' ? ['no_update', 'no_delete'] : ['no_change']
	const needed = APPEND_ONLY.flatMap((table) => verbs.map((verb) => `${table}_${verb}`))
	const present = new Set(await guardNames(handle, dialect))
	const faults = new Faults()
	for (const name of needed) if (!present.has(name)) faults.add(`trigger ${name}`, 'is missing')
	return { name: 'guards', looked: plural(needed.length, 'trigger'), faults: faults.list, notes: [] }
}
