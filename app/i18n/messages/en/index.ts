// Made by npm run i18n.
import { account } from './account.ts'
import { admin } from './admin.ts'
import { common } from './common.ts'
import { error } from './error.ts'
import { evidence } from './evidence.ts'
import { importWords } from './import-words.ts'
import { inspection } from './inspection.ts'
import { issue } from './issue.ts'
import { nav } from './nav.ts'
import { reference } from './reference.ts'
import { refusalCommon } from './refusal-common.ts'
import { refusalInspection } from './refusal-inspection.ts'
import { refusalLedger } from './refusal-ledger.ts'
import { refusalOrder } from './refusal-order.ts'
import { refusalPenalty } from './refusal-penalty.ts'
import { refusalPlan } from './refusal-plan.ts'
import { refusalViolation } from './refusal-violation.ts'
import { register } from './register.ts'
import { roles } from './roles.ts'
import { search } from './search.ts'
import { shell } from './shell.ts'
import { ui } from './ui.ts'

export const messages = {
	...account,
	...admin,
	...common,
	...error,
	...evidence,
	...importWords,
	...inspection,
	...issue,
	...nav,
	...reference,
	...refusalCommon,
	...refusalInspection,
	...refusalLedger,
	...refusalOrder,
	...refusalPenalty,
	...refusalPlan,
	...refusalViolation,
	...register,
	...roles,
	...search,
	...shell,
	...ui,
} as const
