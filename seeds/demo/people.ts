/** Dealers with their owners, outlets and deposits, as the compliance officer registered them. */
import { creditCheckCharacter, isOutletType } from '#app/domain/dealer.ts'
import { addDays } from '#app/domain/time.ts'
import { postDeposit } from '#app/usecases/ledger/deposit.server.ts'
import { rulebookOn } from '#app/usecases/reference/load.server.ts'
import { registerDealer } from '#app/usecases/registers/save-dealer.server.ts'
import { registerOutlet } from '#app/usecases/registers/save-outlet.server.ts'
import { recordAcceptance } from '#app/usecases/rulebooks/accept.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import { accountRow, grant } from '../branch.ts'
import { dealerSeeds, outletSeeds } from './registers.ts'
import type { Stage } from './stage.ts'

const MANAGERS: Readonly<Record<string, string>> = {
	'WJ-1': 'manager2',
	'WJ-2': 'manager3',
	'WJ-3': 'manager',
	'ND-1': 'manager4',
	'ND-2': 'manager5',
	'BQ-1': 'manager6',
	'BQ-2': 'manager7',
	'YL-1': 'manager8',
}

/** This dealer never signed the rulebook: its cases stop at the gate. */
const WITHOUT_ACCEPTANCE = 22

function creditCode(i: number): string {
	const first = `9133010${i % 10}MA2${String(10000 + i * 37).padStart(6, '0')}`.slice(0, 17).padEnd(17, '0')
	return first + creditCheckCharacter(first)
}

/** Registers everybody and pays the deposits in; a few dealers are short of what they owe. */
export async function registerAll(stage: Stage, passwordHash: string): Promise<void> {
	const { laid, random } = stage
	const dealers = dealerSeeds()
	const outlets = outletSeeds(random, laid.gridCodes)
	const rulebook = await rulebookOn(stage.db.read, laid.branchId, stage.today())
	const required = rulebook?.body.deposit.requiredFen ?? {}
	const dealerIds: string[] = []
	for (const [i, dealer] of dealers.entries()) {
		const own = outlets.filter((outlet) => outlet.dealer === i)
		const deposit = Math.max(...own.map((outlet) => required[outlet.type] ?? 500_000))
		// Nobody who inspects in the dealer's grids signed it up, or the conflict rule would shut every case.
		const signer = i % 20 === 3 ? 'manager8' : 'approver2'
		const made = await stage.attempt(
			registerDealer(await stage.as('compliance'), {
				code: dealer.code,
				name: dealer.name,
				creditCode: creditCode(i),
				contactName: dealer.owner,
				contactPhone: `0555-000-${String(3000 + i)}`,
				agreementFrom: '2025-07-01',
				agreementTo: '2027-06-30',
				depositRequired: deposit,
				status: 'ACTIVE',
				signedBy: laid.person(signer),
				eServiceConsent: i % 13 !== 12,
			}),
		)
		if (!made) continue
		dealerIds[i] = made.id
		await owner(stage, made.id, dealer.login, dealer.owner, passwordHash)
		if (i !== WITHOUT_ACCEPTANCE && rulebook)
			await stage.attempt(
				recordAcceptance(await stage.as('compliance'), {
					dealerId: made.id,
					versionId: rulebook.versionId,
					name: dealer.owner,
					on: '2025-12-28',
					note: `代理协议补充页，档案盒 ${dealer.code}`,
				}),
			)
		const paid = i % 11 === 10 ? Math.round(deposit / 2) : deposit
		await stage.attempt(
			postDeposit(await stage.as('compliance'), {
				dealerId: made.id,
				kind: 'DEPOSIT_IN',
				amountFen: paid,
				voucher: `银行回单 ${stage.today().slice(5).replace('-', '')}-${String(i + 1).padStart(3, '0')}`,
				postedOn: addDays(stage.today(), 0),
				idempotencyKey: `opening-${dealer.code}`,
			}),
		)
		stage.pass(1)
	}
	for (const outlet of outlets) {
		if (!isOutletType(outlet.type)) throw new Error(`Unknown outlet type ${outlet.type}`)
		await stage.attempt(
			registerOutlet(await stage.as('compliance'), {
				code: outlet.code,
				name: outlet.name,
				type: outlet.type,
				address: outlet.address,
				latitude: outlet.latitude,
				longitude: outlet.longitude,
				dealerId: dealerIds[outlet.dealer] ?? '',
				gridId: laid.unit(outlet.gridCode).id,
				channelManagerId: laid.person(MANAGERS[outlet.gridCode] ?? 'manager'),
				status: 'ACTIVE',
			}),
		)
	}
}

async function owner(stage: Stage, dealerId: string, login: string, name: string, passwordHash: string): Promise<void> {
	const by = { now: stage.now(), newId: stage.deps.newId }
	await inTransaction(stage.db, stage.laid.branchId, async (tx) => {
		const id = by.newId()
		await tx
			.insertInto('account')
			.values(accountRow(by, stage.laid.branchId, id, login, name, 'person', passwordHash))
			.execute()
		await grant(tx, by, stage.laid, id, 'DEALER_OWNER', { dealerId })
		return { ok: true }
	})
}
