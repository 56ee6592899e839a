/** Channels beside the inbox. */
export const DELIVERY_CHANNELS = ['email', 'wecom', 'dingtalk'] as const
export type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number]

/**
 * waiting: not tried yet; sending: a process has it; sent; failed: tried, will be tried again; dead: given up, a person
 * has to look; dropped: nobody wants it any more (switched off, account closed).
 */
export const DELIVERY_STATES = ['waiting', 'sending', 'sent', 'failed', 'dead', 'dropped'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** One message, many in one, or a robot's greeting. */
export const DELIVERY_FORMS = ['single', 'digest', 'test'] as const
export type DeliveryForm = (typeof DELIVERY_FORMS)[number]

/** unknown: the process ended between sending and noting it down. */
export const TRY_OUTCOMES = ['sent', 'temporary', 'permanent', 'throttled', 'unknown'] as const
export type TryOutcome = (typeof TRY_OUTCOMES)[number]

const MINUTE_MS = 60_000
/** 1, 2, 4 … minutes, at most four hours apart: a server that is down for two days loses nothing. */
const LONGEST_MS = 240 * MINUTE_MS
export const MAX_TRIES = 24

/** How long to wait after the n-th failure in a row (from 1); `random` in [0, 1) spreads it by a quarter each way. */
export function backOffMs(n: number, random: number): number {
	const whole = Math.min(MINUTE_MS * 2 ** Math.min(n - 1, 20), LONGEST_MS)
	return Math.round(whole * (0.75 + random / 2))
}

/** What a failed attempt leads to. A robot that throttles is no failure of the message: it waits and loses no try. */
export function afterFailure(outcome: 'temporary' | 'permanent', triesDone: number): 'failed' | 'dead' {
	return outcome === 'permanent' || triesDone >= MAX_TRIES ? 'dead' : 'failed'
}

/** 'a…@example.cn': enough to know the address again, too little to use it. */
export function maskedAddress(address: string): string {
	const [name = '', host = ''] = address.split('@')
	return host === '' ? address : `${name.slice(0, 1)}…@${host}`
}

/** Lists of the delivery log. */
export const DELIVERY_VIEWS = ['dead', 'open', 'sent', 'all'] as const
export type DeliveryListView = (typeof DELIVERY_VIEWS)[number]
