import type { messages as hans } from './messages/zh-Hans/index.ts'

/** Every sentence of the product has one of these keys; zh-Hans is the list that the others must match. */
export type MessageKey = keyof typeof hans
/** A language's sentences. English may add '<key>_one' for a count of one. */
export type Messages = Readonly<Record<MessageKey, string>> & Readonly<Partial<Record<`${MessageKey}_one`, string>>>

export type MessageParams = Readonly<Record<string, string | number>>
export type T = (key: MessageKey, params?: MessageParams) => string

/** The same for keys that are composed at run time ('refusal.' + rule): they are proved complete by a test. */
export function isMessageKey(messages: Messages, key: string): key is MessageKey {
	return key in messages
}
