import { closedParams } from '#app/domain/delivery/closed.ts'
import { isLate, messageClass } from '#app/domain/delivery/way.ts'
import { LANGUAGES3, type Language3, type NoticeText } from '#app/domain/notice/text.ts'
import { type Instant, localDateOf } from '#app/domain/time.ts'
import { type Channels, type Mail, ROBOT_BYTES, type RobotMessage } from '#app/infra/channels/channels.ts'
import { composeGroup, composeMail, composeTest, type Told } from '#app/infra/channels/compose.server.ts'
import { paths } from '#app/paths.ts'
import { type DeliveryRow, type ItemRow, itemsOfDelivery } from '#db/queries/deliveries.server.ts'
import { type Receiver, receiverOf } from '#db/queries/delivery-plan.server.ts'
import { type SubjectFacts, subjectFacts } from '#db/queries/delivery-subjects.server.ts'
import { noticeById, noticeByNumber } from '#db/queries/notices.server.ts'
import { closedOrders } from '#db/queries/orders.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { type RobotRow, robotById } from '#db/queries/robots.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { textOf } from '../notices/sheet.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { choiceOf } from './plan.server.ts'

/** More names than that are a crowd. */
const NAMES = 20

type Params = Readonly<Record<string, string | number>>
type Item = { readonly row: ItemRow; readonly params: Params; readonly facts: SubjectFacts }

/** What is sent, or why nobody wants it any more. */
export type Content =
	| { readonly kind: 'mail'; readonly mail: Mail }
	| { readonly kind: 'robot'; readonly robot: RobotRow; readonly message: RobotMessage }
	| { readonly kind: 'dropped'; readonly why: string }

export function languageOf(text: string | null): Language3 {
	return LANGUAGES3.find((one) => one === text) ?? 'zh-Hans'
}

async function itemsOf(read: Handle, row: DeliveryRow): Promise<Item[]> {
	const found = await itemsOfDelivery(read, row.id)
	const facts = new Map<string, SubjectFacts>()
	const items: Item[] = []
	for (const item of found) {
		const key = `${item.subject_kind}:${item.subject_id}`
		const known = facts.get(key) ?? (await subjectFacts(read, item.subject_kind, item.subject_id))
		facts.set(key, known)
		items.push({ row: item, params: fromJson<Params>(item.params_json), facts: known })
	}
	return items
}

function toldOf({ row, params, facts }: Item, document: NoticeText | null = null): Told {
	return {
		kind: row.kind,
		params,
		subjectKind: row.subject_kind,
		subjectId: row.subject_id,
		whose: facts.whose,
		confidential: facts.confidential,
		document,
	}
}

/** The document that a message brings to its dealer, in the reader's language. */
async function documentOf(read: Handle, branchId: string, item: Item | undefined, language: Language3) {
	const number = item?.params.notice
	if (typeof number !== 'string') return null
	const notice = await noticeByNumber(read, branchId, number)
	const row = notice && (await noticeById(read, branchId, notice.id))
	return row ? textOf(read, row, language) : null
}

const withoutMatter = (item: Item): Item => ({ ...item, params: closedParams(item.params) })

/** Messages about confidential orders that do not name their receiver. */
async function closedFor(read: Handle, accountId: string, items: readonly Item[]): Promise<ReadonlySet<Item>> {
	const asked = items.filter(({ row, facts }) => row.subject_kind === 'order' && facts.confidential)
	const actor = asked.length === 0 ? undefined : await actorOf(read, accountId)
	if (!actor) return new Set(asked)
	const ids = asked.map(({ row }) => row.subject_id)
	const closed = await closedOrders(read, reachOf(actor, 'order.read'), ids)
	return new Set(asked.filter(({ row }) => closed.has(row.subject_id)))
}

async function mailOf(read: Handle, channels: Channels, row: DeliveryRow, now: Instant): Promise<Content> {
	const receiver = row.account_id === null ? undefined : await receiverOf(read, row.account_id)
	if (!receiver) return { kind: 'dropped', why: 'account closed' }
	if (row.legal === 0 && !choiceOf(receiver).byMail) return { kind: 'dropped', why: 'switched off' }
	const items = await itemsOf(read, row)
	if (items.length === 0) return { kind: 'dropped', why: 'empty' }
	const closed = await closedFor(read, receiver.id, items)
	const language = languageOf(receiver.mail_language ?? receiver.language)
	const dealer = receiver.places.some((place) => place.dealer_id !== null)
	const document = dealer && items.length === 1 ? await documentOf(read, row.branch_id, items[0], language) : null
	const legal = row.legal === 1
	const composed = composeMail({
		language,
		name: receiver.name,
		dealer,
		items: items.map((item) => toldOf(closed.has(item) ? withoutMatter(item) : item, document)),
		today: localDateOf(now),
		origin: channels.origin,
		legal,
	})
	const settings = legal ? {} : { settings: `${channels.origin}${paths.noticeChoices()}` }
	const messageId = messageIdOf(row.id, channels.origin)
	return { kind: 'mail', mail: { ...composed, to: row.address, messageId, language, ...settings } }
}

/** The same for every attempt at one envelope, also after a crash: a receiver can tell it is the same mail. */
export function messageIdOf(deliveryId: string, origin: string): string {
	return `<${deliveryId}@${new URL(origin).hostname}>`
}

async function groupOf(read: Handle, channels: Channels, row: DeliveryRow, now: Instant): Promise<Content> {
	const robot = row.robot_id === null ? undefined : await robotById(read, row.branch_id, row.robot_id)
	if (!robot || robot.off_at !== null) return { kind: 'dropped', why: 'robot switched off' }
	const language = languageOf(robot.language)
	if (row.form === 'test')
		return { kind: 'robot', robot, message: { text: composeTest(language, robot.name), mobiles: [] } }
	const items = await itemsOf(read, row)
	if (items.length === 0) return { kind: 'dropped', why: 'empty' }
	const told = new Map(items.map((item) => [item.row.occasion, item]))
	const text = composeGroup({
		language,
		name: robot.name,
		// A group has readers whom a confidential order does not name.
		items: [...told.values()].map((item) => toldOf(item.facts.confidential ? withoutMatter(item) : item)),
		today: localDateOf(now),
		origin: channels.origin,
		maxBytes: ROBOT_BYTES[robot.kind],
	})
	return { kind: 'robot', robot, message: { text, mobiles: await calledOf(read, row.branch_id, items, now) } }
}

/** Who is called by name: whoever an urgent message is for, and in a digest the owners of what is late. Never everybody. */
async function calledOf(read: Handle, branchId: string, items: readonly Item[], now: Instant): Promise<string[]> {
	const today = localDateOf(now)
	const calendar = await currentCalendar({ actor: { branchId }, today }, read)
	const called = new Set<string>()
	for (const { row, params, facts } of items) {
		const urgent = messageClass(calendar, { kind: row.kind, params }, facts, row.created_at) === 'urgent'
		const late = isLate(params, today) && facts.owners.includes(row.account_id)
		if (urgent || late) called.add(row.account_id)
	}
	const people: Receiver[] = []
	for (const id of [...called].slice(0, NAMES)) {
		const person = await receiverOf(read, id)
		if (person && choiceOf(person).byGroup) people.push(person)
	}
	return people.flatMap(({ phone }) => (phone !== null && /^1\d{10}$/.test(phone) ? [phone] : []))
}

/** What an envelope says now, in its receiver's language. */
export function contentOf(read: Handle, channels: Channels, row: DeliveryRow, now: Instant): Promise<Content> {
	return row.channel === 'email' ? mailOf(read, channels, row, now) : groupOf(read, channels, row, now)
}
