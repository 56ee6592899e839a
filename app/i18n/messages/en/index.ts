// Made by npm run i18n.
import { common } from './common.ts'
import { issue } from './issue.ts'
import { refusalOrder } from './refusal-order.ts'
import { shell } from './shell.ts'
import { ui } from './ui.ts'

export const messages = {
	...common,
	...issue,
	...refusalOrder,
	...shell,
	...ui,
} as const
