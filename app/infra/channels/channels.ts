import type { TryOutcome } from '#app/domain/delivery/delivery.ts'
import type { Instant } from '#app/domain/time.ts'

/** What a channel says of one attempt. `answer` never holds a key, a password or an address of the web. */
export type Answer = {
	readonly outcome: Exclude<TryOutcome, 'unknown'>
	readonly answer: string
	/** How long a throttled channel wants to be left alone. */
	readonly waitMs?: number
	/** The whole channel is out of reach: other messages need not try now. */
	readonly down?: true
}

export type Mail = {
	readonly to: string
	readonly subject: string
	readonly text: string
	readonly html: string
	/** The same for every attempt: a receiver that already has it can tell. */
	readonly messageId: string
	/** Where it can be switched off; absent for what cannot. */
	readonly settings?: string
	readonly language: string
}

export type RobotKind = 'wecom' | 'dingtalk'
export type RobotMessage = {
	readonly text: string
	/** Mobile numbers of the people who are called by name. */
	readonly mobiles: readonly string[]
}

/** Everything that leaves the house beside the inbox. */
export type Channels = {
	/** null: no mail server is named in the environment. */
	readonly mail: ((mail: Mail) => Promise<Answer>) | null
	readonly robot: (robot: { kind: RobotKind; code: string }, message: RobotMessage, now: Instant) => Promise<Answer>
	/** True when the environment has this robot's key. */
	readonly robotReady: (code: string) => boolean
	/** In [0, 1); spreads the attempts. */
	readonly random: () => number
	/** The address that messages lead to. */
	readonly origin: string
}

/** 20,000 bytes of a text are allowed by DingTalk, 2,048 by WeCom (trust 3.5). */
export const ROBOT_BYTES: Readonly<Record<RobotKind, number>> = { wecom: 2048, dingtalk: 18_000 }

/** Secrets out of a text, and what looks like an address of the web or a long key. */
export function scrubbed(text: string, secrets: readonly string[]): string {
	const without = secrets.filter((secret) => secret.length > 3).reduce((out, one) => out.replaceAll(one, '…'), text)
	return without
		.replace(/https?:\/\/\S+/g, '…')
		.replace(/[A-Za-z0-9+/_-]{32,}=*/g, '…')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 200)
}
