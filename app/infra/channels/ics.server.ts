import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { type Instant, instantMs, MINUTE_MS } from '#app/domain/time.ts'
import { i18nOf } from '#app/i18n/all.server.ts'
import { translator } from '#app/i18n/create.ts'
import type { Language } from '#app/i18n/languages.ts'

const ZONE = 'Asia/Shanghai'
const OFFSET_MS = 8 * 60 * MINUTE_MS
/** A deadline stands in the half hour before it: one at 24:00 belongs to the day that ends. */
const BLOCK_MS = 30 * MINUTE_MS
/** Sequence numbers count the minutes since then: they grow with every change and stay small. */
const EPOCH_MS = 1_577_836_800_000

const VTIMEZONE = `BEGIN:VTIMEZONE
TZID:${ZONE}
BEGIN:STANDARD
DTSTART:19910915T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE`

/** Shows the wall clock of Shanghai wherever the server stands; the library asks dates of this shape for their zone. */
class ShanghaiDate extends Date {
	readonly internal: Date
	constructor(ms: number) {
		super(ms)
		this.internal = new Date(ms + OFFSET_MS)
	}
	withTimeZone() {
		return this
	}
	tzComponents() {
		return ['+', '08', '00']
	}
	override getFullYear() {
		return this.internal.getUTCFullYear()
	}
	override getMonth() {
		return this.internal.getUTCMonth()
	}
	override getDate() {
		return this.internal.getUTCDate()
	}
	override getHours() {
		return this.internal.getUTCHours()
	}
	override getMinutes() {
		return this.internal.getUTCMinutes()
	}
	override getSeconds() {
		return this.internal.getUTCSeconds()
	}
}

export type FeedItem = {
	/** The clock's: the same event for ever. */
	readonly id: string
	readonly kind: string
	readonly number: string
	/** Empty for what is confidential. */
	readonly title: string
	readonly dueAt: Instant
	readonly changedAt: Instant
	readonly state: 'running' | 'paused' | 'ended'
	readonly provisional: boolean
	readonly url: string | null
}

/** The deadlines of one person as a calendar (RFC 5545): stable names, a sequence that grows, cancelled when met. */
export function feedText(language: Language, origin: string, items: readonly FeedItem[]): string {
	const t = translator(i18nOf(language))
	const say = (key: string) => i18nOf(language).t(key)
	const host = new URL(origin).hostname
	const calendar = ical({
		name: t('feed.name'),
		prodId: '//Fangxin//Deadlines//ZH',
		method: ICalCalendarMethod.PUBLISH,
		ttl: 3600,
		timezone: { name: null, generator: () => VTIMEZONE },
		x: [['X-WR-TIMEZONE', ZONE]],
	})
	for (const item of items) {
		const due = instantMs(item.dueAt)
		const changed = instantMs(item.changedAt)
		const lines = [
			...(item.title === '' ? [] : [item.title]),
			...(item.state === 'paused' ? [t('feed.paused')] : []),
			...(item.provisional ? [t('feed.provisional')] : []),
		]
		calendar.createEvent({
			id: `${item.id}@${host}`,
			sequence: Math.max(0, Math.floor((changed - EPOCH_MS) / MINUTE_MS)),
			timezone: ZONE,
			start: new ShanghaiDate(due - BLOCK_MS),
			end: new ShanghaiDate(due),
			stamp: new Date(changed),
			lastModified: new Date(changed),
			summary: t('feed.item', { number: item.number, what: say(`clock.${item.kind}`) }),
			...(lines.length > 0 ? { description: lines.join('\n') } : {}),
			...(item.url ? { url: item.url } : {}),
			status: STATUS[item.state],
		})
	}
	return calendar.toString()
}

const STATUS = {
	running: ICalEventStatus.CONFIRMED,
	paused: ICalEventStatus.TENTATIVE,
	ended: ICalEventStatus.CANCELLED,
} as const
