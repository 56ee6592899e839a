// Made by npm run i18n.
import { account } from './account.ts'
import { common } from './common.ts'
import { error } from './error.ts'
import { importWords } from './import-words.ts'
import { issue } from './issue.ts'
import { nav } from './nav.ts'
import { refusalCommon } from './refusal-common.ts'
import { refusalInspection } from './refusal-inspection.ts'
import { refusalLedger } from './refusal-ledger.ts'
import { refusalOrder } from './refusal-order.ts'
import { refusalPenalty } from './refusal-penalty.ts'
import { refusalPlan } from './refusal-plan.ts'
import { refusalViolation } from './refusal-violation.ts'
import { roles } from './roles.ts'
import { shell } from './shell.ts'
import { ui } from './ui.ts'

export const messages = {
	...account,
	...common,
	...error,
	...importWords,
	...issue,
	...nav,
	...refusalCommon,
	...refusalInspection,
	...refusalLedger,
	...refusalOrder,
	...refusalPenalty,
	...refusalPlan,
	...refusalViolation,
	...roles,
	...shell,
	...ui,
} as const
