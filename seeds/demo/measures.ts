/** Talks, circulars and exits; the people of the dealers; premises that change hands. */
import { isOutletType } from '#app/domain/dealer.ts'
import { idCheckCharacter } from '#app/domain/measure/person.ts'
import { addDays, type LocalDate } from '#app/domain/time.ts'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { voteOnExit } from '#app/usecases/measures/exit-vote.server.ts'
import { recordMeasure } from '#app/usecases/measures/record.server.ts'
import { registerPerson } from '#app/usecases/persons/register-person.server.ts'
import { changeOutlet } from '#app/usecases/registers/save-outlet.server.ts'
import type { Stage } from './stage.ts'
import { temperOf } from './temper.ts'

const CLERKS = ['沈晓', '陆静', '马超', '汪雪', '唐宁', '石磊', '范玲', '邵阳', '崔洁', '黎明'] as const

/** A number of no district that exists, with a check character that fits. */
function idNumber(n: number): string {
	const first = `9901011980010${String(1000 + n)}`.slice(0, 17)
	return first + idCheckCharacter(first)
}

/** Owners, who are mostly the legal representative, and a clerk of every second dealer. */
export async function registerPeople(stage: Stage): Promise<void> {
	const dealers = await stage.db.read.selectFrom('dealer').select(['id', 'contact_name']).orderBy('code').execute()
	const officer = await stage.as('compliance')
	for (const [i, dealer] of dealers.entries()) {
		const base = { sinceOn: '2025-07-01', staffNo: '', account: '' } as const
		const owner = { role: 'LEGAL_REP', name: dealer.contact_name, idNumber: idNumber(i * 2) } as const
		await stage.attempt(registerPerson(officer, dealer.id, { ...base, ...owner }))
		if (i % 2 === 1) continue
		const clerk = { role: 'CLERK', name: CLERKS[i % CLERKS.length] ?? '沈晓', idNumber: idNumber(i * 2 + 1) } as const
		const staffNo = `JZ${String(20_000 + i)}`
		await stage.attempt(registerPerson(officer, dealer.id, { ...base, ...clerk, staffNo }))
	}
}

/** The panel votes on the exits whose case is decided: the second ends a co-operation, most others do not. */
async function voteOnExits(stage: Stage): Promise<void> {
	const proposed = await stage.db.read
		.selectFrom('measure')
		.innerJoin('penalty', 'penalty.id', 'measure.penalty_id')
		.innerJoin('dealer', 'dealer.id', 'measure.dealer_id')
		.select(['measure.id', 'dealer.code'])
		.where('measure.kind', '=', 'TERMINATE')
		.where('measure.state', '=', 'PROPOSED')
		.where('penalty.state', 'in', ['FINAL', 'SETTLED', 'CLOSED'])
		.orderBy('measure.proposed_at')
		.limit(2)
		.execute()
	const listed = await stage.db.read.selectFrom('blacklist_entry').select('id').limit(1).executeTakeFirst()
	for (const { id, code } of proposed) {
		if (stage.lazy()) continue
		const own = code === 'D-0201'
		const ends = !own && (listed === undefined || temperOf(`${id}x`) > 0.92)
		for (const [i, login] of ['panel1', 'panel2', 'panel3'].entries()) {
			const row = await stage.db.read
				.selectFrom('measure')
				.select('version')
				.where('id', '=', id)
				.executeTakeFirstOrThrow()
			const impose = ends ? i !== 1 : i === 0
			stage.pass(7)
			await stage.attempt(
				voteOnExit(await stage.as(login), {
					id,
					version: row.version,
					impose,
					reason: impose ? '触碰红线，性质严重，应当终止合作' : '首次发生，数量少，代理商主动配合整改，可以继续合作',
				}),
			)
		}
	}
}

