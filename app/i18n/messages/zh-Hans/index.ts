// Made by npm run i18n.
import { common } from './common.ts'
import { issue } from './issue.ts'

export const messages = {
	...common,
	...issue,
} as const