/** Talks are held some days after they were imposed, circulars go out at once. */
async function keepRecords(stage: Stage): Promise<void> {
	const imposed = await stage.db.read
		.selectFrom('measure')
		.innerJoin('dealer', 'dealer.id', 'measure.dealer_id')
		.select(['measure.id', 'measure.version', 'measure.kind', 'dealer.contact_name', 'dealer.name'])
		.where('measure.kind', 'in', ['TALK', 'CIRCULAR'])
		.where('measure.state', '=', 'IMPOSED')
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('measure_record')
						.select('measure_record.id')
						.whereRef('measure_record.measure_id', '=', 'measure.id'),
				),
			),
		)
		.where('measure.begins_on', '<=', addDays(stage.today(), -2))
		.limit(2)
		.execute()
	for (const row of imposed) {
		if (stage.lazy()) continue
		const talk = row.kind === 'TALK'
		await stage.attempt(
			recordMeasure(await stage.as('compliance'), {
				id: row.id,
				version: row.version,
				heldOn: stage.today(),
				people: talk ? `${row.contact_name}、林秀` : '全体代理商',
				text: talk
					? '说明了扣分情况和下一个门槛。负责人承认培训不到位，承诺一周内交书面计划，店员重新考试后上岗。'
					: `对${row.name}予以通报批评，星级下调一级，七天内暂停开卡，各代理商引以为戒。`,
				plan: '',
			}),
		)
	}
}

/** What has run out and is put right is lifted, by most approvers soon. */
async function liftOver(stage: Stage): Promise<void> {
	const over = await stage.db.read
		.selectFrom('measure')
		.innerJoin('plan', 'plan.penalty_id', 'measure.penalty_id')
		.select(['measure.id', 'measure.version'])
		.where('measure.kind', '=', 'SUSPEND_BUSINESS')
		.where('measure.state', '=', 'IMPOSED')
		.where('measure.ends_on', '<', stage.today())
		.where('plan.state', '=', 'STRUCK_OFF')
		.execute()
	for (const { id, version } of over) {
		if (stage.lazy() || temperOf(`${id}l`) > 0.8) continue
		const decide = { id, version, verdict: 'lift', reason: '期满，整改已销号，现场复查合格' } as const
		await stage.attempt(decideMeasure(await stage.as('approver'), decide))
	}
}

/** What the people who decide measures do in a day. */
export async function workOnMeasures(stage: Stage): Promise<void> {
	await voteOnExits(stage)
	await keepRecords(stage)
	await liftOver(stage)
	const reviews = await stage.db.read
		.selectFrom('case_task')
		.innerJoin('measure', 'measure.id', 'case_task.measure_id')
		.select(['measure.id', 'measure.version', 'measure.kind'])
		.where('case_task.done_at', 'is', null)
		.where('measure.state', '=', 'IMPOSED')
		.where('measure.kind', '<>', 'TERMINATE')
		.where('case_task.created_at', '<=', stage.now())
		.limit(1)
		.execute()
	for (const { id, version } of reviews) {
		if (stage.lazy() || temperOf(`${id}r`) > 0.5) continue
		const decide = { id, version, verdict: 'keep', reason: '其他案件的扣分仍达门槛，措施保留' } as const
		await stage.attempt(decideMeasure(await stage.as('approver'), decide))
	}
}

/** Premises are handed on: once the points follow, once somebody asks that they stay behind. */
export async function handOn(stage: Stage, day: LocalDate, today: LocalDate): Promise<void> {
	const which = day === addDays(today, -62) ? 0 : day === addDays(today, -4) ? 1 : null
	if (which === null) return
	const outlets = await stage.db.read
		.selectFrom('outlet')
		.selectAll()
		.where('status', '=', 'ACTIVE')
		.orderBy('code')
		.execute()
	const buyers = await stage.db.read.selectFrom('dealer').select('id').orderBy('code', 'desc').limit(4).execute()
	const outlet = outlets[which === 0 ? 11 : 17]
	const buyer = buyers[which + 1]
	if (!outlet || !buyer || !isOutletType(outlet.type)) return
	const { code, name, type, address, latitude, longitude, status } = outlet
	const answer =
		which === 0
			? ({ successionKind: 'SOLD', pointsFollow: 'yes', successionReason: '' } as const)
			: ({
					successionKind: 'SOLD',
					pointsFollow: 'no',
					successionReason: '买方与卖方没有股权和亲属关系，附工商登记',
				} as const)
	const place = { gridId: outlet.grid_id, channelManagerId: outlet.channel_manager_id ?? '', dealerId: buyer.id }
	const entry = { code, name, type, address, latitude, longitude, status, ...place }
	await stage.attempt(changeOutlet(await stage.as('compliance'), outlet.id, outlet.version, { ...entry, ...answer }))
}
